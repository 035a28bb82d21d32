#include "program/commands/operationrun.h"

#include "api/apiclient.h"
#include "base/wording.h"
#include "files/exportsink.h"
#include "models/jobs/jobsmodel.h"
#include "models/jobs/journalexport.h"
#include "models/operations/operationsummary.h"
#include "program/commands/jobtext.h"
#include "program/commands/operationpreview.h"

#include <QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

OperationRun::OperationRun(const OperationOrder& order)
    : TenantRun(order.tenant)
    , m_order(order)
{
    m_subject.who = order.who;
    m_subject.kind
        = order.who.ids ? OperationSubject::Kind::Selected : OperationSubject::Kind::Matching;
    m_subject.count = order.who.ids ? order.who.ids->size() : 0;
}

OperationRun::~OperationRun() = default;

QString OperationRun::refusal(const FoundTenant& found, Reach* reach)
{
    if (m_order.saved && m_order.saved->plan.host != found.connection.base.tenant()) {
        return tr("The plan is for %1, and this is %2.")
            .arg(m_order.saved->plan.host, found.connection.base.tenant());
    }
    if (!m_order.yes)
        return {};
    if (found.readOnly) {
        return tr("The connection %1 is read-only. Allow changes in its settings, in the window.")
            .arg(found.tenant.connection);
    }
    const bool production = found.tenant.environment == Environment::Production;
    if (production && m_order.tenantName.isEmpty())
        return tr("%1 is production: --tenant %1 is needed.").arg(found.tenant.name);
    if (!m_order.tenantName.isEmpty() && m_order.tenantName != found.tenant.name) {
        return tr("--tenant says %1, and this is %2.").arg(m_order.tenantName, found.tenant.name);
    }
    *reach = Reach::Changes;
    return {};
}

void OperationRun::onTenant()
{
    // With the first answer it is known whose token it is: who is left out depends on it.
    network().client().send(ListIdentities { .sorters = { u"name"_s }, .limit = 1 }, this,
        [this](const Expected<IdentityPage>& page) {
            if (!page)
                fail(page.error());
            else if (!m_order.resumes.isEmpty())
                readJob();
            else if (m_order.list)
                lookUp();
            else
                readPeople();
        });
}

void OperationRun::readJob()
{
    m_journal = std::make_unique<BackgroundJournal>(JobCenter::defaultJournalPath());
    m_journal->ask(
        [id = m_order.resumes](
            const JournalReader& reader, const std::atomic_bool&) -> Expected<PartOfJob> {
            const auto job = reader.job(id);
            const auto items = reader.items(id, { .states = { ItemState::Planned } });
            if (!job || !items)
                return !job ? job.error() : items.error();
            return PartOfJob { *job, *items };
        },
        [this](const Expected<PartOfJob>& part) {
            if (part)
                onJobRead(*part);
            else
                fail(part.error());
        });
}

void OperationRun::onJobRead(const PartOfJob& part)
{
    const JobSnapshot& job = part.job;
    const QString why = job.exported ? tr("An export is not taken up again.")
                                     : whyNotHere(job, connection().base.tenant());
    if (!why.isEmpty()) {
        fail(why, ExitCode::Refused);
        return;
    }
    m_order.operation = job.operation;
    m_order.parameters = job.parameters;
    if (part.planned.isEmpty()) { // what was sent is followed to its end
        follow({});
        return;
    }
    if (const QString missing = missingCount(m_order); !missing.isEmpty()) {
        fail(missing, ExitCode::BadUsage);
        return;
    }
    m_subject = subjectOf(job, part.planned, OperationSubject::Kind::NotStarted);
    m_remarks += m_subject.origin;
    readPeople();
}

