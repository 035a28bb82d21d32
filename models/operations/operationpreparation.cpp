#include "models/operations/operationpreparation.h"

#include "models/details/ownership.h"

#include "api/filter/filterexpression.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 RecentMs = 3'600'000;
constexpr qint64 AppliedAtOnce = 2000; ///< a thread for so few would only make the window flicker

/// Of these identities those that fit; nullopt where they cannot be named in a filter.
std::optional<ReadRequest> fittingOf(const QList<IdentityId>& ids, const FilterCondition& condition)
{
    if (ids.size() > recommendedIdsPerFilter)
        return {}; // before a filter of a million is made
    const FilterResult among = FilterExpression::identities(ids);
    const FilterResult fitting = FilterExpression::condition(condition);
    const auto* const first = std::get_if<FilterExpression>(&among);
    const auto* const second = std::get_if<FilterExpression>(&fitting);
    if (first == nullptr || second == nullptr)
        return {};
    return ReadRequest { .filters = FilterExpression::all({ *first, *second }).toFilterText(),
        .correlatedOnly = false };
}

/// Few are asked for by id. Beyond that it takes fewer requests to read all of that kind.
ReadRequest flaggedAmong(const QList<Identity>& identities, const FilterCondition& flag)
{
    QList<IdentityId> ids;
    for (const Identity& identity : identities) {
        if (!identity.id.isEmpty())
            ids += identity.id;
        if (ids.size() > recommendedIdsPerFilter)
            break;
    }
    if (const auto few = fittingOf(ids, flag))
        return *few;
    const FilterResult flagged = FilterExpression::condition(flag);
    return { .filters = std::get<FilterExpression>(flagged).toFilterText(),
        .correlatedOnly = false };
}

/// Those of few who do not have the flag, which is a yes or no.
std::optional<ReadRequest> unflaggedAmong(const ReadRequest& who, FilterCondition flag)
{
    if (!who.ids || who.ids->isEmpty())
        return {};
    flag.values = { flag.values.constFirst() == u"true" ? u"false"_s : u"true"_s };
    std::optional<ReadRequest> request = fittingOf(*who.ids, flag);
    if (request)
        request->sorters = who.sorters;
    return request;
}

/// Whether exactly the identities that were asked for came.
bool isEverybody(const ReadRequest& who, const QList<Identity>& identities)
{
    const QSet<IdentityId> asked(who.ids->cbegin(), who.ids->cend());
    return identities.size() == asked.size()
        && std::ranges::all_of(
            identities, [&](const Identity& one) { return asked.contains(one.id); });
}

/// What matched when it was selected is not what matches now.
qint64 expectedOf(const OperationSubject& subject)
{
    return subject.kind == OperationSubject::Kind::Matching ? -1 : subject.count;
}

} // namespace

