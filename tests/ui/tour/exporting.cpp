// The export: what is asked, and what is said at the end. Leaves its CSV.

#include "tour.h"

#include "models/jobs/jobsmodel.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::exportCsv()
{
    m_console.search(u"ma"_s);
    if (!QTest::qWaitFor([this] { return rows() > 0 && rows() < 10'000; }))
        return fail(u"the search finds nothing"_s);
    const int expected = rows();
    m_console.find<QAction>(u"export"_s)->trigger();
    QDialog* dialog = m_console.dialog();
    if (dialog == nullptr)
        return fail(u"the export dialog did not open"_s);
    const QString path = m_directory.filePath(u"identities%1.csv"_s.arg(m_suffix));
    dialog->findChild<QAbstractButton*>(u"matching"_s)->click();
    QFile::remove(path);
    dialog->findChild<QLineEdit*>(u"path"_s)->setText(path);
    dialog->findChild<QLineEdit*>(u"presetName"_s)->setText(u"acme-contractors"_s); // saved as well
    if (!stop(u"export"_s))
        return false;
    dialog->findChild<QLineEdit*>(u"attributeName"_s)->setText(u"costcentre"_s);
    click(u"addAttribute"_s, dialog);
    if (!stop(u"export-attribute"_s))
        return false;
    const auto* jobs = m_console.find<QTreeView>(u"jobs"_s);
    const int before = jobs->model()->rowCount();
    click(u"start"_s, dialog);
    // It goes on in the jobs dock, and the window is free.
    const auto isDone = [jobs, before] {
        return jobs->model()->rowCount() > before
            && inEnglish(jobs->model()->index(0, JobsModel::State).data().toString()) == u"Done"_s;
    };
    if (!stop(u"exported"_s, isDone))
        return false;
    auto* presets = m_console.find<QMenu>(u"exportPresets"_s);
    for (const QToolButton* button : m_console.window().findChildren<QToolButton*>()) {
        if (button->menu() == presets)
            presets->popup(button->mapToGlobal(button->rect().bottomLeft()));
    }
    if (!stop(u"export-presets"_s, [presets] { return presets->isVisible(); }))
        return false;
    presets->close();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(u"there is no %1"_s.arg(path));
    const qsizetype lines = file.readAll().count("\r\n");
    if (lines != expected + 1)
        return fail(u"the CSV has %1 lines for %2 rows"_s.arg(lines).arg(expected));
    std::printf("%s\n", qPrintable(path));
    if (!press(u"Clear finished"_s))
        return false;
    m_console.find<QDockWidget>(u"bottom"_s)->hide();
    return true;
}
