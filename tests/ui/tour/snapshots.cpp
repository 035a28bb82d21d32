// A snapshot: taken, shown in the table, grouped, compared.

#include "tour.h"

#include "ui/filter/filterbar.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

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
    const auto isOpen
        = [this] { return m_console.find<QWidget>(u"snapshotStrip"_s)->isVisible() && rows() > 0; };
    if (!stop(u"snapshot"_s, isOpen))
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
    return compareSnapshots();
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
    if (!QTest::qWaitFor([compare] { return compare->isVisible(); }, 20'000))
        return fail(u"the second snapshot cannot be compared"_s);
    click(u"snapshotCompare"_s);
    auto* ofGone = m_console.find<QAbstractButton>(u"changesGone"_s);
    if (!stop(u"snapshot-compared"_s, [ofGone] { return ofGone->isVisible(); }))
        return false;
    click(u"snapshotBack"_s);
    return QTest::qWaitFor([this] { return rows() > 0; }) || fail(u"there is no way back"_s);
}
