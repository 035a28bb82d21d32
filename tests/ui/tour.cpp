// Drives the real window through a short working day: start, search, select, details, export. Each
// step is checked, and leaves a picture; the export leaves its CSV. Run by ctest, and by ./run where
// there is no display.
//
//   tour --output DIR [--theme light|dark] [--identities N]

#include "composition.h"
#include "demochild.h"

#include "models/connectionstatus.h"
#include "models/identitytablemodel.h"
#include "profile/settings.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

class Tour
{
public:
    Tour(const QDir& directory, const QString& suffix)
        : m_directory(directory)
        , m_suffix(suffix)
    {
        m_settings = std::make_unique<Settings>(m_settingsFolder.filePath(u"settings.ini"_s));
        m_window.resize(1440, 900);
    }

    bool run(const QStringList& demoArguments)
    {
        return start(demoArguments) && search() && expression() && select() && details() && json()
            && exportCsv();
    }

private:
    bool start(const QStringList& demoArguments)
    {
        m_demo = std::make_unique<DemoChild>(demoArguments);
        QObject::connect(m_demo.get(), &DemoChild::failed, &m_window,
            [this](const QString& problem) { m_problem = problem; });
        QObject::connect(
            m_demo.get(), &DemoChild::ready, &m_window, [this](const Connection& connection) {
                m_composition = std::make_unique<Composition>(connection, SchedulerOptions {},
                    m_settingsFolder.filePath(u"journal.sqlite"_s));
                QObject::connect(m_composition.get(), &Composition::statusChanged, &m_status,
                    &ConnectionStatus::set);
                m_window.connectTo({ .client = m_composition->client(),
                    .clock = m_composition->clock(),
                    .status = m_status,
                    .settings = *m_settings,
                    .tenant = { .name = u"acme-demo"_s,
                        .host = connection.base.displayHost(),
                        .version = connection.base.version(),
                        .environment = Environment::Demo },
                    .jobs = m_composition->jobs() });
            });
        m_window.show();
        m_demo->start();
        return step(u"start"_s, u"1-browse"_s, [this] { return rows() > 0 && screenIsLoaded(); });
    }

    bool search()
    {
        const int total = rows();
        auto* field = m_window.findChild<QLineEdit*>(u"quickSearch"_s);
        field->setFocus();
        QTest::keyClicks(field, u"ma"_s);
        QTest::keyClick(field, Qt::Key_Return);
        return step(u"search"_s, u"2-search"_s, [this, total] {
            return rows() > 0 && rows() < total && screenIsLoaded();
        });
    }

    bool expression()
    {
        const int found = rows();
        QTest::mouseClick(
            m_window.findChild<QToolButton*>(u"expressionButton"_s), Qt::LeftButton);
        auto* field = m_window.findChild<QLineEdit*>(u"expression"_s);
        field->selectAll();
        QTest::keyClicks(field, u"alias sw \"ma\" and lifecycle eq \"x\""_s);
        if (!step(u"a mistake in the expression"_s, u"3-expression-mistake"_s, [field] {
                return field->accessibleDescription().startsWith(u"Position 19"_s);
            }))
            return false;
        field->selectAll();
        QTest::keyClicks(field, u"alias sw \"ma\" and not cloudStatus eq \"ACTIVE\""_s);
        QTest::keyClick(field, Qt::Key_Return);
        return step(u"expression"_s, u"4-expression"_s, [this, found] {
            return rows() > 0 && rows() < found && screenIsLoaded();
        });
    }

    bool select()
    {
        for (const int row : { 2, 3, 6 })
            click(row, 0);
        auto* count = m_window.findChild<QLabel*>(u"selectionCount"_s);
        return step(u"select"_s, u"5-select"_s,
            [count] { return count->text() == u"3 selected"_s; });
    }

    bool details()
    {
        click(4, 1);
        auto* json = m_window.findChild<QPlainTextEdit*>(u"json"_s);
        return step(u"details"_s, u"6-details"_s,
            [json] { return !json->toPlainText().isEmpty(); });
    }

    bool json()
    {
        auto* tabs = m_window.findChild<QTabWidget*>(u"detailTabs"_s);
        tabs->setCurrentIndex(1);
        if (!step(u"attributes"_s, u"7-attributes"_s, [] { return true; }))
            return false;
        tabs->setCurrentIndex(2);
        return step(u"JSON"_s, u"8-json"_s, [] { return true; });
    }

