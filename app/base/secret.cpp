#include "base/secret.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QUrl>

#include <cstdio>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype ShortestSecret = 6;
constexpr qsizetype LongestOfOneUnit = 9; // %E2%82%AC

struct Secrets
{
    QMutex mutex;
    /// Each with what is left of it in Base64, wherever in the encoded text it begins.
    QHash<QString, QSet<QString>> all;
};

QString mark()
{
    return u"‹redacted›"_s;
}

// A function-local object that is never destroyed: messages can arrive while statics go away.
Secrets& secrets()
{
    static auto* const all = new Secrets;
    return *all;
}

/// Of 6 bits each: those that no byte before or behind the secret has a part in. So "id:secret"
/// is found whatever the id is.
void addBase64Cores(const QByteArray& bytes, QSet<QString>& cores)
{
    for (const int before : { 0, 1, 2 }) {
        const QByteArray padded = QByteArray(before, ' ') + bytes;
        const qsizetype from = (before * 8 + 5) / 6;
        const qsizetype to = padded.size() * 8 / 6;
        for (const auto alphabet : { QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding })
            cores += QString::fromLatin1(padded.toBase64(alphabet).mid(from, to - from));
    }
}

bool isBase64(QChar letter)
{
    const char16_t unit = letter.unicode();
    return (unit < 128 && letter.isLetterOrNumber()) || u"+/-_="_s.contains(letter);
}

/// Takes what stands around it along: id and secret share letters.
void replaceBase64(QString& text, const QString& core)
{
    for (qsizetype at = text.indexOf(core); at >= 0; at = text.indexOf(core, at)) {
        qsizetype from = at;
        qsizetype to = at + core.size();
        while (from > 0 && isBase64(text.at(from - 1)))
            --from;
        while (to < text.size() && isBase64(text.at(to)))
            ++to;
        text.replace(from, to - from, mark());
        at = from + mark().size();
    }
}

/// One way to write a letter otherwise: the length of what stands at `at` if it means the letter
/// at `of` in the secret, 0 if it does not. Both ways leave most letters as they are.
using Spelling = qsizetype (*)(QStringView text, qsizetype at, QStringView secret, qsizetype of);

qsizetype asItIs(QStringView text, qsizetype at, QChar letter)
{
    return text.at(at) == letter ? 1 : 0;
}

/// JSON: \" \\ \/ \n … and \u0041 with digits of either case.
qsizetype inJson(QStringView text, qsizetype at, QStringView secret, qsizetype of)
{
    const QChar letter = secret.at(of);
    if (text.at(at) != u'\\' || at + 1 >= text.size())
        return asItIs(text, at, letter);
    if (text.at(at + 1) == u'u') {
        bool isNumber = false;
        const uint unit = text.mid(at + 2).left(4).toUInt(&isNumber, 16);
        return isNumber && unit == letter.unicode() ? 6 : 0;
    }
    constexpr QStringView Marks = u"\"\\/bfnrt";
    constexpr QStringView Meant = u"\"\\/\b\f\n\r\t";
    const qsizetype mark = Marks.indexOf(text.at(at + 1));
    return mark >= 0 && Meant.at(mark) == letter ? 2 : 0;
}

/// Addresses and forms: %2B or %2b for each byte of UTF-8, and + for a space.
qsizetype inPercent(QStringView text, qsizetype at, QStringView secret, qsizetype of)
{
    const QChar letter = secret.at(of);
    if (letter == u' ' && text.at(at) == u'+')
        return 1;
    if (text.at(at) != u'%')
        return asItIs(text, at, letter);
    // A pair of surrogates is one character.
    const QByteArray meant
        = '%' + secret.mid(of, letter.isHighSurrogate() ? 2 : 1).toUtf8().toHex('%');
    const QStringView written = text.mid(at).left(meant.size());
    return written.compare(QLatin1StringView(meant), Qt::CaseInsensitive) == 0 ? meant.size() : 0;
}

void replaceSpelled(QString& text, const QString& secret, Spelling spelling)
{
    for (qsizetype from = 0; from < text.size(); ++from) {
        qsizetype at = from;
        qsizetype of = 0;
        while (of < secret.size() && at < text.size()) {
            const qsizetype length = spelling(text, at, secret, of);
            if (length == 0)
                break;
            at += length;
            of += length > LongestOfOneUnit && secret.at(of).isHighSurrogate() ? 2 : 1;
        }
        if (of != secret.size())
            continue;
        text.replace(from, at - from, mark());
        from += mark().size() - 1;
    }
}

void writeRedacted(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QString line = Redactor().clean(qFormatLogMessage(type, context, message));
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

void Redactor::add(const QString& secret)
{
    if (secret.size() < ShortestSecret)
        return;
    Secrets& all = secrets();
    const QMutexLocker lock(&all.mutex);
    if (all.all.contains(secret))
        return;
    QSet<QString>& cores = all.all[secret];
    addBase64Cores(secret.toUtf8(), cores);
    addBase64Cores(QUrl::toPercentEncoding(secret), cores); // RFC 6749 wants it so
}

QString Redactor::clean(QString text) const
{
    Secrets& all = secrets();
    const QMutexLocker lock(&all.mutex);
    for (auto it = all.all.cbegin(); it != all.all.cend(); ++it) {
        text.replace(it.key(), mark());
        if (text.contains(u'\\'))
            replaceSpelled(text, it.key(), inJson);
        if (text.contains(u'%') || text.contains(u'+'))
            replaceSpelled(text, it.key(), inPercent);
        for (const QString& core : it.value())
            replaceBase64(text, core);
    }
    return text;
}

void installRedactingLogHandler()
{
    qInstallMessageHandler(writeRedacted);
}

void overwrite(QString& text)
{
    if (text.isEmpty() || !text.isDetached())
        return;
    // volatile: the compiler may not leave out what nobody reads any more.
    auto* const letters = reinterpret_cast<volatile char16_t*>(text.data());
    for (qsizetype i = 0; i < text.size(); ++i)
        letters[i] = 0;
}

Secret::Secret(Secret&& other) noexcept
    : m_text(std::exchange(other.m_text, {}))
{
}

Secret::Secret(QString text)
    : m_text(std::move(text))
{
    Redactor().add(m_text);
}

Secret& Secret::operator=(const Secret& other)
{
    if (this != &other) {
        wipe();
        m_text = other.m_text;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_text = std::exchange(other.m_text, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe()
{
    overwrite(m_text);
    m_text.clear();
}

} // namespace ic
