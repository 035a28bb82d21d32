#pragma once

#include <QStringView>

#include <span>

namespace ic::demo {

/// The names of one culture, as written text. Entries are divided by `|`; an entry that does not
/// use Latin letters carries its Latin spelling after `~`.
///
/// A display name is lead + separator + tail. The lead is the given name, or the family name where
/// that comes first.
struct NamePool
{
    QStringView language; ///< BCP 47, e.g. "de-DE"
    int share = 0; ///< per mille of all identities
    bool familyFirst = false;
    bool initials = false; ///< some tails get a middle initial
    QStringView separator;
    QStringView leads;
    QStringView tails;
    QStringView places; ///< "City/CC/REGION" divided by `|`
};

/// All cultures; the last is the one of names that test whether text is shown as text.
std::span<const NamePool> namePools();

} // namespace ic::demo
