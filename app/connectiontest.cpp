#include "connectiontest.h"

#include "api/endpoints/getidentity.h"
#include "api/endpoints/getownership.h"
#include "api/endpoints/gettaskstatus.h"
#include "api/endpoints/listidentities.h"
#include "api/endpoints/listroleassignments.h"
#include "base/redact.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A task nobody has: whether its status may be read shows all the same.
const QString NoTask = u"00000000000000000000000000000000"_s;

const QString LaterSteps = u"Not tried."_s;

QString number(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

QString lifetime(qint64 seconds)
{
    if (seconds <= 0)
        return {};
    if (seconds < 120)
        return u", ends in %1 s"_s.arg(seconds);
    return seconds < 7200 ? u", ends in %1 min"_s.arg(seconds / 60)
                          : u", ends in %1 h"_s.arg(seconds / 3600);
}

RightCheck::State stateOf(const RightVerdict& verdict)
{
    switch (verdict.state) {
    case RightVerdict::State::Present:
        return RightCheck::State::Present;
    case RightVerdict::State::Missing:
        return RightCheck::State::Missing;
    case RightVerdict::State::NotKnown:
        return RightCheck::State::NotKnown;
    }
    Q_UNREACHABLE();
}

QList<ConnectionCheck> allSteps()
{
    return { { .step = ConnectionCheck::Step::Name }, { .step = ConnectionCheck::Step::Tls },
        { .step = ConnectionCheck::Step::Token }, { .step = ConnectionCheck::Step::FirstRead },
        { .step = ConnectionCheck::Step::Rights } };
}

} // namespace

ConnectionTest::ConnectionTest(
    const Connection& connection, const SchedulerOptions& options, QObject* parent)
    : ConnectionTestRun(parent)
    , m_connection(connection)
    , m_options(options)
    , m_checks(allSteps())
    , m_probe(std::make_unique<ReachabilityProbe>(
          connection.base.tokenUrl(), connection.transport))
{
    m_options.readOnly = true;
    m_options.waitForSignIn = false;
    begin(Step::Name);
    m_probe->start([this](const ReachabilityResult& result) { onReachable(result); });
}

ConnectionTest::ConnectionTest(const QString& problem, QObject* parent)
    : ConnectionTestRun(parent)
    , m_checks(allSteps())
{
    set(Step::Name, State::Failed, problem);
    QMetaObject::invokeMethod(this, [this] { end(); }, Qt::QueuedConnection);
}

ConnectionTest::~ConnectionTest() = default;

ConnectionCheck& ConnectionTest::check(Step step)
{
    return m_checks[static_cast<int>(step)];
}

void ConnectionTest::begin(Step step)
{
    check(step).state = State::Running;
    m_timer.start();
}

void ConnectionTest::set(Step step, State state, const QString& text, const QString& advice)
{
    ConnectionCheck& line = check(step);
    line.state = state;
    line.text = text;
    line.advice = advice;
    if (m_timer.isValid())
        line.ms = m_timer.elapsed();
}

void ConnectionTest::fail(Step step, const ApiError& error)
{
    QString text = error.title();
    if (const QString reason = error.reason(); !reason.isEmpty())
        text += u' ' + reason;
    if (!error.trackingId.isEmpty())
        text += u" Tracking id %1."_s.arg(error.trackingId);
    set(step, State::Failed, text, error.advice());
    end();
}

void ConnectionTest::end()
{
    for (ConnectionCheck& line : m_checks) {
        if (line.state == State::Waiting || line.state == State::Running) {
            line.state = State::NotReached;
            line.text = LaterSteps;
        }
    }
    m_finished = true;
    emit changed();
    emit finished();
}

void ConnectionTest::onReachable(const ReachabilityResult& result)
{
    const bool isName = result.step == ReachabilityResult::Step::Name;
    const Step step = isName ? Step::Name : Step::Tls;
    State state = State::Passed;
    if (result.state == ReachabilityResult::State::Warning)
        state = State::Warning;
    else if (result.state == ReachabilityResult::State::Failed)
        state = State::Failed;
    else if (result.state == ReachabilityResult::State::Skipped)
        state = State::NotReached;
    set(step, state, result.text, result.advice);
    check(step).ms = state == State::NotReached ? -1 : result.ms;
    if (state == State::Failed) {
        end();
        return;
    }
    if (isName)
        begin(Step::Tls);
    else
        signIn();
    emit changed();
}

void ConnectionTest::signIn()
{
    begin(Step::Token);
    m_composition = std::make_unique<Composition>(*m_connection, m_options);
    connect(m_composition.get(), &Composition::signedIn, this, &ConnectionTest::onSignedIn);
    m_composition->client().send(
        ListIdentities { .sorters = { u"name"_s }, .count = true, .limit = 1 }, this,
        [this](const Expected<IdentityPage>& page) {
            if (!page) {
                onFirstRead(page.error(), 0, {});
                return;
            }
            onFirstRead(std::nullopt, page->totalCount.value_or(page->identities.size()),
                page->identities.isEmpty() ? IdentityId() : page->identities.constFirst().id);
        });
}

