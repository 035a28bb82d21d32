#pragma once

#include "base/netstatus.h"
#include "jobs/exportrecord.h"

#include <optional>

namespace ic {

struct ExportView;
struct SnapshotFacts;

/// Whom a snapshot is to be of.
struct SnapshotSubject
{
    ReadRequest who = {};
    QString words = {}; ///< e.g. "All identities", "Correlated: Status is Locked"
    qint64 count = -1; ///< -1 = not known

    /// Correlated or not. Not counted yet.
    static SnapshotSubject everybody();
    /// Those the view shows; nullopt if it is about chosen people, or not of the tenant.
    static std::optional<SnapshotSubject> shown(const ExportView& view);
    /// The same as of one that was taken.
    static SnapshotSubject again(const SnapshotFacts& facts);

    /// What taking it costs at most, with the requests that count; 0 while nobody is counted.
    qint64 requests() const;
    /// E.g. "48,212 identities: 198 requests, about 20 s" at the present rate.
    QString costText(const NetStatus& status) const;
};

/// What is to be done, but for who does it. `path`: of the file, whole.
ExportPlan snapshotJob(const SnapshotSubject& whom, const QString& path);

} // namespace ic
