#pragma once

#include "support/consolewindow.h"

#include "jobs/jobcenter.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>

namespace ic::test {

using namespace Qt::StringLiterals;

/// Exports in a window as a person does, and sees how they end.
class ExportHands
{
public:
    explicit ExportHands(ConsoleWindow& console)
        : m_console(console)
    {
        QObject::connect(
            &console.jobs(), &JobCenter::happened, &console.jobs(), [this](const JobEvent& event) {
                if (event.kind == JobEvent::Kind::Ended && event.job.exported)
                    ended += event.job;
            });
    }

    QDialog* open()
    {
        m_console.find<QAction>(u"export"_s)->trigger();
        return m_console.dialog();
    }
    /// Presses Export for the file.
    static void start(QDialog* dialog, const QString& path)
    {
        dialog->findChild<QLineEdit*>(u"path"_s)->setText(path);
        start(dialog);
    }
    static void start(QDialog* dialog)
    {
        QTest::mouseClick(dialog->findChild<QPushButton*>(u"start"_s), Qt::LeftButton);
    }
    bool waitEnded(int count = 1)
    {
        return QTest::qWaitFor([&] { return ended.size() >= count; }, 30'000);
    }
    QTreeView* rows() { return m_console.find<QTreeView>(u"jobs"_s); }
    QString cell(int row, int column)
    {
        return rows()->model()->index(row, column).data().toString();
    }

    QList<JobSnapshot> ended; ///< exports

private:
    ConsoleWindow& m_console;
};

} // namespace ic::test
