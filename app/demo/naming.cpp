#include "demo/naming.h"

#include "demo/jsontext.h"
#include "demo/seededhash.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

// Outside of any namespace, as the macro wants it.
static void addNamesToResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace ic::demo {

namespace {

constexpr quint64 JitterTopic = 101;
// Slots of all leads of a culture with a share of one per mille.
constexpr int SlotsPerShare = 4000;
constexpr int PlainTailSlots = 6;
constexpr QStringView Initials = u"ADEJLMRT";

bool lessByText(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) < 0;
}

/// `text` as the letters and digits of an account name: "Müller" gives "muller".
QString accountNameLetters(QStringView text)
{
    static const QHash<char16_t, QString> letters { { u'ß', u"ss"_s }, { u'ø', u"o"_s },
        { u'æ', u"ae"_s }, { u'ł', u"l"_s }, { u'đ', u"d"_s }, { u'þ', u"th"_s }, { u'ð', u"d"_s },
        { u'ı', u"i"_s }, { u'œ', u"oe"_s } };
    QString out;
    const QString plain = text.toString().toLower().normalized(QString::NormalizationForm_D);
    for (const QChar c : plain) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            out += c;
        else
            out += letters.value(c.unicode());
    }
    return out;
}

struct Written
{
    QString text;
    QString ascii;
};

/// Entries are divided by `|`; one that does not use Latin letters carries its Latin spelling after
/// `~`.
QList<Written> entries(const QJsonValue& pool)
{
    QList<Written> result;
    const QStringList all = pool.toString().split(u'|');
    for (const QString& entry : all) {
        const QString text = entry.section(u'~', 0, 0);
        result.append(
            { text, entry.contains(u'~') ? entry.section(u'~', 1) : accountNameLetters(text) });
    }
    return result;
}

} // namespace

Naming::Naming(quint64 seed, quint32 count, bool awkward)
    : m_hasAwkward(awkward)
{
    addNamesToResources();
    QFile file(u":/demo/names.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The names are missing.");
    QJsonArray pools = QJsonDocument::fromJson(file.readAll()).array();
    if (!awkward)
        pools.removeLast();
    for (const QJsonValue& pool : std::as_const(pools))
        addCulture(pool.toObject());
    std::stable_sort(m_leads.begin(), m_leads.end(),
        [](const Lead& a, const Lead& b) { return lessByText(a.text, b.text); });
    makeLeadsUnique();

    // Every identity has a stretch of slots of its own and stands somewhere in it: never
    // decreasing, yet not at regular distances. The first half of the stretch only, so that no lead
    // is passed over whose slots are one and a half stretches.
    quint64 allSlots = 0;
    for (const Lead& lead : m_leads)
        allSlots += lead.slotCount;
    m_people.resize(count);
    quint32 lead = 0;
    quint64 firstSlot = 0; // of the lead
    for (quint32 ordinal = 0; ordinal < count; ++ordinal) {
        const quint64 jitter = seededHash(seed, ordinal, JitterTopic) & 0x7fff;
        const quint64 slot
            = ((quint64(ordinal) << 16) + jitter) * allSlots / (quint64(count) << 16);
        while (slot >= firstSlot + m_leads[lead].slotCount)
            firstSlot += m_leads[lead++].slotCount;
        const auto& slotTails = m_cultures[m_leads[lead].culture].slotTails;
        Person& person = m_people[ordinal];
        person.parts
            = { lead, slotTails[(slot - firstSlot) * slotTails.size() / m_leads[lead].slotCount] };
        if (ordinal > 0 && m_people[ordinal - 1].parts == person.parts)
            person.namesakesBefore = m_people[ordinal - 1].namesakesBefore + 1;
    }
}

