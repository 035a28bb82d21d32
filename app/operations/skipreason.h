#pragma once

#include <QHashFunctions>
#include <QString>

#include <optional>

namespace ic {

/// Why an identity of the selection is left out.
enum class SkipReason {
    AlreadyRegistered,
    NotRegistered,
    Protected,
    OwnsObjects,
    LongTermInactive,
    Uncorrelated,
    NoEmail,
    LockedOrDisabled,
    Yourself,
    NotFound,
    ListedTwice,
    InAnotherJob, ///< of the same verb on the same tenant, which has not ended
    NotChecked, ///< what decides could not be read: nothing is done to them
};

/// The word in the journal, e.g. "owns-objects"; never changes.
QString skipReasonKey(SkipReason reason);
std::optional<SkipReason> skipReasonFromKey(QStringView key);
/// The words a person reads, e.g. "owns objects".
QString skipReasonText(SkipReason reason);

inline size_t qHash(SkipReason reason, size_t seed = 0)
{
    return ::qHash(static_cast<int>(reason), seed);
}

} // namespace ic
