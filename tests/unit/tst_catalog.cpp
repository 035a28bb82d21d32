#include "api/catalog.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestCatalog : public QObject
{
    Q_OBJECT

private slots:
    void everyRowHasEveryText_data();
    void everyRowHasEveryText();
    void keysAreUniqueAndStable();
    void onlyReadsMayBeRepeated();
    void destructiveOperationsSaySo();
    void batchesFollowTheApi();
    void requestTakesItsRow();
};

void TestCatalog::everyRowHasEveryText_data()
{
    QTest::addColumn<int>("index");
    for (const OperationInfo& row : allOperations())
        QTest::newRow(qPrintable(row.journalKey)) << static_cast<int>(row.id);
}

void TestCatalog::everyRowHasEveryText()
{
    QFETCH(const int, index);
    const OperationInfo& row = operationInfo(static_cast<OperationId>(index));

    static const QRegularExpression key(u"^[a-z]+(-[a-z]+)+$"_s);
    static const QRegularExpression cmdlet(u"^[A-Z][a-z]+-V2024[A-Za-z]+$"_s);
    QVERIFY2(key.match(row.journalKey).hasMatch(), qPrintable(row.journalKey));
    QVERIFY(row.title.at(0).isUpper() && !row.title.endsWith(u'.'));
    QVERIFY(row.apiOperationId.size() > 5);
    QVERIFY(row.pathTemplate.startsWith(u'/'));
    QVERIFY(!row.effects.isEmpty());
    for (const EffectLine& line : row.effects)
        QVERIFY2(line.text.endsWith(u'.'), qPrintable(line.text));
    QVERIFY2(row.doesNot.endsWith(u'.'), qPrintable(row.doesNot));
    const QString right = row.right.text();
    QVERIFY2(right.contains(u"idn:"_s) || right.contains(u"ORG_ADMIN"_s), qPrintable(right));
    QVERIFY2(cmdlet.match(row.powerShellCmdlet).hasMatch(), qPrintable(row.powerShellCmdlet));
}

void TestCatalog::keysAreUniqueAndStable()
{
    QStringList keys;
    QSet<QString> apiIds;
    QSet<QString> cmdlets;
    QSet<QString> titles;
    for (const OperationInfo& row : allOperations()) {
        keys.append(row.journalKey);
        apiIds.insert(row.apiOperationId);
        cmdlets.insert(row.powerShellCmdlet);
        titles.insert(row.title);
        QCOMPARE(operationFromJournalKey(row.journalKey), row.id);
    }
    // Journals of earlier versions hold these words.
    const QStringList expected { u"list-identities"_s, u"get-identity"_s, u"delete-identity"_s,
        u"get-ownership"_s, u"list-role-assignments"_s, u"get-role-assignment"_s,
        u"reset-identity"_s, u"send-verification"_s, u"invite-identities"_s,
        u"process-identities"_s, u"synchronize-attributes"_s, u"get-task-status"_s };
    QCOMPARE(keys, expected);
    QCOMPARE(apiIds.size(), keys.size());
    QCOMPARE(cmdlets.size(), keys.size());
    QCOMPARE(titles.size(), keys.size());
    QVERIFY(!operationFromJournalKey(u"merge-identities"));
    QVERIFY(!operationFromJournalKey(u""));
}

void TestCatalog::onlyReadsMayBeRepeated()
{
    for (const OperationInfo& row : allOperations()) {
        const bool isRead = row.verb == Verb::Get;
        QCOMPARE(row.danger == Danger::Read, isRead);
        QCOMPARE(row.repeat, isRead ? Repeat::Safe : Repeat::Never);
    }
}

void TestCatalog::destructiveOperationsSaySo()
{
    for (const OperationInfo& row : allOperations()) {
        const bool isDestructive
            = row.id == OperationId::DeleteIdentity || row.id == OperationId::ResetIdentity;
        QCOMPARE(row.danger == Danger::Destructive, isDestructive);
        const bool says = std::any_of(row.effects.begin(), row.effects.end(),
            [](const EffectLine& line) { return line.tone == EffectLine::Tone::Destructive; });
        QCOMPARE(says, isDestructive);
    }
}

void TestCatalog::batchesFollowTheApi()
{
    QCOMPARE(operationInfo(OperationId::ProcessIdentities).batchSize, 250);
    for (const OperationInfo& row : allOperations()) {
        const bool isBatched
            = row.id == OperationId::ProcessIdentities || row.id == OperationId::InviteIdentities;
        QCOMPARE(row.isBatched(), isBatched);
    }
}

void TestCatalog::requestTakesItsRow()
{
    const ApiRequest request
        = requestFor(OperationId::DeleteIdentity, { u"identities"_s, u"a/b"_s }, Lane::Bulk);
    QCOMPARE(request.verb, Verb::Delete);
    QCOMPARE(request.path, QStringList({ u"identities"_s, u"a/b"_s }));
    QCOMPARE(request.repeat, Repeat::Never);
    QCOMPARE(request.lane, Lane::Bulk);
    QCOMPARE(request.operation, u"Delete"_s);
    QCOMPARE(request.neededRight, u"idn:identity:manage"_s);
    QVERIFY(!request.body);
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
