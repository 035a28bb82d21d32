#pragma once

#include "base/filelock.h"
#include "base/ids.h"

namespace ic {

/// That a job is run here and nowhere else.
using JobLock = FileLock;

/// Null if somebody else has it, or the folder of the journal cannot be written.
inline std::unique_ptr<JobLock> takeJobLock(const QString& journalPath, const JobId& id)
{
    return JobLock::take(QStringLiteral("%1.%2.lock").arg(journalPath, id.text()));
}

} // namespace ic
