#include "api/identity.h"
#include "api/right.h"
#include "api/roleassignment.h"
#include "support/operations.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

using State = RightVerdict::State;

namespace {

SignedIn person(const QStringList& scopes, const QStringList& levels)
{
    return { .userName = u"j.tanaka"_s,
        .identity = IdentityId(u"i1"_s),
        .userLevels = levels,
        .scopes = scopes };
}

RightVerdict of(const Operation& operation, const SignedIn& who)
{
    return judge(operation.right, who);
}

} // namespace

class TestRight : public QObject
{
    Q_OBJECT

private slots:
    void anAdministratorWithEverythingMayDoEverything();
    void texts();
    void lookAlikeScopesAreTwo();
    void levels();
    void clientsWithoutAUser();
    void whatIsNotSaidIsNotKnown();
    void ofATokenThatCannotBeReadNothingIsKnown();
};

void TestRight::anAdministratorWithEverythingMayDoEverything()
{
    for (const Operation* operation : operations()) {
        const RightVerdict verdict
            = judge(operation->right, person({ u"sp:scopes:all"_s }, { u"ORG_ADMIN"_s }));
        QVERIFY2(verdict.state == State::Present, qPrintable(operation->title));
        QVERIFY(verdict.why.endsWith(u'.'));
    }
}

void TestRight::texts()
{
    QCOMPARE(processIdentities().right.text(),
        u"idn:identity:process or idn:identity:manage; ORG_ADMIN or HELPDESK"_s);
    QCOMPARE(synchronizeAttributes().right.text(), u"ORG_ADMIN (the API lists no scope)"_s);
    QCOMPARE(ListRoleAssignments::right().text(),
        u"idn:identity:read, idn:identity-direct-report:read or idn:identity:manage"_s);
}

void TestRight::lookAlikeScopesAreTwo()
{
    const SignedIn who
        = person({ u"idn:password:user-invite"_s, u"idn:identity:read"_s }, { u"HELPDESK"_s });
    QCOMPARE(of(sendVerification(), who).state, State::Present);
    const RightVerdict invite = of(inviteIdentities(), who);
    QCOMPARE(invite.state, State::Missing);
    QVERIFY(invite.why.contains(u"idn:password-user-invite:manage"_s));
    QCOMPARE(judge(ListIdentities::right(), who).state, State::Present);
    QCOMPARE(of(deleteIdentity(), who).state, State::Missing);
}

void TestRight::levels()
{
    const SignedIn who = person({ u"sp:scopes:all"_s }, { u"HELPDESK"_s });
    QCOMPARE(of(processIdentities(), who).state, State::Present);
    const RightVerdict sync = of(synchronizeAttributes(), who);
    QCOMPARE(sync.state, State::Missing);
    QVERIFY(sync.why.contains(u"j.tanaka is not ORG_ADMIN"_s));
    // No level is named for it, and what "all" is for a help desk nobody says.
    QCOMPARE(of(deleteIdentity(), who).state, State::NotKnown);
}

void TestRight::clientsWithoutAUser()
{
    const SignedIn client { .scopes = { u"sp:scopes:all"_s } };
    const RightVerdict list = judge(ListIdentities::right(), client);
    QCOMPARE(list.state, State::Missing);
    QVERIFY(list.why.contains(u"without a user"_s));
    QCOMPARE(of(deleteIdentity(), client).state, State::Present);
    QCOMPARE(of(processIdentities(), client).state, State::Present);
    QCOMPARE(of(deleteIdentity(), {}).state, State::NotKnown);
}

void TestRight::ofATokenThatCannotBeReadNothingIsKnown()
{
    for (const Operation* operation : operations()) {
        QCOMPARE(judge(operation->right, { .isRead = false }).state, State::NotKnown);
        // What the answer named beside it holds all the same.
        const SignedIn said { .isRead = false, .scopes = { u"sp:scopes:none"_s } };
        QCOMPARE(judge(operation->right, said).state,
            operation->right.scopes.isEmpty() ? State::NotKnown : State::Missing);
    }
}

void TestRight::whatIsNotSaidIsNotKnown()
{
    QCOMPARE(of(deleteIdentity(), person({}, { u"ORG_ADMIN"_s })).state, State::NotKnown);
    QCOMPARE(of(inviteIdentities(), person({ u"idn:password-user-invite:manage"_s }, {})).state,
        State::NotKnown);
    QCOMPARE(of(synchronizeAttributes(), person({}, { u"ORG_ADMIN"_s })).state, State::Present);
}

QTEST_GUILESS_MAIN(TestRight)
#include "tst_right.moc"
