#pragma once

#include "support/consolewindow.h"

#include "jobs/jobcenter.h"
#include "models/table/identitytablemodel.h"
#include "ui/operations/operationdialog.h"
#include "ui/table/rowmenu.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include <functional>

namespace ic::test {

using namespace Qt::StringLiterals;

using Fits = std::function<bool(const demo::Directory&, quint32)>;

/// The window with a demo tenant whose tasks end at once if nothing else is said, and hands for its
/// confirmations.
class OperationRig
{
public:
    explicit OperationRig(quint32 identities = 400, const WindowSetup& setup = {},
        const QString& settingsFile = {}, const demo::TaskTiming& tasks = { 1, 2 })
        : console({ .identities = identities, .taskTiming = tasks }, settingsFile, {}, setup)
        , isReady(QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
              && console.waitForLoadedScreen())
    {
        QObject::connect(
            &console.jobs(), &JobCenter::happened, &console.jobs(), [this](const JobEvent& event) {
                if (event.kind == JobEvent::Kind::Ended)
                    ended += event.job;
            });
    }

    QString idOf(int row)
    {
        return console.table()
            .model()
            ->index(row, 1)
            .data(IdentityTableModel::IdentityIdRole)
            .toString();
    }
    bool fits(const QString& id, const Fits& wanted)
    {
        bool found = false;
        console.tenant().inspect([&](demo::Directory& directory) {
            const std::optional<quint32> ordinal = directory.find(id.toLatin1());
            found = ordinal && wanted(directory, *ordinal);
        });
        return found;
    }
    /// Rows of the first page whose identities fit, at most `count`.
    QList<int> rowsWhere(const Fits& wanted, int count)
    {
        QList<int> rows;
        for (int row = 0; row < std::min(console.rows(), 250) && rows.size() < count; ++row) {
            if (fits(idOf(row), wanted))
                rows += row;
        }
        return rows;
    }
    /// Ticks them; their ids.
    QStringList tick(const QList<int>& rows)
    {
        QStringList ids;
        for (const int row : rows) {
            console.clickCell(row, 0);
            ids += idOf(row);
        }
        return ids;
    }

    QAction* action(const Operation* operation)
    {
        return console.find<QAction>(u"operation-"_s + operation->key);
    }
    QToolButton* toolButton(const Operation* operation)
    {
        for (auto* button : console.window().findChildren<QToolButton*>()) {
            if (button->defaultAction() == action(operation))
                return button;
        }
        return nullptr;
    }
    OperationDialog* dialog()
    {
        for (auto* candidate : console.window().findChildren<OperationDialog*>()) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    OperationDialog* openFromToolBar(const Operation* operation)
    {
        QTest::mouseClick(toolButton(operation), Qt::LeftButton);
        return dialog();
    }
    template <class T> T* part(const QString& name) { return dialog()->findChild<T*>(name); }
    QPushButton* confirm() { return part<QPushButton>(u"confirm"_s); }
    QPushButton* cancel() { return part<QPushButton>(u"cancel"_s); }
    QString lead() { return part<QLabel>(u"lead"_s)->text(); }
    QTabWidget* tabs()
    {
        auto* targets = part<QTabWidget>(u"targetTabs"_s);
        return targets != nullptr ? targets : part<QTabWidget>(u"deletionTabs"_s);
    }
    QStringList tabTexts()
    {
        QStringList texts;
        for (int i = 0; i < tabs()->count(); ++i) {
            if (tabs()->isTabVisible(i))
                texts += tabs()->tabText(i);
        }
        return texts;
    }
    /// Waits until the preparation has come to its end, good or bad.
    bool waitPrepared()
    {
        return QTest::qWaitFor(
            [this] {
                return dialog() != nullptr
                    && !part<QLabel>(u"preparationText"_s)->isVisibleTo(dialog());
            },
            20'000);
    }
    void type(const QString& field, const QString& text)
    {
        auto* edit = part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void press(QAbstractButton* button) { QTest::mouseClick(button, Qt::LeftButton); }
    bool waitEnded(int jobs = 1)
    {
        return QTest::qWaitFor([this, jobs] { return ended.count() >= jobs; }, 30'000);
    }
    JobSnapshot lastJob() { return ended.last(); }

    ConsoleWindow console;
    QList<JobSnapshot> ended;
    bool isReady;
};

} // namespace ic::test
