// A snapshot: taken, shown in the table, grouped, out of date, compared, damaged.

#include "tour.h"

#include "ui/filter/conditionform.h"
#include "ui/filter/filterbar.h"

#include "models/jobs/jobsmodel.h"

#include "support/snapshotfile.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int LongestReadingMs = 90'000; // as the limit of requests allows, on a busy machine

} // namespace

bool Tour::snapshots()
{
    trigger(u"Take snapshot…"_s);
    QDialog* dialog = m_console.dialog();
    if (dialog == nullptr)
        return fail(u"there is no dialog for a snapshot"_s);
    auto* cost = dialog->findChild<QLabel*>(u"cost"_s);
    if (!stop(u"snapshot-dialog"_s, [cost] { return cost->text().contains(QLatin1Char(':')); }))
        return false;
    click(u"confirm"_s, dialog);
    auto* jobs = m_console.find<QTreeView>(u"jobs"_s);
    const auto isBeingRead = [jobs] {
        return jobs->model()->rowCount() == 1
            && jobs->model()->index(0, 0).data(JobsModel::ProgressRole).toInt() > 0;
    };
    if (!stop(u"snapshot-reading"_s, isBeingRead))
        return false;
    const auto isOpen
        = [this] { return m_console.find<QWidget>(u"snapshotStrip"_s)->isVisible() && rows() > 0; };
    if (!QTest::qWaitFor(isOpen, LongestReadingMs) || !stop(u"snapshot"_s, isOpen))
        return fail(u"no snapshot is taken"_s);
    if (!snapshotCondition())
        return false;
    auto& filter = *m_console.window().findChild<FilterBar*>();
    filter.show(IdentityScope::Correlated, u"cloudStatus eq \"LOCKED\""_s);
    m_console.find<QAction>(u"groups"_s)->trigger();
    const auto areCounted = [this] {
        auto* list = m_console.find<QTreeView>(u"groupList"_s);
        return list != nullptr && list->isVisible() && list->model()->rowCount() > 0;
    };
    if (!stop(u"snapshot-groups"_s, areCounted))
        return false;
    filter.show(IdentityScope::All, u"duplicates in (\"attributes.lastname\")"_s);
    if (!stop(u"snapshot-duplicates"_s, [this] { return rows() > 0; }))
        return false;
    filter.show(IdentityScope::All, u"anyField co \"qqq\""_s);
    if (!stop(u"snapshot-empty"_s, [this] {
            return rows() == 0 && inEnglish(m_console.stateTitle()) == u"No identities match"_s;
        }))
        return false;
    m_console.find<QAction>(u"groups"_s)->trigger();
    filter.show(IdentityScope::Correlated, {});
    if (!QTest::qWaitFor([this] { return rows() > 6 && m_console.waitForLoadedScreen(); }))
        return fail(u"everybody in the snapshot is not shown"_s);
    return staleSnapshot() && compareSnapshots() && damagedSnapshot();
}

bool Tour::snapshotCondition()
{
    click(u"addCondition"_s);
    auto* form = m_console.window().findChild<ConditionForm*>();
    auto* field = form->findChild<QComboBox*>(u"conditionField"_s);
    if (!QTest::qWaitFor([field] { return field->findText(u"department"_s) >= 0; }))
        return fail(u"the attributes of the snapshot are not offered"_s);
    field->setCurrentIndex(field->findText(u"department"_s));
    const bool reached = stop(u"snapshot-condition"_s, [form] {
        auto* values = form->findChild<QAbstractItemView*>(u"conditionValues"_s);
        return values != nullptr && values->isVisible() && values->model()->rowCount() > 0;
    });
    QTest::keyClick(form, Qt::Key_Escape);
    return reached;
}

bool Tour::staleSnapshot()
{
    constexpr qint64 ThreeHours = 3 * 3600;
    const QString file = newestSnapshot(m_console.folder());
    if (!moveSnapshot(file, -ThreeHours))
        return fail(u"the snapshot cannot be made older"_s);
    click(u"snapshotOpen"_s);
    auto* text = m_console.find<QLabel>(u"snapshotText"_s);
    const bool reached = stop(u"snapshot-stale"_s,
        [this, text] { return inEnglish(text->text()).endsWith(u" ago") && rows() > 6; });
    return moveSnapshot(file, ThreeHours) && reached;
}

bool Tour::compareSnapshots()
{
    // What somebody else does meanwhile.
    const QByteArray gone = m_details.idOf(4).toLatin1();
    const QByteArray changed = m_details.idOf(6).toLatin1();
    m_console.tenant().inspect([&](demo::Directory& directory) {
        directory.setStatus(
            *directory.find(changed), demo::Status::Disabled, QDateTime::currentMSecsSinceEpoch());
        directory.remove(*directory.find(gone));
    });
    click(u"snapshotAgain"_s);
    auto* compare = m_console.find<QAbstractButton>(u"snapshotCompare"_s);
    if (!QTest::qWaitFor([compare] { return compare->isVisible(); }, LongestReadingMs))
        return fail(u"the second snapshot cannot be compared"_s);
    click(u"snapshotCompare"_s);
    auto* ofGone = m_console.find<QAbstractButton>(u"changesGone"_s);
    return stop(u"snapshot-compared"_s, [ofGone] { return ofGone->isVisible(); });
}

bool Tour::damagedSnapshot()
{
    if (!damageSnapshot(newestSnapshot(m_console.folder())))
        return fail(u"the snapshot cannot be damaged"_s);
    auto& filter = *m_console.window().findChild<FilterBar*>();
    filter.show(IdentityScope::All, u"attributes.department sw \"E\""_s);
    if (!stop(u"snapshot-failed"_s, [this] { return button(u"Retry"_s) != nullptr; }))
        return false;
    filter.show(IdentityScope::Correlated, {});
    click(u"snapshotBack"_s);
    return QTest::qWaitFor([this] { return rows() > 0; }) || fail(u"there is no way back"_s);
}