    bool exportCsv()
    {
        m_window.findChild<QTabWidget*>(u"detailTabs"_s)->setCurrentIndex(0);
        m_window.findChild<QAction*>(u"export"_s)->trigger();
        QDialog* dialog = nullptr;
        for (auto* candidate : m_window.findChildren<QDialog*>()) {
            if (candidate->isVisible())
                dialog = candidate;
        }
        if (dialog == nullptr)
            return fail(u"the export dialog did not open"_s);
        const QString path = m_directory.filePath(u"identities%1.csv"_s.arg(m_suffix));
        QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"matching"_s), Qt::LeftButton,
            Qt::NoModifier, QPoint(8, 8));
        QFile::remove(path);
        dialog->findChild<QLineEdit*>(u"path"_s)->setText(path);
        const int expected = rows();
        if (!step(u"export"_s, u"9-export"_s, [] { return true; }, dialog))
            return false;
        QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"start"_s), Qt::LeftButton);
        auto* title = dialog->findChild<QLabel*>(u"progressTitle"_s);
        if (!step(u"exported"_s, u"10-exported"_s,
                [title] { return title->text().startsWith(u"Wrote "_s); }, dialog))
            return false;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(u"there is no %1"_s.arg(path));
        const qsizetype lines = file.readAll().count("\r\n");
        if (lines != expected + 1)
            return fail(u"the CSV has %1 lines for %2 rows"_s.arg(lines).arg(expected));
        std::printf("%s\n", qPrintable(path));
        return true;
    }

    /// Waits for `done`, then takes a picture of the window, or of the dialog before it.
    bool step(const QString& name, const QString& picture, const std::function<bool()>& done,
        QWidget* dialog = nullptr)
    {
        const bool reached
            = QTest::qWaitFor([&] { return !m_problem.isEmpty() || done(); }, 20'000);
        if (!m_problem.isEmpty())
            return fail(m_problem);
        QTest::qWait(120); // let the status line follow
        const QString path = m_directory.filePath(picture + m_suffix + u".png"_s);
        QPixmap pixmap = m_window.grab();
        if (dialog != nullptr) {
            // A grab of the window does not hold its dialogs.
            QPainter painter(&pixmap);
            painter.fillRect(m_window.rect(), QColor(0, 0, 0, 90));
            const QPoint at((m_window.width() - dialog->width()) / 2,
                (m_window.height() - dialog->height()) / 2);
            painter.drawPixmap(at, dialog->grab());
        }
        if (!pixmap.save(path))
            return fail(u"%1 could not be written"_s.arg(path));
        std::printf("%s\n", qPrintable(path));
        return reached || fail(u"the step \"%1\" was not reached"_s.arg(name));
    }

    bool fail(const QString& why)
    {
        std::fprintf(stderr, "tour: %s\n", qPrintable(why));
        return false;
    }

    QTableView* table() { return m_window.findChild<QTableView*>(u"identities"_s); }
    int rows()
    {
        QTableView* view = table();
        return view == nullptr ? 0 : view->model()->rowCount();
    }
    bool screenIsLoaded()
    {
        const QModelIndex last
            = table()->model()->index(std::min(rows() - 1, 25), 1);
        return !last.data(IdentityTableModel::IdentityIdRole).toString().isEmpty();
    }
    void click(int row, int column)
    {
        const QModelIndex index = table()->model()->index(row, column);
        QTest::mouseClick(
            table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    }

    QDir m_directory;
    QString m_suffix;
    QString m_problem;
    std::unique_ptr<DemoChild> m_demo;
    ConnectionStatus m_status;
    QTemporaryDir m_settingsFolder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Composition> m_composition;
    MainWindow m_window;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCommandLineParser parser;
    const QCommandLineOption output(u"output"_s, u"folder"_s, u"DIR"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark"_s, u"THEME"_s, u"light"_s);
    const QCommandLineOption identities(u"identities"_s, u"how many"_s, u"N"_s, u"48212"_s);
    parser.addOptions({ output, theme, identities });
    parser.process(application);
    // The export dialog wants whole paths.
    const QDir directory(QDir(parser.value(output)).absolutePath());
    if (!parser.isSet(output) || !QDir().mkpath(directory.path())) {
        std::fputs("tour: --output needs a folder that can be made.\n", stderr);
        return 2;
    }
    const bool dark = parser.value(theme) == u"dark"_s;
    applyTheme(application, dark ? ThemeMode::Dark : ThemeMode::Light);
    QString suffix = dark ? u"-dark"_s : QString();
    if (application.devicePixelRatio() > 1)
        suffix += u"@2x"_s;
    Tour tour(directory, suffix);
    return tour.run({ u"--identities"_s, parser.value(identities) }) ? 0 : 1;
}
