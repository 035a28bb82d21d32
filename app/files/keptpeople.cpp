#include "files/keptpeople.h"

#include "base/ownerfiles.h"
#include "base/wording.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::KeptPeople)
};

constexpr int FileVersion = 1;
constexpr qint64 LongestHead = 64 << 10;
constexpr qint64 LargestFile = 512 << 20;

/// A tabulator ends an id and a line break a person, so neither may stand in their texts.
void appendEscaped(QByteArray& to, const QString& text)
{
    const bool isPlain = std::none_of(text.cbegin(), text.cend(),
        [](QChar letter) { return letter == u'%' || letter.unicode() < 0x20; });
    to += isPlain ? text.toUtf8() : text.toUtf8().toPercentEncoding();
}

QString unescaped(QByteArrayView bytes)
{
    return bytes.contains('%') ? QString::fromUtf8(bytes.toByteArray().percentDecoded())
                               : QString::fromUtf8(bytes);
}

QByteArray checksum(const QByteArray& body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

ApiError damaged(const QString& why)
{
    return { .kind = ApiError::Kind::Malformed, .detail = why };
}

Expected<QJsonObject> headOf(QFile& file)
{
    if (!file.open(QIODevice::ReadOnly))
        return ApiError { .kind = ApiError::Kind::File, .detail = file.errorString() };
    if (!QFileInfo(file).isFile() || file.size() > LargestFile)
        return damaged(Texts::tr("it is no file of this program"));
    const QJsonObject head = QJsonDocument::fromJson(file.readLine(LongestHead)).object();
    const int version = head.value(u"version").toInt();
    if (version > FileVersion)
        return damaged(Texts::tr("a later version of Identity Console wrote it"));
    if (version < 1 || head.value(u"count").toInteger(-1) < 0)
        return damaged(Texts::tr("its beginning cannot be read"));
    return head;
}

} // namespace

Expected<KeptPeople> readKeptPeople(const QString& path, KeptPeople::Part part)
{
    QFile file(path);
    if (!file.exists())
        return KeptPeople {};
    const Expected<QJsonObject> head = headOf(file);
    if (!head)
        return head.error();
    KeptPeople people { .name = head->value(u"name").toString(),
        .saved = QDateTime::fromString(head->value(u"saved").toString(), Qt::ISODate).toUTC(),
        .matching = head->value(u"matching").toString(),
        .matched = head->value(u"matched").toInteger(),
        .count = head->value(u"count").toInteger() };
    if (part == KeptPeople::Part::Head)
        return people;
    const QByteArray body = file.readAll();
    if (checksum(body) != head->value(u"sha256").toString().toLatin1())
        return damaged(Texts::tr("its content is not what was written"));
    people.people.reserve(std::min<qsizetype>(people.count, KeptPeople::MostPeople));
    for (qsizetype at = 0; at < body.size();) {
        const qsizetype found = body.indexOf('\n', at);
        const qsizetype end = found < 0 ? body.size() : found;
        const QByteArrayView line = QByteArrayView(body).sliced(at, end - at);
        const qsizetype tab = line.indexOf('\t');
        people.people += { .id = IdentityId(unescaped(tab < 0 ? line : line.first(tab))),
            .name = tab < 0 ? QString() : unescaped(line.sliced(tab + 1)) };
        at = end + 1;
    }
    people.count = people.people.size();
    return people;
}

QString writeKeptPeople(const QString& path, const KeptPeople& people)
{
    if (people.people.size() > KeptPeople::MostPeople) {
        return Texts::tr("More than %1 identities cannot be kept.")
            .arg(numberText(KeptPeople::MostPeople));
    }
    QByteArray body;
    body.reserve(people.people.size() * 48);
    for (const KeptPerson& person : people.people) {
        appendEscaped(body, person.id.text());
        if (!person.name.isEmpty()) {
            body += '\t';
            appendEscaped(body, person.name);
        }
        body += '\n';
    }
    const QJsonObject head { { u"version"_s, FileVersion }, { u"name"_s, people.name },
        { u"saved"_s, people.saved.toUTC().toString(Qt::ISODate) },
        { u"matching"_s, people.matching }, { u"matched"_s, people.matched },
        { u"count"_s, people.people.size() },
        { u"sha256"_s, QString::fromLatin1(checksum(body)) } };
    QSaveFile file(path);
    const auto failed = [&file, &path] {
        return Texts::tr("The selection could not be written to %1: %2.")
            .arg(path, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    file.setPermissions(OwnerOnly);
    file.write(QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n');
    file.write(body);
    return file.commit() ? QString() : failed();
}

} // namespace ic
