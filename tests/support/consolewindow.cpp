#include "support/consolewindow.h"

#include "support/viewcounts.h"

#include "models/table/identitytablemodel.h"

#include <QAbstractButton>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace ic::test {

ConsoleWindow::ConsoleWindow(const demo::TenantConfig& config, const QString& settingsFile,
    SchedulerOptions options, const WindowSetup& setup)
    : m_config(config)
    , m_tenant(config)
    , m_settings(std::make_unique<Settings>(
          settingsFile.isEmpty() ? m_settingsFolder.filePath(u"settings.ini"_s) : settingsFile))
{
    m_options = options;
    m_connections = std::make_unique<ConnectionDesk>(m_settingsFolder.filePath(u"profiles.json"_s),
        std::make_unique<MemoryVault>(m_secrets), setup.imports);
    m_setup = setup;
    QString problem;
    if (!m_tenant.start(&problem))
        qFatal("The demo tenant does not start: %s", qPrintable(problem));
    open();
}

void ConsoleWindow::open()
{
    QString problem;
    const demo::Client& client = m_setup.client == WindowSetup::Client::Main ? m_tenant.mainClient()
        : m_setup.client == WindowSetup::Client::Reading ? m_tenant.readingClient()
                                                         : m_tenant.appClient();
    const QString address = m_setup.way ? m_setup.way(m_tenant.baseUrl()) : m_tenant.baseUrl();
    const Connection connection { .base = *ApiBase::fromText(address, &problem),
        .clientId = client.id,
        .clientSecret
        = Secret(m_setup.clientSecret.isEmpty() ? client.secret : m_setup.clientSecret) };
    const TenantOpening opening { .connection = connection,
        .tenant = { .name = u"acme-demo"_s,
            .host = m_setup.shownHost.isEmpty() ? connection.base.displayHost() : m_setup.shownHost,
            .version = connection.base.version(),
            .address = connection.base.address(),
            .environment = m_setup.environment },
        .options = m_options,
        .lock = m_setup.fixed                                ? ChangeLock::Kind::Fixed
            : m_setup.environment == Environment::Production ? ChangeLock::Kind::Production
                                                             : ChangeLock::Kind::Free,
        .readOnly = m_setup.readOnly,
        .journalPath = m_settingsFolder.filePath(u"journal.sqlite"_s),
        .selectionRoot = m_settingsFolder.filePath(u"selections"_s),
        .snapshotRoot = m_settingsFolder.filePath(u"snapshots"_s) };
    const Desktop desktop { .openFile = [this](const QString& path) { m_openedFiles += path; },
        .showInFolder = [this](const QString& path) { m_openedFolders += path; },
        .openPage = [this](const QString& url) { m_openedPages += url; },
        .notify = [this](const QString& title,
                      const QString& text) { m_notifications += title + u": "_s + text; } };
    m_session
        = std::make_unique<TenantSession>(opening, *m_connections, *m_settings, m_notices, desktop);
    window().show();
}

bool ConsoleWindow::restartJobs()
{
    m_session.reset();
    open();
    return QTest::qWaitFor([this] { return rows() > 0; }, 10'000) && waitForLoadedScreen();
}

ConsoleWindow::~ConsoleWindow() = default;

bool ConsoleWindow::restartTenant(QString* problem, const QString& secret)
{
    demo::TenantConfig config = m_config;
    config.port = m_tenant.port();
    config.clientSecret = secret.isEmpty() ? m_tenant.clientSecret() : secret;
    m_successor = std::make_unique<demo::DemoTenant>(config);
    return m_successor->start(problem);
}

QTableView& ConsoleWindow::table()
{
    return *window().findChild<QTableView*>(u"identities"_s);
}

bool ConsoleWindow::waitForRows(int count)
{
    return QTest::qWaitFor(
        [this, count] { return rows() == count && waitForLoadedScreen(); }, 10'000);
}

bool ConsoleWindow::waitForLoadedScreen()
{
    return QTest::qWaitFor(
        [this] {
            QTableView& view = table();
            if (view.model()->rowCount() == 0)
                return true;
            const int first = std::max(0, view.rowAt(0));
            int last = view.rowAt(view.viewport()->height() - 1);
            if (last < 0)
                last = view.model()->rowCount() - 1;
            for (int row = first; row <= last; ++row) {
                const QModelIndex index = view.model()->index(row, 1);
                if (!index.data(IdentityTableModel::LoadedRole).toBool())
                    return false;
            }
            return true;
        },
        10'000);
}

bool ConsoleWindow::waitForCounts()
{
    return QTest::qWaitFor([this] { return areViewsCounted(window()); }, 10'000);
}

QWidget* ConsoleWindow::visible(const QString& name)
{
    for (QWidget* widget : window().findChildren<QWidget*>(name)) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

QAbstractButton* ConsoleWindow::button(const QString& text, QWidget* in)
{
    QWidget* const root = in != nullptr ? in : &window();
    for (auto* candidate : root->findChildren<QAbstractButton*>()) {
        if (candidate->text() == text && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QDialog* ConsoleWindow::dialog()
{
    for (auto* candidate : window().findChildren<QDialog*>()) {
        if (candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QString ConsoleWindow::stateTitle()
{
    QWidget* state = visible(u"listState"_s);
    return state == nullptr ? QString() : state->accessibleName();
}

QString ConsoleWindow::statusText()
{
    return window().statusBar()->currentMessage();
}

void ConsoleWindow::clickCell(int row, int column, Qt::KeyboardModifiers modifiers)
{
    QTableView& view = table();
    const QModelIndex index = view.model()->index(row, column);
    view.scrollTo(index);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.visualRect(index).center());
}

void ConsoleWindow::clickHeader(int column)
{
    QHeaderView* header = table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
        QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
            header->height() / 2));
}

void ConsoleWindow::search(const QString& text)
{
    auto* field = find<QLineEdit>(u"quickSearch"_s);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

void ConsoleWindow::press(QWidget& widget, const QString& keys)
{
    QTest::keySequence(&widget, QKeySequence(keys));
}

} // namespace ic::test
