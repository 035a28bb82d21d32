#include "base/redact.h"
#include "composition.h"
#include "demochild.h"
#include "exportcommand.h"

#include "models/apilogmodel.h"
#include "models/connectionstatus.h"
#include "profile/settings.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

constexpr const char* Help = R"(Usage: identity-console [--demo] [--demo-identities N]
       identity-console export [options] --output FILE
       identity-console --help | --version

Administration console for SailPoint Identity Security Cloud identities.

Without a command it opens the window. It connects to the tenant that the variables
SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET name.

  --demo               open the built-in demo tenant on this computer instead
  --demo-identities N  how many identities it has (5000)
  export               write identities to a CSV file, without a window; see
                       identity-console export --help
  --help               this text
  --version            the version
)";

/// Connects the window: to the tenant of the environment, or to a demo tenant started for it.
class WindowStart final : public QObject
{
public:
    WindowStart(const QStringList& demoArguments, ic::Settings& settings)
        : m_demoArguments(demoArguments)
        , m_settings(settings)
    {
        connect(&m_window, &ic::MainWindow::demoRequested, this, [this] { startDemo(); });
    }

    void show(bool demo)
    {
        QString problem;
        const auto connection = ic::connectionFromEnvironment(&problem);
        m_window.show();
        if (demo) {
            startDemo();
        } else if (connection) {
            open(*connection, ic::Environment::Production);
        } else if (!problem.isEmpty()) {
            m_window.showNotConnected(u"Not connected"_s, problem, true);
        } else {
            m_window.showNotConnected(u"Connect to a tenant"_s,
                u"Set SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, the variables of "
                "SailPoint's own tools, and start again. Or look around in the demo tenant: it "
                "runs on this computer and nothing in it is real."_s,
                true);
        }
    }

private:
    void startDemo()
    {
        m_window.showNotConnected(
            u"Starting the demo tenant…"_s, u"It runs on this computer."_s, false);
        m_demo = std::make_unique<ic::DemoChild>(m_demoArguments);
        connect(m_demo.get(), &ic::DemoChild::ready, this,
            [this](const ic::Connection& connection) {
                open(connection, ic::Environment::Demo);
            });
        connect(m_demo.get(), &ic::DemoChild::failed, this, [this](const QString& problem) {
            if (!m_composition)
                m_window.showNotConnected(u"The demo tenant did not start"_s, problem, true);
        });
        m_demo->start();
    }

    int keepDays() const
    {
        const QVariant days = m_settings.value(ic::Setting::JournalDays);
        return days.isValid() ? days.toInt() : ic::DefaultJournalDays;
    }

    void open(const ic::Connection& connection, ic::Environment environment)
    {
        m_composition = std::make_unique<ic::Composition>(
            connection, ic::SchedulerOptions {}, ic::Composition::defaultJournalPath(), keepDays());
        connect(m_composition.get(), &ic::Composition::statusChanged, &m_status,
            &ic::ConnectionStatus::set);
        connect(m_composition.get(), &ic::Composition::callRecorded, &m_apiLog,
            &ic::ApiLogModel::record);
        const bool demo = environment == ic::Environment::Demo;
        const QString tenant
            = demo ? u"acme-demo"_s : ic::tenantNameFromHost(connection.base.host());
        m_settings.setProfile(tenant);
        m_window.connectTo({
            .client = m_composition->client(),
            .clock = m_composition->clock(),
            .status = m_status,
            .apiLog = m_apiLog,
            .settings = m_settings,
            .tenant = { .name = tenant,
                .host = connection.base.displayHost(),
                .version = connection.base.version(),
                .environment = environment },
            .openFile
            = [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); },
            .showInFolder =
                [](const QString& path) {
                    QDesktopServices::openUrl(
                        QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
                },
            .openPage
            = [](const QString& url) { QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode)); },
            .jobs = m_composition->jobs(),
        });
    }

    // Destroyed from the end: the window before what it uses.
    QStringList m_demoArguments;
    ic::Settings& m_settings;
    std::unique_ptr<ic::DemoChild> m_demo;
    ic::ConnectionStatus m_status;
    ic::ApiLogModel m_apiLog;
    std::unique_ptr<ic::Composition> m_composition;
    ic::MainWindow m_window;
};

int runWindow(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Identity Console"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QApplication::setDesktopFileName(u"identity-console"_s);

    QCommandLineParser parser;
    const QCommandLineOption demo(u"demo"_s);
    const QCommandLineOption identities(u"demo-identities"_s, {}, u"N"_s);
    parser.addOptions({ demo, identities });
    if (!parser.parse(QApplication::arguments())
        || !parser.positionalArguments().isEmpty()) {
        const QString problem = parser.positionalArguments().isEmpty()
            ? parser.errorText()
            : u"Unknown command '%1'."_s.arg(parser.positionalArguments().constFirst());
        std::fprintf(stderr, "%s\n%s", qPrintable(problem), Help);
        return ic::ExportCommand::BadUsage;
    }
    QStringList demoArguments;
    if (parser.isSet(identities)) {
        bool isNumber = false;
        const int count = parser.value(identities).toInt(&isNumber);
        if (!isNumber || count < 0 || count > 1'000'000) {
            std::fputs("--demo-identities takes a number from 0 to 1000000.\n", stderr);
            return ic::ExportCommand::BadUsage;
        }
        demoArguments = { u"--identities"_s, QString::number(count) };
    }

    ic::Settings settings(ic::Settings::defaultPath());
    if (!settings.problem().isEmpty())
        qWarning("%s", qPrintable(settings.problem()));
    ic::applyTheme(application,
        ic::themeFromWord(settings.value(ic::Setting::Theme).toString()));
    WindowStart start(demoArguments, settings);
    start.show(parser.isSet(demo));
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    ic::installRedactingLogHandler();
    // Decided before there is any application object: exporting must not need a display.
    const char* const first = argc > 1 ? argv[1] : "";
    if (std::strcmp(first, "export") == 0)
        return ic::runExportCommand(argc, argv);
    if (std::strcmp(first, "--version") == 0) {
        std::puts("identity-console " CONSOLE_VERSION);
        return 0;
    }
    if (std::strcmp(first, "--help") == 0 || std::strcmp(first, "-h") == 0) {
        std::fputs(Help, stdout);
        return 0;
    }
    // A mistyped command must say so even where there is no display to open.
    if (first[0] != '\0' && first[0] != '-') {
        std::fprintf(stderr, "Unknown command '%s'.\n%s", first, Help);
        return ic::ExportCommand::BadUsage;
    }
    return runWindow(argc, argv);
}
