#pragma once

#include "support/operationrig.h"

#include "models/jobs/apilogmodel.h"
#include "models/snapshot/groupmodel.h"
#include "ui/filter/filterbar.h"
#include "ui/snapshot/snapshotstrip.h"

#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QTreeView>

namespace ic::test {

/// The window with a demo tenant, and hands for its snapshots.
class SnapshotRig : public OperationRig
{
public:
    using OperationRig::OperationRig;

    /// Takes one of everybody; it is open then.
    bool take()
    {
        const QString before = time();
        console.find<QAction>(u"takeSnapshot"_s)->trigger();
        return confirmTaking() && waitForAnother(before);
    }
    bool again()
    {
        const std::weak_ptr<IdentitySnapshot> before = model().query().snapshot;
        click(u"snapshotAgain"_s);
        return QTest::qWaitFor(
            [&] {
                return model().query().snapshot != before.lock()
                    && model().state() == IdentityTableModel::ListState::Ready;
            },
            20'000);
    }
    bool confirmTaking()
    {
        QDialog* dialog = console.dialog();
        if (dialog == nullptr)
            return false;
        QTest::mouseClick(dialog->findChild<QPushButton*>(u"confirm"_s), Qt::LeftButton);
        return true;
    }
    bool waitForAnother(const QString& before)
    {
        return QTest::qWaitFor(
            [&] {
                return isOpen() && (before.isEmpty() || time() != before) && console.rows() > 0;
            },
            20'000);
    }
    const IdentityTableModel& model()
    {
        return *static_cast<const IdentityTableModel*>(console.table().model());
    }
    FilterBar& filter() { return *console.window().findChild<FilterBar*>(); }
    bool isOpen() { return strip().isVisible(); }
    SnapshotStrip& strip() { return *console.find<SnapshotStrip>(u"snapshotStrip"_s); }
    QString time()
    {
        return isOpen() ? console.find<QLabel>(u"snapshotTime"_s)->text() : QString();
    }
    void click(const QString& name)
    {
        QTest::mouseClick(console.find<QAbstractButton>(name), Qt::LeftButton);
    }
    bool showFilter(const QString& text)
    {
        filter().show(IdentityScope::All, text);
        return waitForFilter(text);
    }
    bool waitForFilter(const QString& text)
    {
        return QTest::qWaitFor([&] {
            const auto state = model().state();
            return model().query().filter == text
                && (state == IdentityTableModel::ListState::Ready
                    || state == IdentityTableModel::ListState::Empty);
        });
    }
    QTreeView& groups() { return *console.find<QTreeView>(u"groupList"_s); }
    bool waitForGroups()
    {
        return QTest::qWaitFor([this] {
            auto* list = console.find<QTreeView>(u"groupList"_s);
            return list != nullptr && list->isVisible() && list->model()->rowCount() > 0;
        });
    }
    QString groupCell(int row, int column)
    {
        return groups().model()->index(row, column).data().toString();
    }
    void clickGroup(int row, int column)
    {
        const QModelIndex index = groups().model()->index(row, column);
        QTest::mouseClick(
            groups().viewport(), Qt::LeftButton, {}, groups().visualRect(index).center());
    }
    int requests() { return console.apiLog().rowCount(); }
    QString selected() { return console.find<QLabel>(u"selectionCount"_s)->text(); }
};

} // namespace ic::test
