#include "program/exportcommand.h"

#include "auth/systemkeychain.h"
#include "base/secret.h"
#include "base/wording.h"
#include "program/connectiondesk.h"
#include "program/demochild.h"
#include "program/interruption.h"
#include "program/processsecrets.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

void print(FILE* file, const QString& text)
{
    std::fputs(text.toUtf8().constData(), file);
    std::fflush(file);
}

void complain(const QString& text)
{
    print(stderr, u"identity-console: "_s + Redactor().clean(text) + u'\n');
}

constexpr int LongestKeychainMs = 30'000;

bool isTerminal(FILE* file)
{
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(file)) == 1;
#else
    Q_UNUSED(file);
    return false;
#endif
}

QString progressLine(const ExportProgress& progress, const NetStatus& status)
{
    QStringList parts;
    if (progress.expected >= 0)
        parts += ExportCommand::tr("%1 of %2 rows")
                     .arg(numberText(progress.rowsWritten), numberText(progress.expected));
    else
        parts += ExportCommand::tr("%Ln rows", "%Ln row", pluralCount(progress.rowsWritten));
    if (progress.rowsPerSecond > 0)
        parts += ExportCommand::tr("%1 rows/s").arg(numberText(qRound64(progress.rowsPerSecond)));
    if (progress.secondsLeft >= 0)
        parts += ExportCommand::tr("%1 s left").arg(progress.secondsLeft);
    if (progress.state == ExportProgress::State::Saving)
        parts += ExportCommand::tr("saving");
    else if (status.waitMs > 0)
        parts
            += ExportCommand::tr("the tenant asked to wait %1 s").arg((status.waitMs + 999) / 1000);
    else if (progress.state == ExportProgress::State::Waiting && status.limit > 0
        && status.used >= status.limit)
        parts += ExportCommand::tr("waiting for the rate limit");
    else if (progress.state == ExportProgress::State::Waiting)
        parts += ExportCommand::tr("waiting for the tenant");
    return parts.join(u" · "_s);
}

} // namespace

ExportCommand::ExportCommand(const ExportArguments& arguments, QObject* parent)
    : QObject(parent)
    , m_arguments(arguments)
    , m_onTerminal(isTerminal(stderr))
{
}

ExportCommand::~ExportCommand() = default;

void ExportCommand::start()
{
    // Before anything is asked or started: what can be known of the file now is part of the
    // command.
    if (FileSink file(m_arguments.request.path); !file.open()) {
        complain(ApiError { .kind = ApiError::Kind::File, .detail = file.problem() }.sentence());
        end(BadUsage);
        return;
    }
    // Also with --demo: the demo tenant has no use for the secret of a real one.
    QString problem;
    if (!m_arguments.profile.isEmpty()) {
        beginProfile(takeSecretFromEnvironment());
        return;
    }
    const std::optional<Connection> connection = connectionFromEnvironment(&problem);
    if (m_arguments.demo) {
        const QStringList limit { u"--rate-limit"_s, m_arguments.rateLimit ? u"on"_s : u"off"_s };
        m_demo = std::make_unique<DemoChild>(demoArguments(m_arguments.demoIdentities) + limit);
        connect(m_demo.get(), &DemoChild::ready, this, &ExportCommand::begin);
        connect(m_demo.get(), &DemoChild::failed, this, [this](const QString& text) {
            clearProgress();
            if (!m_ended)
                complain(text);
            end(Failed);
        });
        m_demo->start();
        return;
    }
    if (!connection) {
        complain(problem.isEmpty() ? tr("Which tenant? Set SAIL_BASE_URL, SAIL_CLIENT_ID and "
                                        "SAIL_CLIENT_SECRET, or use --demo.")
                                   : problem);
        end(BadUsage);
        return;
    }
    begin(*connection);
}

