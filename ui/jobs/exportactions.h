#pragma once

#include "jobs/jobsnapshot.h"

#include <QAction>

namespace ic {

/// What can be done about an export among the jobs, which has a file where others have people. Of a
/// snapshot, whose file is the console's own, it is to be looked at here.
class ExportActions final : public QObject
{
    Q_OBJECT

public:
    explicit ExportActions(QObject* parent = nullptr);

    /// The job they are about; nullptr or no export: nothing can be done.
    void setJob(const JobSnapshot* job);
    QAction* openFile() { return &m_openFile; }
    QAction* showFolder() { return &m_showFolder; }
    QAction* again() { return &m_again; }
    QAction* openSnapshot() { return &m_openSnapshot; }

signals:
    void fileRequested(const QString& path);
    void folderRequested(const QString& path);
    /// It is wanted once more; nothing is read yet.
    void againRequested(const ic::JobId& id);
    /// It may be gone by now.
    void snapshotRequested(const QString& path);

private:
    QAction m_openFile;
    QAction m_showFolder;
    QAction m_again;
    QAction m_openSnapshot;
    JobId m_job;
    QString m_path;
};

} // namespace ic
