#include "models/operationpreparation.h"

#include "models/ownersmodel.h"

#include "api/filterexpression.h"
#include "bulk/journalreader.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 RecentMs = 3'600'000;

/// What the list can be filtered by but does not tell, and the operation needs to know.
std::optional<FilterCondition> flagOf(OperationId operation)
{
    if (operation == OperationId::DeleteIdentity)
        return FilterCondition { FilterField::Protected, FilterOperator::Equals, { u"true"_s } };
    if (operation == OperationId::SynchronizeAttributes)
        return FilterCondition { FilterField::Correlated, FilterOperator::Equals, { u"false"_s } };
    return {};
}

/// Few are asked for by id. Beyond that it takes fewer requests to read all of that kind.
ExportRequest flaggedAmong(const QList<Identity>& identities, const FilterCondition& flag)
{
    std::vector<FilterExpression> operands;
    if (identities.size() <= recommendedIdsPerFilter) {
        QStringList ids;
        for (const Identity& identity : identities) {
            if (!identity.id.isEmpty())
                ids += identity.id.text();
        }
        const FilterResult among = FilterExpression::condition(
            { .field = FilterField::Id, .op = FilterOperator::In, .values = ids });
        if (const auto* expression = std::get_if<FilterExpression>(&among))
            operands.push_back(*expression);
    }
    const FilterResult flagged = FilterExpression::condition(flag);
    if (const auto* expression = std::get_if<FilterExpression>(&flagged))
        operands.push_back(*expression);
    ExportRequest wish;
    wish.filters = FilterExpression::all(std::move(operands)).toFilterText();
    wish.correlatedOnly = false;
    return wish;
}

/// What matched when it was selected is not what matches now.
qint64 expectedOf(const OperationSubject& subject)
{
    return subject.kind == OperationSubject::Kind::Matching ? -1 : subject.count;
}

} // namespace

OperationPreparation::OperationPreparation(ApiClient& client, const Clock& clock,
    OperationId operation, OperationSubject subject, const IdentityId& yourself,
    const JobsInJournal& jobs, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_operation(operation)
    , m_subject(std::move(subject))
    , m_jobs(jobs)
    , m_ownership(client)
    , m_outOf(expectedOf(m_subject))
{
    m_facts.yourself = yourself;
    connect(&m_ownership, &OwnershipCheck::finished, this, &OperationPreparation::onOwnership);
    connect(&m_ownership, &OwnershipCheck::progress, this, [this] {
        m_done = m_ownership.checked();
        emit progressed();
    });
}

OperationPreparation::~OperationPreparation() = default;

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

void OperationPreparation::startReading(
    const ExportRequest& wish, std::function<void(const ReadIdentities&)> done)
{
    const Stage stage = m_stage;
    m_reading = std::make_unique<IdentityReading>(m_client, m_clock, wish);
    connect(m_reading.get(), &IdentityReading::progress, this, [this](const ExportProgress& now) {
        m_done = now.rowsWritten;
        m_outOf = now.expected >= 0 ? now.expected : m_outOf;
        emit progressed();
    });
    connect(m_reading.get(), &IdentityReading::finished, this,
        [this, stage, done = std::move(done)](const IdentityReading::Outcome& outcome) {
            m_reading.release()->deleteLater(); // it is still emitting
            if (outcome)
                done(*outcome);
            else
                fail(outcome.error(), stage);
        });
    m_reading->start();
}

void OperationPreparation::read()
{
    m_outOf = expectedOf(m_subject);
    enter(Stage::Reading);
    startReading(m_subject.who, [this](const ReadIdentities& read) {
        m_read = read;
        if (const auto problem = readJobs()) {
            fail(*problem, Stage::Reading);
            return;
        }
        if (flagOf(m_operation) && !m_read.identities.isEmpty()) {
            readFlags();
        } else {
            apply();
            enter(Stage::Ready);
        }
    });
}

/// What is true when this is read. Whoever writes the job down looks again.
std::optional<ApiError> OperationPreparation::readJobs()
{
    if (m_jobs.path.isEmpty())
        return std::nullopt;
    const auto reader = JournalReader::open(m_jobs.path);
    if (!reader)
        return reader.error();
    const auto inJobs = (*reader)->inJobs(m_operation, m_jobs.tenant, m_subject.resumes);
    const auto lately = (*reader)->inJobsEndedSince(
        m_operation, m_jobs.tenant, m_clock.utcNow().addMSecs(-RecentMs));
    if (!inJobs || !lately)
        return !inJobs ? inJobs.error() : lately.error();
    m_facts.inJobs = *inJobs;
    m_facts.inRecentJobs = *lately;
    return std::nullopt;
}

void OperationPreparation::readFlags()
{
    m_outOf = -1;
    enter(Stage::Flags);
    startReading(flaggedAmong(m_read.identities, *flagOf(m_operation)),
        [this](const ReadIdentities& flagged) {
            QSet<IdentityId>& set = m_operation == OperationId::DeleteIdentity
                ? m_facts.isProtected
                : m_facts.uncorrelated;
            set.clear();
            for (const Identity& identity : flagged.identities)
                set.insert(identity.id);
            if (set.contains(IdentityId())) {
                // It may be anybody's record: who is not named is not known to be free of it.
                fail({ .kind = ApiError::Kind::Malformed,
                         .operation = u"Read identities"_s,
                         .detail = u"Among the identities that must be left out is one without "
                                   "an id."_s },
                    Stage::Flags);
                return;
            }
            apply();
            if (m_operation == OperationId::DeleteIdentity && !m_result.willRun.isEmpty())
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
    apply();
    m_outOf = ids.size();
    enter(Stage::Ownership);
    m_ownership.check(ids);
}

void OperationPreparation::checkOwnersAgain()
{
    if (m_stage != Stage::Ready || m_operation != OperationId::DeleteIdentity)
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
    apply();
    m_outOf = m_ownership.total();
    enter(Stage::Ownership);
    m_done = m_ownership.checked();
}

void OperationPreparation::onOwnership()
{
    for (const IdentityId& id : m_facts.notChecked.keys()) {
        const OwnershipCheck::Entry entry = m_ownership.entry(id);
        switch (entry.finding) {
        case OwnershipCheck::Finding::Waiting:
            continue;
        case OwnershipCheck::Finding::Failed:
            m_facts.notChecked[id] = u"What it owns could not be read. %1 %2"_s.arg(
                entry.error.title(), entry.error.reason());
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
    apply();
    enter(Stage::Ready);
}

void OperationPreparation::fail(const ApiError& error, Stage at)
{
    m_error = error;
    m_failedAt = at;
    enter(Stage::Failed);
}

void OperationPreparation::apply()
{
    m_result = preflight(m_operation, m_read.identities, m_read.missing, m_facts, m_included);
}

qint64 OperationPreparation::subjects() const
{
    return m_read.identities.size() + m_read.missing.size();
}

void OperationPreparation::setIncluded(SkipReason reason, bool on)
{
    if (on == m_included.contains(reason) || !isSoft(m_operation, reason))
        return;
    if (on)
        m_included.insert(reason);
    else
        m_included.remove(reason);
    apply();
    emit changed();
}

} // namespace ic
