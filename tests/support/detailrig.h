#pragma once

#include "support/consolewindow.h"

#include "ui/parts/loadpages.h"

#include "demo/roleassignments.h"
#include "models/table/identitytablemodel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>

#include <functional>

namespace ic::test {

using namespace Qt::StringLiterals;

enum Column { Tick, Name };
enum Tab { Overview, Attributes, Ownership, Roles, Json, Activity };

using Wanted = std::function<bool(const demo::DemoData&, quint32)>;

/// A window in which the row of an identity of some kind can be opened.
class Details
{
public:
    explicit Details(
        const demo::TenantConfig& config = { .identities = 300 }, const QString& shownHost = {})
        : console(config, {}, {}, { .shownHost = shownHost })
    {
        m_isReady = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
            && console.waitForLoadedScreen();
    }

    /// The row of the first identity on the first page that is `wanted`; -1 if none is.
    int rowWhere(const Wanted& wanted)
    {
        if (!m_isReady)
            return -1;
        for (int row = 0; row < std::min(console.rows(), 250); ++row) {
            const QByteArray id = idOf(row).toLatin1();
            bool found = false;
            console.tenant().inspect([&](demo::Directory& directory) {
                const std::optional<quint32> ordinal = directory.find(id);
                found = ordinal && wanted(directory.data(), *ordinal);
            });
            if (found)
                return row;
        }
        return -1;
    }

    QString idOf(int row)
    {
        return console.table()
            .model()
            ->index(row, 0)
            .data(IdentityTableModel::IdentityIdRole)
            .toString();
    }

    bool open(int row)
    {
        if (row < 0)
            return false;
        console.clickCell(row, Name);
        return waitForJson();
    }

    bool waitForJson()
    {
        auto* json = console.find<QPlainTextEdit>(u"json"_s);
        return QTest::qWaitFor([json] { return !json->toPlainText().isEmpty(); }, 10'000);
    }

    void showTab(Tab tab)
    {
        QTabBar* bar = tabs()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
    }

    QTabWidget* tabs() { return console.find<QTabWidget>(u"detailTabs"_s); }
    QString title() { return console.find<QLabel>(u"detailTitle"_s)->text(); }
    QAbstractItemModel* model(const QString& view)
    {
        return console.find<QTreeView>(view)->model();
    }

    QString state(const QString& pages) { return console.find<LoadPages>(pages)->stateName(); }
    bool waitForState(const QString& pages, const QString& name)
    {
        return QTest::qWaitFor([&] { return state(pages) == name; }, 10'000);
    }

    QAbstractButton* named(const QString& accessibleName, QWidget* in = nullptr)
    {
        QWidget* const root = in != nullptr ? in : &console.window();
        for (auto* button : root->findChildren<QAbstractButton*>()) {
            if (button->isVisible() && button->accessibleName() == accessibleName)
                return button;
        }
        return nullptr;
    }

    /// As often as a read that somebody waits for is tried.
    void failNext(const QString& path, int count = 3)
    {
        console.tenant().faults().add(
            { .kind = demo::FaultKind::WrongJson, .count = count, .pathContains = path });
    }

    ConsoleWindow console;

private:
    bool m_isReady = false;
};

inline bool isOwner(const demo::DemoData& data, quint32 ordinal)
{
    return data.isOwner(ordinal);
}

inline bool ownsNothing(const demo::DemoData& data, quint32 ordinal)
{
    return data.correlated(ordinal) && !data.isOwner(ordinal);
}

inline bool hasManyRoles(const demo::DemoData& data, quint32 ordinal)
{
    return demo::roleAssignmentCount(data, ordinal) >= 5;
}

inline bool hasManager(const demo::DemoData& data, quint32 ordinal)
{
    return data.standing(ordinal).manager.has_value();
}

} // namespace ic::test
