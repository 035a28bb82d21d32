#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace ic::demo {

/// Names for any number of identities without holding them: the ordinal of an identity is its rank
/// by display name, compared without case. Sorting by name is counting, and the first page of a
/// million is as near as any other.
///
/// The parts of all names are kept sorted; an ordinal is mapped to a pair (lead, tail) by a
/// function that never decreases. More identities than pairs give namesakes, which are neighbours.
class Naming
{
public:
    struct Tail
    {
        QString text; ///< what follows the separator, e.g. "B. Miller"
        QString
            name; ///< without the initial: the family name, or the given name after a family name
        QString ascii; ///< for the alias
        QByteArray textJson; ///< escaped for JSON, as all …Json
        QByteArray nameJson;
        quint32 aliasRank = 0;
        quint32 firstSlot = 0; ///< in slotTails
    };
    struct Place
    {
        QByteArray cityJson;
        QByteArray country;
        QByteArray region;
    };
    struct Culture
    {
        QByteArray language;
        bool familyFirst = false;
        QString separator;
        std::vector<Tail> tails; ///< sorted by text
        std::vector<quint16> slotTails; ///< slot → tail: plain names have more slots
        std::vector<Place> places;
    };
    struct Lead
    {
        QString text;
        QString ascii;
        QByteArray json;
        quint16 culture = 0;
        quint32 firstSlot = 0;
        quint32 slotCount = 0;
        quint32 aliasRank = 0;
    };
    /// Which lead and tail a name consists of.
    struct Parts
    {
        quint32 lead = 0;
        quint32 tail = 0;

        bool operator==(const Parts&) const = default;
    };

    Naming(quint64 seed, quint32 count);

    Parts parts(quint32 ordinal) const;
    const Lead& lead(Parts parts) const { return m_leads[parts.lead]; }
    const Culture& culture(Parts parts) const { return m_cultures[m_leads[parts.lead].culture]; }
    const Tail& tail(Parts parts) const { return culture(parts).tails[parts.tail]; }

    QString displayName(Parts parts) const;
    const QString& givenName(Parts parts) const;
    const QString& familyName(Parts parts) const;

    /// How many identities of the same name come before this one.
    quint32 namesakesBefore(quint32 ordinal, Parts parts) const;
    /// "walter.white", "walter.white2", …; unique.
    QString alias(quint32 ordinal) const;
    /// Number whose order is the order of the aliases, for a known number of earlier namesakes.
    quint64 aliasKey(Parts parts, quint32 namesakesBefore) const;

    const std::vector<Lead>& leads() const { return m_leads; }
    const std::vector<Culture>& cultures() const { return m_cultures; }
    /// Whether the name is one of those that test that text is shown as text.
    bool isAwkward(Parts parts) const { return lead(parts).culture + 1u == m_cultures.size(); }

private:
    quint32 slotOf(quint32 ordinal) const;
    void addCulture(quint16 index);
    void rankAliases();

    std::vector<Culture> m_cultures;
    std::vector<Lead> m_leads; ///< sorted by text
    quint64 m_seed = 0;
    quint64 m_slots = 0;
    quint32 m_count = 0;
};

/// `text` as the letters and digits of an account name: "Müller" gives "muller".
QString accountNameLetters(QStringView text);

} // namespace ic::demo