void ExportCommand::beginProfile(const Secret& given)
{
    m_desk = std::make_unique<ConnectionDesk>(
        ProfileStore::defaultPath(), std::make_unique<SystemKeychain>(), ImportPlaces());
    if (!m_desk->profilesProblem().isEmpty())
        complain(m_desk->profilesProblem());
    const std::optional<Profile> profile = m_desk->profileNamed(m_arguments.profile);
    if (!profile) {
        QStringList names;
        for (const Profile& one : m_desk->profiles())
            names += one.name;
        complain(names.isEmpty() ? tr("There is no connection yet. Add one in the window.")
                                 : tr("There is no connection \"%1\". There are: %2.")
                                       .arg(m_arguments.profile, names.join(u", "_s)));
        end(BadUsage);
        return;
    }
    // A locked keychain waits for a person, and here may be none.
    auto* limit = new QTimer(this);
    limit->setSingleShot(true);
    const auto go = [this, limit, profile = *profile](const Secret& client, const Secret& proxy) {
        if (m_ended)
            return;
        delete limit;
        QString problem;
        const auto connection = connectionFor(profile, client, proxy, &problem);
        if (connection && !client.isEmpty()) {
            begin(*connection);
            return;
        }
        const QString changed = m_desk->whyAskedAgain(profile);
        complain(!connection ? problem
                : !changed.isEmpty()
                ? changed
                : tr("The client secret of %1 is not in the system keychain. Connect once "
                     "in the window, or set SAIL_CLIENT_SECRET.")
                      .arg(profile.name));
        end(connection ? SignInRefused : BadUsage);
    };
    connect(limit, &QTimer::timeout, this, [this] {
        complain(
            tr("The system keychain did not answer within %1 s.").arg(LongestKeychainMs / 1000));
        end(SignInRefused);
    });
    limit->start(LongestKeychainMs);
    m_desk->findSecrets(*profile, this, [go, given](const Secret& client, const Secret& proxy) {
        go(given.isEmpty() ? client : given, proxy);
    });
}

void ExportCommand::begin(const Connection& connection)
{
    SchedulerOptions options;
    options.pace = BulkPace::Full;
    if (!m_arguments.rateLimit)
        options.rateLimit = 0;
    if (!m_demo) // nobody else knows of that one
        options.rateFile = Composition::rateFileFor(connection);
    m_composition = std::make_unique<Composition>(connection, options);
    connect(m_composition.get(), &Composition::statusChanged, this,
        [this](const NetStatus& status) { m_status = status; });
    m_export = std::make_unique<IdentityExport>(
        m_composition->client(), m_composition->clock(), m_arguments.request);
    connect(m_export.get(), &IdentityExport::progress, this, &ExportCommand::showProgress);
    connect(m_export.get(), &IdentityExport::finished, this, &ExportCommand::onFinished);
    m_export->start();
}

void ExportCommand::cancel()
{
    if (m_export)
        m_export->cancel();
    else
        end(Cancelled);
}

void ExportCommand::onFinished(const IdentityExport::Outcome& outcome)
{
    clearProgress();
    if (outcome) {
        print(stdout, outcome->summary() + u'\n');
        if (outcome->unsettled > 0) {
            complain(
                tr("The tenant changed so much during the export that some rows may be missing. "
                   "Export again if you need an exact list."));
        }
        end(outcome->hasRemarks() ? DoneWithRemarks : Done);
        return;
    }
    const ApiError& error = outcome.error();
    if (error.kind == ApiError::Kind::Cancelled) {
        complain(tr("Cancelled. No file was written."));
        end(Cancelled);
        return;
    }
    complain(error.sentence());
    end(error.isSignInRefused() ? SignInRefused : Failed);
}

void ExportCommand::showProgress(const ExportProgress& progress)
{
    if (!m_onTerminal)
        return;
    print(stderr, u"\r\x1b[K"_s + progressLine(progress, m_status));
    m_progressShown = true;
}

void ExportCommand::clearProgress()
{
    if (m_progressShown)
        print(stderr, u"\r\x1b[K"_s);
    m_progressShown = false;
}

void ExportCommand::end(int exitCode)
{
    if (m_ended)
        return;
    m_ended = true;
    emit ended(exitCode);
}

int runExportCommand(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QString problem;
    const auto arguments = parseExportArguments(QCoreApplication::arguments().mid(2), &problem);
    if (!arguments) {
        complain(problem);
        print(stderr, ExportCommand::tr("Try identity-console export --help.") + u'\n');
        return ExportCommand::BadUsage;
    }
    if (arguments->help) {
        print(stdout, exportHelp());
        return ExportCommand::Done;
    }
    Interruption interruption;
    ExportCommand command(*arguments);
    QObject::connect(&interruption, &Interruption::requested, &command, &ExportCommand::cancel);
    // Queued, because start() may end at once and there is no event loop to leave yet.
    QObject::connect(
        &command, &ExportCommand::ended, &application,
        [](int exitCode) { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
    command.start();
    return QCoreApplication::exec();
}

} // namespace ic
