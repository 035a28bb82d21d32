#pragma once

#include "base/ids.h"

#include <memory>

namespace ic {

/// That a job is run here and nowhere else, in this process or any other. The kernel gives it back
/// when the process ends, however it ends, so a lock is never stale.
class JobLock
{
public:
    /// Null if somebody else has it, or the folder of the journal cannot be written.
    static std::unique_ptr<JobLock> take(const QString& journalPath, const JobId& id);
    ~JobLock();
    Q_DISABLE_COPY_MOVE(JobLock)

private:
    JobLock(QByteArray path, int descriptor);

    QByteArray m_path;
    int m_descriptor;
};

} // namespace ic
