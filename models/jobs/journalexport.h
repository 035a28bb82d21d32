#pragma once

#include "jobs/journalreader.h"

namespace ic {

/// Which jobs of the audit log: these, or where there are none all that fit the text.
struct AuditChoice
{
    QList<JobId> jobs = {};
    QString text = {}; ///< see JobQuery
    JobFilter filter = {};
};

/// Write what the journal knows as CSV, the first row being the header: with the guard against
/// formulas, readable by its owner only, whole or not at all. They return how many rows follow the
/// header, read page by page and end early once `stop` is true: for a thread that may wait.

/// The items of one job.
Expected<int> writeResults(const JournalReader& reader, const JobId& job, const QString& path,
    const std::atomic_bool& stop);
/// The items of jobs: who, when, what, and what became of it.
Expected<int> writeAudit(const JournalReader& reader, const AuditChoice& choice,
    const QString& path, const std::atomic_bool& stop);

} // namespace ic