OperationPreparation::OperationPreparation(ApiClient& client, const Clock& clock,
    const Operation& operation, OperationSubject subject, const IdentityId& yourself,
    const JobsInJournal& jobs, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_operation(operation)
    , m_subject(std::move(subject))
    , m_jobs(jobs)
    , m_journal(jobs.path)
    , m_ownership(client)
    , m_reading(client, IdentityReading::Detail::Person)
    , m_outOf(expectedOf(m_subject))
{
    m_facts.yourself = yourself;
    m_facts.keptAt = m_subject.keptAt;
    connect(&m_reading, &IdentityReading::progressed, this, [this](qint64 read, qint64 outOf) {
        m_done = read;
        m_outOf = outOf >= 0 ? outOf : m_outOf;
        emit progressed();
    });
    connect(&m_reading, &IdentityReading::finished, this, [this](const ReadIdentities& read) {
        if (m_stage == Stage::Reading)
            onRead(read);
        else
            onFlags(read.identities);
    });
    connect(&m_reading, &IdentityReading::failed, this,
        [this](const ApiError& error) { fail(error, m_stage); });
    connect(&m_ownership, &OwnershipCheck::finished, this, &OperationPreparation::onOwnership);
    connect(&m_ownership, &OwnershipCheck::progress, this, [this] {
        m_done = m_ownership.checked();
        emit progressed();
    });
}

OperationPreparation::~OperationPreparation()
{
    if (m_subject.count > AppliedAtOnce)
        letGoElsewhere(std::move(m_subject.who));
    if (subjects() > AppliedAtOnce) {
        letGoElsewhere(std::tuple(
            std::move(m_read), std::move(m_facts), std::move(m_result), std::move(m_plan)));
    }
}

void OperationPreparation::start()
{
    switch (m_stage == Stage::Failed ? m_failedAt : m_stage) {
    case Stage::Reading:
        read();
        break;
    case Stage::Flags:
        readFlags();
        break;
    case Stage::Ownership:
    case Stage::Sorting:
    case Stage::Ready:
    case Stage::Failed:
        break; // single checks fail on their own, see checkOwnersAgain()
    }
}

void OperationPreparation::enter(Stage stage)
{
    m_stage = stage;
    m_done = 0;
    emit changed();
}

void OperationPreparation::read()
{
    m_outOf = expectedOf(m_subject);
    enter(Stage::Reading);
    const auto unflagged = m_operation.flag
        ? unflaggedAmong(m_subject.who, m_operation.flag->condition)
        : std::nullopt;
    m_readsUnflagged = unflagged.has_value();
    m_reading.read(unflagged ? *unflagged : m_subject.who);
}

void OperationPreparation::onRead(const ReadIdentities& read)
{
    const bool isUnflagged = std::exchange(m_readsUnflagged, false);
    if (isUnflagged && !isEverybody(m_subject.who, read.identities)) {
        m_reading.read(m_subject.who); // who is missing has the flag, is gone, or neither
        return;
    }
    m_read = read;
    readJobs([this, isUnflagged] { goOnAfterRead(isUnflagged); });
}

void OperationPreparation::goOnAfterRead(bool isUnflagged)
{
    if (isUnflagged)
        onFlags({}); // all came, so nobody has it
    else if (m_operation.flag && !m_read.identities.isEmpty())
        readFlags();
    else
        apply([this] { enter(Stage::Ready); });
}

/// What is true when this is read. Whoever writes the job down looks again.
void OperationPreparation::readJobs(const std::function<void()>& then)
{
    if (m_jobs.path.isEmpty()) {
        then();
        return;
    }
    using Ids = QSet<IdentityId>;
    using Both = std::pair<Ids, Ids>;
    m_journal.ask(
        [&operation = m_operation, tenant = m_jobs.tenant, resumes = m_subject.resumes,
            since = m_clock.utcNow().addMSecs(-RecentMs)](
            const JournalReader& reader, const std::atomic_bool&) -> Expected<Both> {
            const Expected<Ids> inJobs = reader.inJobs(operation, tenant, resumes);
            const Expected<Ids> lately = reader.inJobsEndedSince(operation, tenant, since);
            if (!inJobs || !lately)
                return !inJobs ? inJobs.error() : lately.error();
            return Both(*inJobs, *lately);
        },
        [this, then](const Expected<Both>& both) {
            if (!both) {
                fail(both.error(), Stage::Reading);
                return;
            }
            m_facts.inJobs = both->first;
            m_facts.inRecentJobs = both->second;
            then();
        });
}

void OperationPreparation::readFlags()
{
    m_outOf = -1;
    enter(Stage::Flags);
    m_reading.read(flaggedAmong(m_read.identities, m_operation.flag->condition));
}

void OperationPreparation::onFlags(const QList<Identity>& flagged)
{
    QSet<IdentityId>& set = m_facts.flagged;
    set.clear();
    for (const Identity& identity : flagged)
        set.insert(identity.id);
    if (set.contains(IdentityId())) {
        // It may be anybody's record: who is not named is not known to be free of it.
        fail({ .kind = ApiError::Kind::Malformed,
                 .operation = tr("Read identities"),
                 .detail = tr("Among the identities that must be left out is one without an id.") },
            Stage::Flags);
        return;
    }
    apply([this] {
        if (m_operation.checksOwnership && !m_result.willRun.isEmpty())
            checkOwnership();
        else
            enter(Stage::Ready);
    });
}

void OperationPreparation::checkOwnership()
{
    QList<IdentityId> ids;
    for (const Identity& identity : std::as_const(m_result.willRun))
        ids += identity.id;
    m_facts.notChecked.clear();
    for (const IdentityId& id : std::as_const(ids))
        m_facts.notChecked.insert(id, {});
    apply([this, ids] {
        m_outOf = ids.size();
        enter(Stage::Ownership);
        m_ownership.check(ids);
    });
}

void OperationPreparation::checkOwnersAgain()
{
    if (m_stage != Stage::Ready || !m_operation.checksOwnership)
        return;
    using enum OwnershipCheck::Finding;
    const QList<IdentityId> ids = m_ownership.idsWith(Owns) + m_ownership.idsWith(Failed);
    if (ids.isEmpty())
        return;
    m_ownership.check(ids);
    for (const IdentityId& id : ids) {
        m_facts.owners.remove(id);
        m_facts.notChecked.insert(id, {});
    }
    apply([this] {
        m_outOf = m_ownership.total();
        enter(Stage::Ownership);
        m_done = m_ownership.checked();
    });
}

void OperationPreparation::onOwnership()
{
    for (const IdentityId& id : m_facts.notChecked.keys()) {
        const OwnershipCheck::Entry entry = m_ownership.entry(id);
        switch (entry.finding) {
        case OwnershipCheck::Finding::Waiting:
            continue;
        case OwnershipCheck::Finding::Failed:
            m_facts.notChecked[id] = tr("What it owns could not be read. %1 %2")
                                         .arg(entry.error.title(), entry.error.reason());
            continue;
        case OwnershipCheck::Finding::Owns:
            m_facts.owners.insert(id, ownedWords(entry.details));
            break;
        case OwnershipCheck::Finding::Gone:
            m_facts.gone.insert(id);
            break;
        case OwnershipCheck::Finding::Free:
        case OwnershipCheck::Finding::NotStated:
            break;
        }
        m_facts.notChecked.remove(id);
    }
    apply([this] { enter(Stage::Ready); });
}

void OperationPreparation::fail(const ApiError& error, Stage at)
{
    m_error = error;
    m_failedAt = at;
    enter(Stage::Failed);
}

void OperationPreparation::apply(const std::function<void()>& then)
{
    const auto work = [&operation = m_operation, read = m_read, facts = m_facts,
                          included = m_included](const std::atomic_bool&) {
        Applied applied { preflight(operation, read.identities, read.missing, facts, included),
            {} };
        applied.plan = planFor(operation, applied.result);
        return applied;
    };
    const auto done = [this, then](Applied& applied) {
        m_result = std::move(applied.result);
        m_plan = std::move(applied.plan);
        then();
    };
    if (subjects() > AppliedAtOnce) {
        letGoElsewhere(std::pair(std::exchange(m_result, {}), std::exchange(m_plan, {})));
        enter(Stage::Sorting);
        m_applying.start(this, work, done);
        return;
    }
    Applied applied = work(false);
    done(applied);
}

qint64 OperationPreparation::subjects() const
{
    return m_read.identities.size() + m_read.missing.size();
}

void OperationPreparation::setIncluded(SkipReason reason, bool on)
{
    if (on == m_included.contains(reason) || !m_operation.mayInclude.contains(reason))
        return;
    if (on)
        m_included.insert(reason);
    else
        m_included.remove(reason);
    if (m_stage == Stage::Ready)
        apply([this] { enter(Stage::Ready); });
}

} // namespace ic