void OperationRun::lookUp()
{
    m_lookup = std::make_unique<ListLookup>(network().client());
    connect(m_lookup.get(), &ListLookup::progressed, this, [this] {
        showProgress(tr("%1 of %2 entries looked up")
                         .arg(numberText(m_lookup->settled()), numberText(m_lookup->total())));
    });
    connect(m_lookup.get(), &ListLookup::changed, this, [this] {
        switch (m_lookup->stage()) {
        case ListLookup::Stage::Idle:
        case ListLookup::Stage::Reading:
        case ListLookup::Stage::Asking:
        case ListLookup::Stage::Stopped:
            return;
        case ListLookup::Stage::Refused:
            fail(m_lookup->list().problem, ExitCode::BadUsage);
            return;
        case ListLookup::Stage::Failed:
            fail(m_lookup->error());
            return;
        case ListLookup::Stage::Done:
            break;
        }
        const MatchReport& report = m_lookup->report();
        for (const MatchedEntry& one : report.entries) {
            const BulkTarget target { .name = one.entry.text };
            const QString line = tr("Line %1.").arg(one.entry.line) + u' ';
            if (one.outcome == MatchOutcome::NotFound)
                m_notFound += { target, SkipReason::NotFound, line + notFoundText(one) };
            else if (one.outcome == MatchOutcome::Ambiguous)
                m_notFound += { target, SkipReason::NotFound,
                    line + tr("%1 identities fit.").arg(one.candidates.size()) };
        }
        m_remarks += matchSummaryText(report);
        m_subject.who.ids = report.found();
        m_subject.count = m_subject.who.ids->size();
        readPeople();
    });
    m_lookup->start(*m_order.list, { .key = m_order.match });
}

void OperationRun::readPeople()
{
    if (m_order.parameters.allUninvited)
        conclude({ .operation = m_order.operation });
    else
        prepare();
}

void OperationRun::prepare()
{
    m_preparation = std::make_unique<OperationPreparation>(network().client(), network().clock(),
        *m_order.operation, m_subject, signedIn().identity,
        JobsInJournal { QFile::exists(JobCenter::defaultJournalPath())
                ? JobCenter::defaultJournalPath()
                : QString(),
            connection().base.tenant() });
    for (const SkipReason reason : std::as_const(m_order.included))
        m_preparation->setIncluded(reason, true);
    connect(m_preparation.get(), &OperationPreparation::progressed, this, [this] {
        showProgress(m_preparation->outOf() < 0
                ? tr("%1 read").arg(numberText(m_preparation->done()))
                : tr("%1 of %2 read")
                      .arg(numberText(m_preparation->done()), numberText(m_preparation->outOf())));
    });
    // Not from inside start().
    connect(m_preparation.get(), &OperationPreparation::changed, this, &OperationRun::onPrepared,
        Qt::QueuedConnection);
    m_preparation->start();
}

void OperationRun::onPrepared()
{
    if (hasEnded() || m_follower)
        return;
    if (m_preparation->stage() == OperationPreparation::Stage::Failed) {
        fail(m_preparation->error());
        return;
    }
    if (m_preparation->stage() != OperationPreparation::Stage::Ready)
        return;
    m_preparation->disconnect(this);
    const Preflight& result = m_preparation->result();
    if (!result.willRun.isEmpty())
        m_remarks += outcomeSentences(result, m_preparation->subjects());
    if (m_preparation->unsettled() > 0)
        m_remarks += tr("The list changed much while it was read: some may be missing here.");
    if (m_order.saved) {
        m_remarks += tr("%1 are in the plan of %2.", "a number, a time")
                         .arg(numberText(m_order.saved->plan.targets.size()),
                             localTime(m_order.saved->made));
        m_notFound += m_order.saved->plan.skipped;
    }
    conclude(m_preparation->plan());
}

void OperationRun::conclude(BulkPlan plan)
{
    if (m_order.resumes.isEmpty())
        plan.skipped += m_notFound; // else they are written down already
    plan.parameters = m_order.parameters;
    plan.profile = tenant().name;
    plan.host = connection().base.tenant();
    plan.actor = signedIn().userName;
    clearProgress();
    const OperationPreview preview(plan, tenant(), m_remarks);
    if (!m_order.json)
        print(preview.text(status()));
    else
        print(preview.json());
    const bool nobody = plan.targets.isEmpty() && !plan.parameters.allUninvited;
    if (!m_order.yes) {
        if (!m_order.planPath.isEmpty())
            savePlan(plan);
        else if (!nobody)
            complain(preview.howToRun(m_order, signedIn()));
        end(nobody ? ExitCode::NothingToDo : ExitCode::Done);
        return;
    }
    // A job that has nobody left is taken up all the same: that is written down, and it ends.
    if (nobody && m_order.resumes.isEmpty()) {
        fail(tr("Nobody is left to be changed."), ExitCode::NothingToDo);
        return;
    }
    if (const QString why = preview.whyNotConfirmed(m_order, signedIn()); !why.isEmpty()) {
        fail(why, ExitCode::Refused);
        return;
    }
    run(plan);
}

