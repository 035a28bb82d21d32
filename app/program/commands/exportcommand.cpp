#include "program/commands/exportcommand.h"

#include "base/wording.h"
#include "program/commands/exportarguments.h"
#include "program/commands/groupsrun.h"
#include "program/commands/snapshotsource.h"
#include "snapshot/snapshot.h"
#include "snapshot/snapshotform.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// What is written is out at once, and nothing can be taken back.
class OutputSink final : public ExportSink
{
public:
    bool open() override { return true; }
    bool write(const QByteArray& block) override
    {
        return std::fwrite(block.constData(), 1, static_cast<size_t>(block.size()), stdout)
            == static_cast<size_t>(block.size());
    }
    bool commit() override { return std::fflush(stdout) == 0; }
    QString problem() const override { return ExportRun::tr("Standard output cannot be written."); }
};

QString progressLine(const ExportProgress& progress, const NetStatus& status)
{
    QStringList parts;
    if (progress.expected >= 0)
        parts += ExportRun::tr("%1 of %2 rows")
                     .arg(numberText(progress.rowsWritten), numberText(progress.expected));
    else
        parts += ExportRun::tr("%Ln rows", "%Ln row", pluralCount(progress.rowsWritten));
    if (progress.rowsPerSecond > 0)
        parts += ExportRun::tr("%1 rows/s").arg(numberText(qRound64(progress.rowsPerSecond)));
    if (progress.secondsLeft >= 0)
        parts += ExportRun::tr("%1 s left").arg(progress.secondsLeft);
    if (progress.state == ExportProgress::State::Saving)
        parts += ExportRun::tr("saving");
    else if (status.waitMs > 0)
        parts += ExportRun::tr("the tenant asked to wait %1 s").arg((status.waitMs + 999) / 1000);
    else if (progress.state == ExportProgress::State::Waiting && status.limit > 0
        && status.used >= status.limit)
        parts += ExportRun::tr("waiting for the rate limit");
    else if (progress.state == ExportProgress::State::Waiting)
        parts += ExportRun::tr("waiting for the tenant");
    return parts.join(u" · "_s);
}

Argument groupByArgument()
{
    return { .name = u"group-by"_s,
        .value = u"LIST"_s,
        .help = ExportRun::tr(
            "put out instead, as CSV, how many share a value of a field or an attribute, or of "
            "two, separated by a comma; the most frequent first"),
        .needs = u"from-snapshot"_s };
}

std::unique_ptr<CommandRun> makeGroups(const Arguments& given,
    const std::shared_ptr<Snapshot>& snapshot, const ReadRequest& who, QString* problem)
{
    QStringList keys;
    *problem = readKeys(given.text(u"group-by"_s), keys);
    if (problem->isEmpty() && keys.size() > 2)
        *problem = ExportRun::tr("--group-by takes one field or two.");
    for (const QString& other : { u"columns"_s, u"sort"_s }) {
        if (problem->isEmpty() && given.has(other))
            *problem = ExportRun::tr("--%1 means nothing for groups.").arg(other);
    }
    if (!problem->isEmpty())
        return nullptr;
    return std::make_unique<GroupsRun>(snapshot, who.page(0, false), keys);
}

} // namespace

ExportRun::ExportRun(
    const TenantWish& tenant, const ExportRequest& request, std::function<void()> written)
    : TenantRun(tenant)
    , m_request(request)
    , m_written(std::move(written))
{
}

ExportRun::~ExportRun() = default;

void ExportRun::start()
{
    // Before anything is asked or started: what can be known of the file now is part of the
    // command.
    if (FileSink file(m_request.path); goesToAFile() && !file.open()) {
        complain(ApiError { .kind = ApiError::Kind::File, .detail = file.problem() }.sentence());
        end(ExitCode::BadUsage);
        return;
    }
    if (!m_request.who.snapshot) {
        TenantRun::start();
        return;
    }
    // Who asks a snapshot asks no tenant, but has the parts that could.
    QString problem;
    const auto base = ApiBase::fromText(u"https://nowhere.invalid"_s, &problem);
    m_nowhere = std::make_unique<Composition>(Connection { .base = *base }, SchedulerOptions());
    read(*m_nowhere);
}

ExportForm ExportRun::form() const
{
    if (m_request.format == ExportFormat::Snapshot)
        return snapshotForm(m_request, SystemClock().utcNow());
    return { .sink = goesToAFile() ? nullptr : std::make_unique<OutputSink>() };
}

void ExportRun::onTenant()
{
    read(network());
}

void ExportRun::read(Composition& where)
{
    m_export = std::make_unique<IdentityExport>(where.client(), where.clock(), m_request, form());
    connect(m_export.get(), &IdentityExport::progress, this,
        [this](const ExportProgress& progress) { showProgress(progressLine(progress, status())); });
    connect(m_export.get(), &IdentityExport::finished, this, &ExportRun::onFinished);
    m_export->start();
}

void ExportRun::interrupt()
{
    if (m_export)
        m_export->cancel();
    else
        CommandRun::interrupt();
}

void ExportRun::onFinished(const IdentityExport::Outcome& outcome)
{
    if (outcome) {
        if (m_written)
            m_written();
        if (goesToAFile())
            print(outcome->summary() + u'\n');
        else if (outcome->hasRemarks())
            complain(outcome->summary());
        if (outcome->unsettled > 0) {
            complain(
                tr("The tenant changed so much meanwhile that some rows may be missing. Run it "
                   "again if you need an exact list."));
        }
        end(outcome->hasRemarks() ? ExitCode::DoneWithRemarks : ExitCode::Done);
        return;
    }
    const ApiError& error = outcome.error();
    if (error.kind == ApiError::Kind::Cancelled) {
        complain(goesToAFile() ? tr("Cancelled. No file was written.")
                               : tr("Cancelled. The list is not whole."));
        end(ExitCode::Cancelled);
        return;
    }
    fail(error);
}

Subcommand exportCommand()
{
    return { .name = u"export"_s,
        .family = u"export"_s,
        .purpose
        = ExportRun::tr("Writes identities to a CSV file (RFC 4180, UTF-8) or as JSON Lines."),
        .notes = { ExportRun::tr(
            "The file is readable by its owner alone and appears under its name only when it is "
            "complete; a file that is already there stays as it is until then.") },
        .arguments = fileArguments() + whoArguments()
            + QList { columnsArgument(), fromSnapshotArgument() } + TenantWish::arguments(),
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            ExportRequest request;
            request.who.snapshot = readFromSnapshot(given, problem);
            if (problem->isEmpty())
                *problem = readExport(given, request);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<ExportRun>(TenantWish::of(given), request);
        } };
}

Subcommand listCommand()
{
    return { .name = u"list"_s,
        .family = u"reads"_s,
        .purpose = ExportRun::tr(
            "Puts identities out as JSON Lines: one object a line, as the tenant gave it."),
        .arguments = whoArguments()
            + QList { columnsArgument(), fromSnapshotArgument(), groupByArgument() }
            + TenantWish::arguments(),
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            ExportRequest request { .format = ExportFormat::JsonLines, .columns = {} };
            const std::shared_ptr<Snapshot> snapshot = readFromSnapshot(given, problem);
            request.who.snapshot = snapshot;
            if (problem->isEmpty())
                *problem = readWho(given, request.who);
            if (problem->isEmpty() && given.has(u"group-by"_s))
                return makeGroups(given, snapshot, request.who, problem);
            if (problem->isEmpty() && given.has(u"columns"_s))
                *problem = readColumns(given.text(u"columns"_s), request.columns);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<ExportRun>(TenantWish::of(given), request);
        } };
}

} // namespace ic
