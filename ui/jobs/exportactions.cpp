#include "ui/jobs/exportactions.h"

#include "ui/parts/icons.h"

using namespace Qt::StringLiterals;

namespace ic {

ExportActions::ExportActions(QObject* parent)
    : QObject(parent)
    , m_openFile(icon(u"external-link"_s), tr("Open file"), this)
    , m_showFolder(icon(u"folder-open"_s), tr("Show in folder"), this)
    , m_again(icon(u"rotate-cw"_s), tr("Export again…"), this)
    , m_openSnapshot(icon(u"camera"_s), tr("Open snapshot"), this)
{
    connect(&m_openFile, &QAction::triggered, this, [this] { emit fileRequested(m_path); });
    connect(&m_showFolder, &QAction::triggered, this, [this] { emit folderRequested(m_path); });
    connect(&m_again, &QAction::triggered, this, [this] { emit againRequested(m_job); });
    connect(&m_openSnapshot, &QAction::triggered, this, [this] { emit snapshotRequested(m_path); });
}

void ExportActions::setJob(const JobSnapshot* job)
{
    const bool isExport = job != nullptr && job->exported;
    m_job = isExport ? job->id : JobId();
    m_path = isExport ? job->exported->path : QString();
    const bool isWritten
        = isExport && (job->state == JobState::Done || job->state == JobState::DoneWithErrors);
    const bool isSnapshot = isExport && job->exported->isSnapshot();
    m_openFile.setEnabled(isWritten && !isSnapshot);
    m_showFolder.setEnabled(isWritten && !isSnapshot);
    m_again.setEnabled(
        isExport && !isSnapshot && isEnded(job->state) && !job->exported->how.columns.isEmpty());
    m_openSnapshot.setEnabled(isWritten && isSnapshot);
    for (QAction* action : { &m_openFile, &m_showFolder, &m_again })
        action->setVisible(isExport && !isSnapshot);
    m_openSnapshot.setVisible(isSnapshot);
}

} // namespace ic