void OperationRun::savePlan(const BulkPlan& plan)
{
    FileSink file(m_order.planPath);
    const SavedPlan saved { plan, m_order.included, network().clock().utcNow() };
    if (!file.open() || !file.write(toJson(saved)) || !file.commit()) {
        fail(file.problem(), ExitCode::Failed);
        return;
    }
    complain(tr("Nothing was changed. The plan is in %1.").arg(m_order.planPath));
}

void OperationRun::run(const BulkPlan& plan)
{
    if (!m_order.resumes.isEmpty()) {
        follow(ResumePlan { .by = plan.actor,
            .confirmed = plan.parameters.allUninvited ? 1 : static_cast<int>(plan.targets.size()),
            .skipped = plan.skipped });
        return;
    }
    watch();
    m_follower->start(plan);
}

void OperationRun::follow(const std::optional<ResumePlan>& confirmed)
{
    watch();
    m_follower->resume(m_order.resumes, confirmed);
}

void OperationRun::watch()
{
    m_follower = std::make_unique<JobFollower>(
        network().scheduler(), network().clock(), connection().base.tenant());
    connect(m_follower.get(), &JobFollower::started, this, [this] {
        say(tr("Job %1 runs. Ctrl+C pauses it.").arg(m_follower->job().id.text()),
            eventLine(u"started"_s));
    });
    connect(m_follower.get(), &JobFollower::progressed, this, &OperationRun::onJob);
    connect(m_follower.get(), &JobFollower::finished, this, &OperationRun::onFinished,
        Qt::QueuedConnection); // it is destroyed by what follows
}

void OperationRun::onJob()
{
    const JobSnapshot& job = m_follower->job();
    showProgress(u"%1 · %2 · %3"_s.arg(jobStateText(job), jobProgressText(job),
        job.reason.isEmpty() ? summaryLine(job) : job.reason));
    if (!m_order.json || isEnded(job.state))
        return;
    if (const QString line = eventLine(u"progress"_s); std::exchange(m_lastEvent, line) != line)
        print(line);
}

void OperationRun::onFinished(JobFollower::End finished, const ApiError& error)
{
    const JobSnapshot job = m_follower->job();
    if (!job.id.isEmpty())
        writeResults();
    const QString goesOn
        = tr("It goes on with: identity-console jobs resume %1").arg(job.id.text());
    const auto stop = [&](const QString& sentence, ExitCode code) {
        if (m_order.json)
            print(eventLine(u"stopped"_s, code));
        fail(sentence, code);
    };
    switch (finished) {
    case JobFollower::End::Ended: {
        const ExitCode code = exitCodeOf(job);
        say(tr("%1: %2", "an operation, and what came of it")
                .arg(job.operationTitle(), summaryLine(job)),
            eventLine(u"ended"_s, code));
        end(code);
        return;
    }
    case JobFollower::End::Paused:
        stop(job.id.isEmpty() ? tr("Stopped before the job began. Nothing was changed.")
                              : tr("Paused: %1.").arg(summaryLine(job)) + u' ' + goesOn,
            ExitCode::Cancelled);
        return;
    case JobFollower::End::SignInRefused:
        stop(tr("The tenant refused the sign-in, and the job is paused.") + u' ' + goesOn,
            ExitCode::SignInRefused);
        return;
    case JobFollower::End::NotStarted:
    case JobFollower::End::NoJournal:
        stop(error.sentence(), ExitCode::Failed);
        return;
    case JobFollower::End::Elsewhere:
        stop(tr("Another program of yours runs the job."), ExitCode::Refused);
        return;
    }
}

void OperationRun::writeResults()
{
    if (m_order.resultsPath.isEmpty())
        return;
    const auto reader = JournalReader::open(JobCenter::defaultJournalPath());
    const auto written = !reader
        ? Expected<int>(reader.error())
        : ic::writeResults(**reader, m_follower->job().id, m_order.resultsPath, false);
    if (!written)
        complain(written.error().sentence());
}

QString OperationRun::eventLine(const QString& name, std::optional<ExitCode> code) const
{
    QJsonObject object = jobObject(m_follower->job());
    object.insert(u"event"_s, name);
    if (code)
        object.insert(u"exitCode"_s, int(*code));
    return jsonLine(object);
}

void OperationRun::say(const QString& text, const QString& line)
{
    print(m_order.json ? line : text + u'\n');
}

void OperationRun::interrupt()
{
    if (!m_follower || !m_follower->pause())
        TenantRun::interrupt();
}

} // namespace ic
