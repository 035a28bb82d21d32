#include "demo/naming.h"

#include "demo/jsontext.h"
#include "demo/namepools.h"
#include "demo/seededhash.h"

#include <QSet>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

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

struct Written
{
    QString text;
    QString ascii;
};

QList<Written> entries(QStringView pool)
{
    QList<Written> result;
    for (const QStringView entry : pool.split(u'|')) {
        const qsizetype tilde = entry.indexOf(u'~');
        if (tilde < 0)
            result.append({ entry.toString(), accountNameLetters(entry) });
        else
            result.append({ entry.left(tilde).toString(), entry.mid(tilde + 1).toString() });
    }
    return result;
}

} // namespace

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

Naming::Naming(quint64 seed, quint32 count)
    : m_seed(seed)
    , m_count(count)
{
    for (size_t i = 0; i < namePools().size(); ++i)
        addCulture(quint16(i));
    std::stable_sort(m_leads.begin(), m_leads.end(),
        [](const Lead& a, const Lead& b) { return lessByText(a.text, b.text); });
    for (Lead& lead : m_leads) {
        lead.firstSlot = quint32(m_slots);
        m_slots += lead.slotCount;
    }
    rankAliases();
}

void Naming::addCulture(quint16 index)
{
    const NamePool& pool = namePools()[index];
    Culture culture;
    culture.language = pool.language.toLatin1();
    culture.familyFirst = pool.familyFirst;
    culture.separator = pool.separator.toString();

    QSet<QString> aliases;
    for (const Written& written : entries(pool.tails)) {
        const auto add = [&](const QString& text, const QString& ascii) {
            Tail tail { text, written.text, ascii, jsonEscaped(text), jsonEscaped(written.text) };
            while (aliases.contains(tail.ascii))
                tail.ascii += u'x';
            aliases.insert(tail.ascii);
            culture.tails.push_back(std::move(tail));
        };
        add(written.text, written.ascii);
        if (pool.initials) {
            for (const QChar initial : Initials)
                add(initial + u". "_s + written.text, initial.toLower() + u'.' + written.ascii);
        }
    }
    std::sort(culture.tails.begin(), culture.tails.end(),
        [](const Tail& a, const Tail& b) { return lessByText(a.text, b.text); });
    for (size_t tail = 0; tail < culture.tails.size(); ++tail) {
        culture.tails[tail].firstSlot = quint32(culture.slotTails.size());
        const bool plain = culture.tails[tail].text == culture.tails[tail].name;
        const size_t slotsOfTail = plain ? PlainTailSlots : 1;
        culture.slotTails.insert(culture.slotTails.end(), slotsOfTail, quint16(tail));
    }
    for (const QStringView place : pool.places.split(u'|')) {
        // Markup in a city name holds a slash of its own: country and region are the last two.
        const QStringView head = place.left(place.lastIndexOf(u'/'));
        const qsizetype city = head.lastIndexOf(u'/');
        culture.places.push_back({ jsonEscaped(head.left(city)), head.mid(city + 1).toLatin1(),
            place.mid(place.lastIndexOf(u'/') + 1).toLatin1() });
    }

    const QList<Written> leads = entries(pool.leads);
    const quint32 slotCount = quint32(qsizetype(pool.share) * SlotsPerShare / leads.size());
    for (const Written& written : leads) {
        Lead lead;
        lead.text = written.text;
        lead.ascii = written.ascii;
        lead.json = jsonEscaped(written.text);
        lead.culture = index;
        lead.slotCount = slotCount;
        m_leads.push_back(std::move(lead));
    }
    m_cultures.push_back(std::move(culture));
}

void Naming::rankAliases()
{
    QSet<QString> taken;
    for (Lead& lead : m_leads) {
        if (taken.contains(lead.ascii))
            lead.ascii += QString::fromLatin1(m_cultures[lead.culture].language.left(2));
        while (taken.contains(lead.ascii))
            lead.ascii += u'x';
        taken.insert(lead.ascii);
    }
    const auto rank = [](auto& rows) {
        std::vector<quint32> order(rows.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(),
            [&](quint32 a, quint32 b) { return rows[a].ascii < rows[b].ascii; });
        for (quint32 place = 0; place < order.size(); ++place)
            rows[order[place]].aliasRank = place;
    };
    rank(m_leads);
    for (Culture& culture : m_cultures)
        rank(culture.tails);
}

quint32 Naming::slotOf(quint32 ordinal) const
{
    Q_ASSERT(ordinal < m_count);
    // Every identity has a stretch of slots of its own and stands somewhere in it: never
    // decreasing, yet not at regular distances. The first half of the stretch only, so that no lead
    // is passed over whose slots are one and a half stretches.
    const quint64 jitter = seededHash(m_seed, ordinal, JitterTopic) & 0x7fff;
    return quint32(((quint64(ordinal) << 16) + jitter) * m_slots / (quint64(m_count) << 16));
}

Naming::Parts Naming::parts(quint32 ordinal) const
{
    const quint32 slot = slotOf(ordinal);
    const auto after = std::upper_bound(m_leads.begin(), m_leads.end(), slot,
        [](quint32 value, const Lead& lead) { return value < lead.firstSlot; });
    const Lead& lead = *(after - 1);
    const auto& slotTails = m_cultures[lead.culture].slotTails;
    const size_t tailSlot
        = size_t(slot - lead.firstSlot) * slotTails.size() / size_t(lead.slotCount);
    return { quint32(after - 1 - m_leads.begin()), slotTails[tailSlot] };
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

quint32 Naming::namesakesBefore(quint32 ordinal, Parts of) const
{
    // The first slot of the name; whoever stands there or later, and earlier than this identity,
    // has the same name.
    const Lead& lead = m_leads[of.lead];
    const quint64 tailSlots = m_cultures[lead.culture].slotTails.size();
    const quint64 first = quint64(tail(of).firstSlot) * lead.slotCount;
    const quint64 from = lead.firstSlot + (first + tailSlots - 1) / tailSlots;
    quint32 before = 0;
    while (before < ordinal && slotOf(ordinal - before - 1) >= from)
        ++before;
    return before;
}

QString Naming::alias(quint32 ordinal) const
{
    const Parts of = parts(ordinal);
    const quint32 before = namesakesBefore(ordinal, of);
    QString alias = lead(of).ascii + u'.' + tail(of).ascii;
    if (before > 0)
        alias += QString::number(before + 1);
    return alias;
}

quint64 Naming::aliasKey(Parts of, quint32 namesakesBefore) const
{
    // The digits from the left, as text compares them: "10" comes before "2".
    quint64 digits = 0;
    if (namesakesBefore > 0) {
        const QByteArray number = QByteArray::number(namesakesBefore + 1);
        for (qsizetype i = 0; i < 7; ++i)
            digits = digits * 16 + (i < number.size() ? quint64(number[i] - '0' + 1) : 0);
    }
    return (quint64(lead(of).aliasRank) << 44) | (quint64(tail(of).aliasRank) << 28) | digits;
}

} // namespace ic::demo
