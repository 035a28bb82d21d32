#include "ui/snapshot/snapshotdesk.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/snapshot/snapshotdialog.h"

#include "jobs/jobcenter.h"
#include "models/export/exportsubject.h"
#include "models/snapshot/snapshotwords.h"
#include "models/table/connectionstatus.h"
#include "snapshot/snapshot.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

SnapshotDesk::SnapshotDesk(
    const UiServices& services, std::function<ExportView()> view, QWidget* parent)
    : QObject(parent)
    , m_services(services)
    , m_view(std::move(view))
    , m_parent(parent)
    , m_take(icon(u"camera"_s), tr("Take snapshot…"), this)
    , m_forget(icon(u"trash-2"_s), tr("Forget snapshots"), this)
    , m_menu(tr("Snapshots"), parent)
{
    m_take.setObjectName(u"takeSnapshot"_s);
    m_take.setIconText(tr("Snapshot"));
    m_forget.setObjectName(u"forgetSnapshots"_s);
    m_menu.setObjectName(u"snapshots"_s);
    m_menu.setIcon(icon(u"camera"_s));
    connect(&m_take, &QAction::triggered, this, &SnapshotDesk::openDialog);
    connect(&m_forget, &QAction::triggered, this, &SnapshotDesk::forget);
    connect(&m_menu, &QMenu::aboutToShow, this, &SnapshotDesk::fillMenu);
    connect(&services.jobs, &JobCenter::happened, this, &SnapshotDesk::onEvent);
    update();
}

/// Another program may have taken or forgotten some.
void SnapshotDesk::fillMenu()
{
    update();
    m_menu.clear();
    m_menu.addAction(&m_take);
    m_menu.addSeparator();
    for (const KeptSnapshot& one : kept()) {
        QAction* action = m_menu.addAction(
            tr("%1 · %2", "when it was taken, how large it is")
                .arg(localTime(one.begunAt),
                    QLocale().formattedDataSize(one.bytes, 0, QLocale::DataSizeSIFormat)));
        connect(action, &QAction::triggered, this, [this, path = one.path] { open(path); });
    }
    m_menu.addSeparator();
    m_menu.addAction(&m_forget);
}

void SnapshotDesk::update()
{
    setRefusal(m_take,
        m_services.snapshots.folder().isEmpty() ? tr("Snapshots cannot be kept here.")
            : m_started.isEmpty()               ? QString()
                                                : tr("A snapshot is being taken."));
    setRefusal(m_forget, kept().isEmpty() ? tr("No snapshot is kept.") : QString());
}

std::optional<KeptSnapshot> SnapshotDesk::before(const QString& path) const
{
    const QList<KeptSnapshot> all = kept();
    const auto found = std::ranges::find(all, path, &KeptSnapshot::path);
    return found == all.cend() || found + 1 == all.cend() ? std::nullopt
                                                          : std::optional(*(found + 1));
}

void SnapshotDesk::openDialog()
{
    auto* dialog = new SnapshotDialog(m_services, m_view(), m_parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SnapshotDialog::confirmed, this, &SnapshotDesk::start);
    connect(dialog, &QDialog::rejected, this, &SnapshotDesk::cancelled);
    dialog->open();
}

void SnapshotDesk::takeAgain(const SnapshotFacts& facts)
{
    if (m_take.isEnabled())
        start(SnapshotSubject::again(facts));
    else
        m_services.notices.say(refusalOf(m_take));
}

void SnapshotDesk::start(const SnapshotSubject& whom)
{
    const QString path = m_services.snapshots.newPath();
    if (path.isEmpty()) {
        m_services.notices.say(tr("No snapshot was taken. The folder %1 cannot be written.")
                                   .arg(m_services.snapshots.folder()));
        return;
    }
    ExportPlan plan = snapshotJob(whom, path);
    plan.profile = m_services.tenant.name;
    plan.actor = m_services.status.signedIn().userName;
    m_started.insert(m_services.jobs.start(plan));
    update();
}

void SnapshotDesk::onEvent(const JobEvent& event)
{
    const JobSnapshot& job = event.job;
    const bool isOver
        = event.kind == JobEvent::Kind::NotStarted || event.kind == JobEvent::Kind::Ended;
    if (!isOver || !m_started.remove(job.id))
        return;
    if (event.kind == JobEvent::Kind::NotStarted) {
        m_services.notices.say(tr("No snapshot was taken. %1").arg(event.error.sentence()));
    } else if (job.state == JobState::Cancelled || job.state == JobState::Failed) {
        m_services.notices.say(summaryLine(job));
    } else {
        m_services.snapshots.keepLast();
        QString said = tr("Snapshot taken: %1.").arg(identitiesText(job.counts.succeeded));
        if (job.state == JobState::DoneWithErrors)
            said += u' ' + summaryLine(job);
        m_services.notices.say(said);
        open(job.exported->path);
        emit changed();
    }
    update();
}

void SnapshotDesk::open(const QString& path)
{
    if (!QFileInfo::exists(path)) {
        m_services.notices.say(tr("This snapshot was forgotten."));
        return;
    }
    m_opening.renew();
    Snapshot::open(path, {}, this, m_opening.only([this](const Snapshot::Opened& snapshot) {
        if (snapshot)
            emit opened(*snapshot);
        else
            m_services.notices.say(unreadableText(snapshot.error()));
    }));
}

void SnapshotDesk::forget()
{
    const int count = static_cast<int>(kept().size());
    m_opening.renew();
    m_services.snapshots.forgetAll();
    update();
    emit forgotten();
    emit changed();
    m_services.notices.say(tr("%Ln snapshots are forgotten.", "%Ln snapshot is forgotten.", count));
}

} // namespace ic