void Naming::addCulture(const QJsonObject& pool)
{
    Culture culture;
    culture.language = pool[u"language"].toString().toLatin1();
    culture.familyFirst = pool[u"familyFirst"].toBool();
    culture.separator = pool[u"separator"].toString();

    QSet<QString> aliases;
    for (const Written& written : entries(pool[u"tails"])) {
        const auto add = [&](const QString& text, const QString& ascii) {
            Tail tail { text, written.text, ascii, jsonEscaped(text), jsonEscaped(written.text) };
            while (aliases.contains(tail.ascii))
                tail.ascii += u'x';
            aliases.insert(tail.ascii);
            culture.tails.push_back(std::move(tail));
        };
        add(written.text, written.ascii);
        if (pool[u"initials"].toBool()) {
            for (const QChar initial : Initials)
                add(initial + u". "_s + written.text, initial.toLower() + u'.' + written.ascii);
        }
    }
    std::sort(culture.tails.begin(), culture.tails.end(),
        [](const Tail& a, const Tail& b) { return lessByText(a.text, b.text); });
    for (size_t tail = 0; tail < culture.tails.size(); ++tail) {
        const bool plain = culture.tails[tail].text == culture.tails[tail].name;
        const size_t slotsOfTail = plain ? PlainTailSlots : 1;
        culture.slotTails.insert(culture.slotTails.end(), slotsOfTail, quint16(tail));
    }
    const QStringList places = pool[u"places"].toString().split(u'|');
    for (const QString& place : places) {
        // Markup in a city name holds a slash of its own: country and region are the last two.
        const QString head = place.left(place.lastIndexOf(u'/'));
        const qsizetype city = head.lastIndexOf(u'/');
        culture.places.push_back({ jsonEscaped(head.left(city)), head.mid(city + 1).toLatin1(),
            place.mid(place.lastIndexOf(u'/') + 1).toLatin1() });
    }

    const QList<Written> leads = entries(pool[u"leads"]);
    const quint32 slotCount = quint32(pool[u"share"].toInteger() * SlotsPerShare / leads.size());
    for (const Written& written : leads) {
        Lead lead;
        lead.text = written.text;
        lead.ascii = written.ascii;
        lead.json = jsonEscaped(written.text);
        lead.culture = quint16(m_cultures.size());
        lead.slotCount = slotCount;
        m_leads.push_back(std::move(lead));
    }
    m_cultures.push_back(std::move(culture));
}

void Naming::makeLeadsUnique()
{
    QSet<QString> taken;
    for (Lead& lead : m_leads) {
        if (taken.contains(lead.ascii))
            lead.ascii += QString::fromLatin1(m_cultures[lead.culture].language.left(2));
        while (taken.contains(lead.ascii))
            lead.ascii += u'x';
        taken.insert(lead.ascii);
    }
}

QString Naming::displayName(Parts parts) const
{
    return lead(parts).text + culture(parts).separator + tail(parts).text;
}

const QString& Naming::givenName(Parts parts) const
{
    return culture(parts).familyFirst ? tail(parts).name : lead(parts).text;
}

const QString& Naming::familyName(Parts parts) const
{
    return culture(parts).familyFirst ? lead(parts).text : tail(parts).name;
}

QString Naming::aliasNumber(quint32 ordinal) const
{
    const quint32 before = m_people[ordinal].namesakesBefore;
    return before > 0 ? QString::number(before + 1) : QString();
}

QString Naming::alias(quint32 ordinal) const
{
    const Parts of = parts(ordinal);
    return lead(of).ascii + u'.' + tail(of).ascii + aliasNumber(ordinal);
}

bool Naming::isAliasBefore(quint32 a, quint32 b) const
{
    if (lead(parts(a)).ascii != lead(parts(b)).ascii)
        return lead(parts(a)).ascii < lead(parts(b)).ascii;
    if (tail(parts(a)).ascii != tail(parts(b)).ascii)
        return tail(parts(a)).ascii < tail(parts(b)).ascii;
    return aliasNumber(a) < aliasNumber(b);
}

} // namespace ic::demo
