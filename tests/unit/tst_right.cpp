#include "api/catalog.h"
#include "api/right.h"

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

RightVerdict of(OperationId operation, const SignedIn& who)
{
    return judge(operationInfo(operation).right, who);
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
    for (const OperationInfo& row : allOperations()) {
        const RightVerdict verdict
            = judge(row.right, person({ u"sp:scopes:all"_s }, { u"ORG_ADMIN"_s }));
        QVERIFY2(verdict.state == State::Present, qPrintable(row.title));
        QVERIFY(verdict.why.endsWith(u'.'));
    }
}

void TestRight::texts()
{
    QCOMPARE(operationInfo(OperationId::ProcessIdentities).right.text(),
        u"idn:identity:process or idn:identity:manage; ORG_ADMIN or HELPDESK"_s);
    QCOMPARE(operationInfo(OperationId::SynchronizeAttributes).right.text(),
        u"ORG_ADMIN (the API lists no scope)"_s);
    QCOMPARE(operationInfo(OperationId::ListRoleAssignments).right.text(),
        u"idn:identity:read, idn:identity-direct-report:read or idn:identity:manage"_s);
}

void TestRight::lookAlikeScopesAreTwo()
{
    const SignedIn who = person(
        { u"idn:password:user-invite"_s, u"idn:identity:read"_s }, { u"HELPDESK"_s });
    QCOMPARE(of(OperationId::SendVerification, who).state, State::Present);
    const RightVerdict invite = of(OperationId::InviteIdentities, who);
    QCOMPARE(invite.state, State::Missing);
    QVERIFY(invite.why.contains(u"idn:password-user-invite:manage"_s));
    QCOMPARE(of(OperationId::ListIdentities, who).state, State::Present);
    QCOMPARE(of(OperationId::DeleteIdentity, who).state, State::Missing);
}

void TestRight::levels()
{
    const SignedIn who = person({ u"sp:scopes:all"_s }, { u"HELPDESK"_s });
    QCOMPARE(of(OperationId::ProcessIdentities, who).state, State::Present);
    const RightVerdict sync = of(OperationId::SynchronizeAttributes, who);
    QCOMPARE(sync.state, State::Missing);
    QVERIFY(sync.why.contains(u"j.tanaka is not ORG_ADMIN"_s));
    // No level is named for it, and what "all" is for a help desk nobody says.
    QCOMPARE(of(OperationId::DeleteIdentity, who).state, State::NotKnown);
}

void TestRight::clientsWithoutAUser()
{
    const SignedIn client { .scopes = { u"sp:scopes:all"_s } };
    const RightVerdict list = of(OperationId::ListIdentities, client);
    QCOMPARE(list.state, State::Missing);
    QVERIFY(list.why.contains(u"without a user"_s));
    QCOMPARE(of(OperationId::DeleteIdentity, client).state, State::Present);
    QCOMPARE(of(OperationId::ProcessIdentities, client).state, State::Present);
    QCOMPARE(of(OperationId::DeleteIdentity, {}).state, State::NotKnown);
}

void TestRight::ofATokenThatCannotBeReadNothingIsKnown()
{
    for (const OperationInfo& row : allOperations()) {
        QCOMPARE(judge(row.right, { .isRead = false }).state, State::NotKnown);
        // What the answer named beside it holds all the same.
        const SignedIn said { .isRead = false, .scopes = { u"sp:scopes:none"_s } };
        QCOMPARE(judge(row.right, said).state,
            row.right.scopes.isEmpty() ? State::NotKnown : State::Missing);
    }
}

void TestRight::whatIsNotSaidIsNotKnown()
{
    QCOMPARE(of(OperationId::DeleteIdentity, person({}, { u"ORG_ADMIN"_s })).state, State::NotKnown);
    QCOMPARE(of(OperationId::InviteIdentities,
                 person({ u"idn:password-user-invite:manage"_s }, {})).state,
        State::NotKnown);
    QCOMPARE(of(OperationId::SynchronizeAttributes, person({}, { u"ORG_ADMIN"_s })).state,
        State::Present);
}

QTEST_APPLESS_MAIN(TestRight)
#include "tst_right.moc"
