#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

class QJsonObject;

namespace ic::demo {

/// Names for any number of identities: the ordinal of an identity is its rank by display name,
/// compared without case, so that sorting by name is counting.
///
/// The parts of all names, which are in names.json, are kept sorted; of an identity only which two
/// it has. More identities than pairs give namesakes, which are neighbours.
class Naming
{
public:
    struct Tail
    {
        QString text; ///< what follows the separator, e.g. "B. Miller"
        /// Without the initial: the family name, or the given name after a family name.
        QString name;
        QString ascii; ///< for the alias
        QByteArray textJson; ///< escaped for JSON, as all …Json
        QByteArray nameJson;
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
        quint32 slotCount = 0;
    };
    /// Which lead and tail a name consists of.
    struct Parts
    {
        quint32 lead = 0;
        quint32 tail = 0;

        bool operator==(const Parts&) const = default;
    };

    /// `awkward`: with names that test that text is shown as text.
    Naming(quint64 seed, quint32 count, bool awkward = true);

    Parts parts(quint32 ordinal) const { return m_people[ordinal].parts; }
    const Lead& lead(Parts parts) const { return m_leads[parts.lead]; }
    const Culture& culture(Parts parts) const { return m_cultures[m_leads[parts.lead].culture]; }
    const Tail& tail(Parts parts) const { return culture(parts).tails[parts.tail]; }

    QString displayName(Parts parts) const;
    const QString& givenName(Parts parts) const;
    const QString& familyName(Parts parts) const;

    /// "walter.white", "walter.white2", …; unique.
    QString alias(quint32 ordinal) const;
    /// Whether the alias of `a` comes before that of `b`.
    bool isAliasBefore(quint32 a, quint32 b) const;

    /// Whether the name is one of those that test that text is shown as text.
    bool isAwkward(Parts parts) const
    {
        return m_hasAwkward && lead(parts).culture + 1u == m_cultures.size();
    }

private:
    struct Person
    {
        Parts parts;
        quint32 namesakesBefore = 0;
    };

    void addCulture(const QJsonObject& pool);
    void makeLeadsUnique();
    QString aliasNumber(quint32 ordinal) const;

    std::vector<Culture> m_cultures;
    const bool m_hasAwkward;
    std::vector<Lead> m_leads; ///< sorted by text
    std::vector<Person> m_people;
};

} // namespace ic::demo
