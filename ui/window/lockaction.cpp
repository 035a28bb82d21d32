#include "ui/window/lockaction.h"

#include "ui/operations/allowchangesdialog.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/settings/shortcutlist.h"

#include "models/jobs/jobsmodel.h"
#include "models/operations/changelock.h"

using namespace Qt::StringLiterals;

namespace ic {

LockAction::LockAction(const UiServices& services, const JobsModel& jobs, QWidget* window)
    : QAction(window)
    , m_services(services)
    , m_jobs(jobs)
    , m_window(window)
{
    setObjectName(u"lockAction"_s);
    setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    setProperty(ShortcutTitle, tr("Allow or lock changes"));
    connect(this, &QAction::triggered, this, &LockAction::toggle);
    connect(&services.lock, &ChangeLock::changed, this, &LockAction::describe);
    describe();
}

void LockAction::toggle()
{
    ChangeLock& lock = m_services.lock;
    if (!lock.isLocked()) {
        lock.lock();
        m_services.notices.say(m_jobs.stoppedByQuitting().jobs > 0
                ? tr("Read-only. Jobs that run keep their permit until they are paused.")
                : tr("Read-only: every change is refused."));
        return;
    }
    switch (lock.kind()) {
    case ChangeLock::Kind::Free:
        lock.unlock();
        m_services.notices.say(tr("Changes are allowed."));
        return;
    case ChangeLock::Kind::Production: {
        auto* dialog = new AllowChangesDialog(m_services.tenant, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, &lock, &ChangeLock::unlock);
        dialog->open();
        return;
    }
    case ChangeLock::Kind::Fixed:
        return;
    }
}

void LockAction::describe()
{
    const bool locked = m_services.lock.isLocked();
    setRefusal(*this,
        m_services.lock.kind() == ChangeLock::Kind::Fixed ? m_services.lock.refusal() : QString());
    setText(locked ? tr("Allow changes…") : tr("Lock changes"));
    setIcon(ic::icon(locked ? u"lock-open"_s : u"lock"_s));
}

} // namespace ic
