#include "program/connectiontest.h"

#include "api/identity.h"
#include "api/ownership.h"
#include "api/roleassignment.h"
#include "api/taskstatus.h"
#include "base/secret.h"
#include "base/wording.h"
#include "operations/operations.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A task nobody has: whether its status may be read shows all the same.
const QString NoTask = u"00000000000000000000000000000000"_s;

/// The sentence about a token that lives so long.
QString withLifetime(const QString& signedIn, qint64 seconds)
{
    if (seconds <= 0)
        return ConnectionTest::tr("%1.", "Signed in as anna").arg(signedIn);
    if (seconds < 120)
        return ConnectionTest::tr("%1, ends in %2 s.", "Signed in as anna; seconds")
            .arg(signedIn, QString::number(seconds));
    return seconds < 7200 ? ConnectionTest::tr("%1, ends in %2 min.", "Signed in as anna; minutes")
                                .arg(signedIn, QString::number(seconds / 60))
                          : ConnectionTest::tr("%1, ends in %2 h.", "Signed in as anna; hours")
                                .arg(signedIn, QString::number(seconds / 3600));
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

/// What errors call it, and the right it needs.
using Needed = std::pair<QString, NeededRight>;

template <Endpoint E> Needed neededBy()
{
    return { E::title(), E::right() };
}

QList<Needed> whatIsNeeded()
{
    QList<Needed> all { neededBy<ListIdentities>(), neededBy<GetIdentity>(),
        neededBy<GetOwnership>(), neededBy<ListRoleAssignments>(), neededBy<GetRoleAssignment>(),
        neededBy<GetTaskStatus>() };
    for (const Operation* operation : operations())
        all += { operation->title, operation->right };
    return all;
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
    , m_probe(std::make_unique<ReachabilityProbe>(connection.base.tokenUrl(), connection.transport))
{
    m_options.readOnly = true;
    m_options.waitForSignIn = false;
    if (!m_connection->kept.keep)
        m_connection->kept.keep
            = [this](const Secret&, const Secret& now) { emit secretReplaced(now); };
    begin(Step::Name);
    m_probe->start([this](const ReachabilityResult& result) { onReachable(result); });
}

ConnectionTest::ConnectionTest(const QString& problem, QObject* parent)
    : ConnectionTestRun(parent)
    , m_checks(allSteps())
{
    set(Step::Name, State::Failed, problem);
    QMetaObject::invokeMethod(
        this, [this] { end(); }, Qt::QueuedConnection);
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
        text += u' ' + tr("Tracking id %1.").arg(error.trackingId);
    set(step, State::Failed, text, error.advice());
    end();
}

void ConnectionTest::end()
{
    for (ConnectionCheck& line : m_checks) {
        if (line.state == State::Waiting || line.state == State::Running) {
            line.state = State::NotReached;
            line.text = tr("Not tried.");
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
    QString text = who.hasUser()
        ? (who.userName.isEmpty() ? tr("Signed in as identity %1").arg(who.identity.text())
                                  : tr("Signed in as %1").arg(who.userName))
        : who.isRead ? tr("Signed in as a client without a user")
                     : tr("Signed in; the token does not show as whom");
    if (!who.userLevels.isEmpty())
        text += u", "_s + who.userLevels.mid(0, 3).join(u", "_s);
    set(Step::Token, State::Passed, withLifetime(text, who.lifetimeSeconds));
    begin(Step::FirstRead);
    emit changed();
}

void ConnectionTest::onFirstRead(
    const std::optional<ApiError>& error, qint64 total, const IdentityId& first)
{
    if (error) {
        ApiError own = *error;
        if (!m_isSignedIn && !isWithBrowser(m_connection->signIn))
            own.operation = QCoreApplication::translate(
                "ic::ApiError", "Sign in"); // it is that which failed, not the read that waited
        fail(m_isSignedIn ? Step::FirstRead : Step::Token, own);
        return;
    }
    set(Step::FirstRead, State::Passed,
        tr("%Ln correlated identities.", "%Ln correlated identity.", pluralCount(total)));
    m_proved.insert(ListIdentities::title(), true);
    begin(Step::Rights);
    emit changed();
    readRights(first);
}

template <Endpoint E> void ConnectionTest::tryRead(const E& endpoint)
{
    ++m_readsLeft;
    m_composition->client().send(
        endpoint, this, [this](const Expected<typename E::Result>& result) {
            noteRead(E::title(), result ? std::nullopt : std::optional(result.error()));
        });
}

void ConnectionTest::readRights(const IdentityId& someone)
{
    tryRead(GetTaskStatus { .id = TaskId(NoTask) });
    if (someone.isEmpty())
        return;
    tryRead(GetIdentity { .id = someone });
    tryRead(GetOwnership { .id = someone });
    tryRead(ListRoleAssignments { .id = someone });
}

void ConnectionTest::noteRead(const QString& title, const std::optional<ApiError>& error)
{
    const bool refused = error && error->kind == ApiError::Kind::Forbidden;
    // "Not found" says that it could have been read.
    if (!error || refused || error->kind == ApiError::Kind::NotFound)
        m_proved.insert(title, !refused);
    if (--m_readsLeft == 0)
        summarizeRights();
}

void ConnectionTest::summarizeRights()
{
    // One assignment is read with the right that reads them all.
    if (m_proved.contains(ListRoleAssignments::title())) {
        const bool isAllowed = m_proved.value(ListRoleAssignments::title());
        m_proved.insert(GetRoleAssignment::title(), isAllowed);
    }
    QList<RightCheck> missing;
    int notKnown = 0;
    for (const auto& [title, right] : whatIsNeeded()) {
        RightCheck line { .operation = title, .needed = right.text() };
        if (m_proved.contains(title)) {
            const bool isAllowed = m_proved.value(title);
            line.state = isAllowed ? RightCheck::State::Present : RightCheck::State::Missing;
            line.why = isAllowed ? tr("The tenant answered such a request.")
                                 : tr("The tenant refused such a request.");
        } else {
            const RightVerdict verdict = judge(right, m_who);
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
            tr("Missing for %1: %2.")
                .arg(missing.constFirst().operation, missing.constFirst().needed),
            tr("Everything else works. Ask an administrator for the right if you need it."));
    } else if (!missing.isEmpty()) {
        QStringList names;
        for (const RightCheck& line : std::as_const(missing))
            names += line.operation;
        set(Step::Rights, State::Warning,
            tr("Missing for %Ln operations: %1.", "Missing for %Ln operation: %1.",
                pluralCount(names.size()))
                .arg(names.join(u", "_s)),
            tr("Everything else works. The list says which scope each one needs."));
    } else if (notKnown > 0) {
        set(Step::Rights, State::Passed,
            tr("None is missing as far as the tenant says. %1 show when they are used.")
                .arg(notKnown));
    } else {
        set(Step::Rights, State::Passed, tr("The token has the rights for every operation."));
    }
    end();
}

QString ConnectionTest::details() const
{
    QStringList lines;
    if (m_connection) {
        lines += tr("Connection test of %1, %2")
                     .arg(m_connection->base.displayHost(), m_connection->base.version());
    }
    for (const ConnectionCheck& line : m_checks) {
        QString text = tr("%1: %2. %3", "a step, how it ended and why")
                           .arg(stepTitle(line.step), stateWord(line.state), line.text);
        if (!line.advice.isEmpty())
            text += u' ' + line.advice;
        if (line.ms >= 0)
            text = tr("%1 (%2 ms)", "a step of the test; milliseconds")
                       .arg(text, QString::number(line.ms));
        lines += text;
    }
    for (const RightCheck& right : m_rights) {
        lines += tr("Right for %1: %2. %3 Needed: %4")
                     .arg(right.operation, stateWord(right.state), right.why, right.needed);
    }
    return Redactor().clean(lines.join(u'\n'));
}

} // namespace ic
