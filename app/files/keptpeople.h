#pragma once

#include "base/expected.h"
#include "base/ids.h"

#include <QDateTime>
#include <QList>

namespace ic {

struct KeptPerson
{
    IdentityId id = {};
    QString name = {}; ///< empty where it was never read

    bool operator==(const KeptPerson&) const = default;
};

/// People that somebody selected, as they are kept in a file between two starts: ids, and of those
/// whom the table has shown the name, which is what tells a person who is gone.
struct KeptPeople
{
    static constexpr qsizetype MostPeople = 1'000'000;
    enum class Part {
        Head, ///< everything but `people`, from the beginning of the file
        Everything,
    };

    QString name = {}; ///< of a set
    QDateTime saved = {}; ///< UTC
    /// Not empty: whoever matches this view (one line of NamedView::toText()), without `people`.
    QString matching = {};
    qint64 matched = 0; ///< as many as the tenant counted
    qint64 count = 0; ///< of `people`, also where these were not read
    QList<KeptPerson> people = {}; ///< each once, in no order

    bool isEmpty() const { return count == 0 && matching.isEmpty(); }
};

/// A file that is not there holds nobody. Errors are of the kind File where it could not be read,
/// and Malformed where it is damaged or a later version wrote it; a checksum stands for every byte.
/// Takes its time where there are many: not on the window's thread.
Expected<KeptPeople> readKeptPeople(
    const QString& path, KeptPeople::Part part = KeptPeople::Part::Everything);
/// Writes the whole file or none, readable by its owner only, into a folder that is there. Returns
/// why it cannot be written, in a sentence; empty if it was.
[[nodiscard]] QString writeKeptPeople(const QString& path, const KeptPeople& people);

} // namespace ic