void ConnectionTest::onSignedIn(const SignedIn& who)
{
    if (std::exchange(m_isSignedIn, true))
        return;
    m_who = who;
    QString text = who.hasUser() ? u"Signed in as %1"_s.arg(
                       who.userName.isEmpty() ? u"identity "_s + who.identity.text() : who.userName)
        : who.isRead ? u"Signed in as a client without a user"_s
                     : u"Signed in; the token does not show as whom"_s;
    if (!who.userLevels.isEmpty())
        text += u", "_s + who.userLevels.mid(0, 3).join(u", "_s);
    text += lifetime(who.lifetimeSeconds) + u'.';
    set(Step::Token, State::Passed, text);
    begin(Step::FirstRead);
    emit changed();
}

void ConnectionTest::onFirstRead(
    const std::optional<ApiError>& error, qint64 total, const IdentityId& first)
{
    if (error) {
        ApiError own = *error;
        if (!m_isSignedIn)
            own.operation = u"Sign in"_s; // it is that which failed, not the read that waited
        fail(m_isSignedIn ? Step::FirstRead : Step::Token, own);
        return;
    }
    set(Step::FirstRead, State::Passed,
        total == 1 ? u"1 correlated identity."_s
                   : u"%1 correlated identities."_s.arg(number(total)));
    m_proved.insert(OperationId::ListIdentities, true);
    begin(Step::Rights);
    emit changed();
    readRights(first);
}

template <Endpoint E> void ConnectionTest::tryRead(OperationId operation, const E& endpoint)
{
    ++m_readsLeft;
    m_composition->client().send(
        endpoint, this, [this, operation](const Expected<typename E::Result>& result) {
            noteRead(operation, result ? std::nullopt : std::optional(result.error()));
        });
}

void ConnectionTest::readRights(const IdentityId& someone)
{
    tryRead(OperationId::GetTaskStatus, GetTaskStatus { .id = TaskId(NoTask) });
    if (someone.isEmpty())
        return;
    tryRead(OperationId::GetIdentity, GetIdentity { .id = someone });
    tryRead(OperationId::GetOwnership, GetOwnership { .id = someone });
    tryRead(OperationId::ListRoleAssignments, ListRoleAssignments { .id = someone });
}

void ConnectionTest::noteRead(OperationId operation, const std::optional<ApiError>& error)
{
    const bool refused = error && error->kind == ApiError::Kind::Forbidden;
    // "Not found" says that it could have been read.
    if (!error || refused || error->kind == ApiError::Kind::NotFound)
        m_proved.insert(operation, !refused);
    if (--m_readsLeft == 0)
        summarizeRights();
}

void ConnectionTest::summarizeRights()
{
    // One assignment is read with the right that reads them all.
    if (m_proved.contains(OperationId::ListRoleAssignments)) {
        m_proved.insert(
            OperationId::GetRoleAssignment, m_proved.value(OperationId::ListRoleAssignments));
    }
    QList<RightCheck> missing;
    int notKnown = 0;
    for (const OperationInfo& row : allOperations()) {
        RightCheck line { .operation = row.title, .needed = row.right.text() };
        if (m_proved.contains(row.id)) {
            line.state
                = m_proved.value(row.id) ? RightCheck::State::Present : RightCheck::State::Missing;
            line.why = m_proved.value(row.id) ? u"The tenant answered such a request."_s
                                              : u"The tenant refused such a request."_s;
        } else {
            const RightVerdict verdict = judge(row.right, m_who);
            line.state = stateOf(verdict);
            line.why = verdict.why;
        }
        if (line.state == RightCheck::State::Missing)
            missing += line;
        notKnown += line.state == RightCheck::State::NotKnown ? 1 : 0;
        m_rights += line;
    }
    if (missing.size() == 1) {
        set(Step::Rights, State::Warning,
            u"Missing for %1: %2."_s.arg(
                missing.constFirst().operation, missing.constFirst().needed),
            u"Everything else works. Ask an administrator for the right if you need it."_s);
    } else if (!missing.isEmpty()) {
        QStringList names;
        for (const RightCheck& line : std::as_const(missing))
            names += line.operation;
        set(Step::Rights, State::Warning,
            u"Missing for %1 operations: %2."_s.arg(QString::number(names.size()),
                names.join(u", "_s)),
            u"Everything else works. The list says which scope each one needs."_s);
    } else if (notKnown > 0) {
        set(Step::Rights, State::Passed,
            u"None is missing as far as the tenant says. %1 show when they are used."_s.arg(
                notKnown));
    } else {
        set(Step::Rights, State::Passed, u"The token has the rights for every operation."_s);
    }
    end();
}

QString ConnectionTest::details() const
{
    QStringList lines;
    if (m_connection) {
        lines += u"Connection test of %1, %2"_s.arg(
            m_connection->base.displayHost(), m_connection->base.version());
    }
    for (const ConnectionCheck& line : m_checks) {
        QString text = u"%1: %2. %3"_s.arg(stepTitle(line.step), stateWord(line.state), line.text);
        if (!line.advice.isEmpty())
            text += u' ' + line.advice;
        if (line.ms >= 0)
            text += u" (%1 ms)"_s.arg(line.ms);
        lines += text;
    }
    for (const RightCheck& right : m_rights) {
        lines += u"Right for %1: %2. %3 Needed: %4"_s.arg(
            right.operation, stateWord(right.state), right.why, right.needed);
    }
    return Redactor().clean(lines.join(u'\n'));
}

} // namespace ic
