#include "snapshot/snapshot.h"

#include "support/snapshotanswer.h"
#include "support/snapshotpages.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QByteArray people = R"([
{"id":"1","name":"Zoë","alias":"zoe","isManager":true,"attributes":
    {"department":"Sales","number":10}},
{"id":"2","name":"Anna","alias":"anna","attributes":{"department":"IT","number":9}},
{"id":"3","name":"Émile","alias":"emile","attributes":{"department":"SALES"}}])";

} // namespace

/// What is read for each page of a list, and when.
class TestSnapshotPages final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void leavesOutAttributesThatNobodyWants();
    void containedTextDoesNotGoOnInTheNextValue();
    void answersWhileAPageOfManyIsDecoded();

private:
    QStringList ids(const QString& filters)
    {
        Answer<IdentityPage> answer;
        m_snapshot->read<IdentityPage>(
            { .filters = filters }, &ListIdentities::parse, this, answer.callback());
        return answer.wait() ? idsOf(*answer) : QStringList { u"no answer"_s };
    }

    QTemporaryDir m_folder;
    std::shared_ptr<Snapshot> m_snapshot;
};

void TestSnapshotPages::initTestCase()
{
    const QString path = m_folder.filePath(u"s"_s);
    QCOMPARE(writeSnapshot(path, { pageOf(people) }), QString());
    m_snapshot = *Snapshot::openHere(path, {});
}

void TestSnapshotPages::leavesOutAttributesThatNobodyWants()
{
    Answer<QByteArray> answer;
    ListIdentities list { .sorters = { u"-alias"_s }, .limit = 1 };
    list.attributes = { "number", "never" };
    m_snapshot->read<QByteArray>(
        list, [](const ApiResponse& response) -> Expected<QByteArray> { return response.body; },
        this, answer.callback());
    QVERIFY(answer.wait());
    QCOMPARE(*answer,
        QByteArray(R"([{"alias":"zoe","id":"1","isManager":true,)"
                   R"("name":"Zoë","attributes":{"number":10}}])"));
    // Whoever wants all of them gets all, also after that.
    Answer<IdentityPage> whole;
    m_snapshot->read<IdentityPage>({ .limit = 1 }, &ListIdentities::parse, this, whole.callback());
    QVERIFY(whole.wait());
    QCOMPARE((*whole).identities.first().record.attribute(u"department"_s), u"Sales"_s);
}

void TestSnapshotPages::containedTextDoesNotGoOnInTheNextValue()
{
    // "it" and "sales" are the values.
    QCOMPARE(ids(u"attributes.department co \"tsal\""_s), QStringList());
    QCOMPARE(ids(u"attributes.department co \"T\""_s), QStringList({ u"2"_s }));
    QCOMPARE(ids(u"attributes.department co \"s\""_s), QStringList({ u"1"_s, u"3"_s }));
}

void TestSnapshotPages::answersWhileAPageOfManyIsDecoded()
{
    Answer<IdentityPage> many;
    Answer<IdentityPage> one;
    QSemaphore isAnswered;
    ListIdentities list;
    list.lane = Lane::Bulk;
    m_snapshot->read<IdentityPage>(
        list,
        [&isAnswered](const ApiResponse& response) {
            isAnswered.acquire();
            return ListIdentities::parse(response);
        },
        this, many.callback());
    m_snapshot->read<IdentityPage>({ .limit = 1 }, &ListIdentities::parse, this, one.callback());
    const bool isOne = one.wait();
    isAnswered.release();
    QVERIFY(isOne);
    QVERIFY(many.wait());
    QCOMPARE(idsOf(*many), QStringList({ u"1"_s, u"2"_s, u"3"_s }));
}

QTEST_GUILESS_MAIN(TestSnapshotPages)
#include "tst_snapshotpages.moc"
