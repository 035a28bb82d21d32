#include "snapshot/snapshot.h"

#include "support/snapshotanswer.h"
#include "support/snapshotpages.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QByteArray before = R"([
{"id":"same","name":"Same","lastRefresh":"2026-11-01T00:00:00Z","attributes":{"a":null,"b":"1"}},
{"id":"refreshed","name":"Refreshed","lastRefresh":"2026-11-01T00:00:00Z"},
{"id":"moved","name":"Moved","managerRef":{"id":"m","name":"M"},
    "attributes":{"department":"Sales","groups":["a"],"left":"x"}},
{"id":"gone","name":"Gone"},{"name":"nobody"},
{"id":"found","name":"Found","alias":"f"}])";
const QByteArray after = R"([
{"id":"new","name":"New"},
{"id":"moved","name":"Moved","managerRef":{"id":"m","name":"N"},"modified":"2026-11-02T00:00:00Z",
    "attributes":{"groups":["a","b"],"department":"IT","came":7}},
{"id":"refreshed","name":"Refreshed","lastRefresh":"2026-11-02T00:00:00Z"},
{"name":"nobody"},
{"id":"same","name":"Same","alias":"","lastRefresh":"2026-11-01T00:00:00Z",
    "attributes":{"b":"1"}}])";
const QByteArray notCorrelated = R"([{"id":"found","name":"Found","alias":"f"}])";

} // namespace

class TestSnapshotComparison final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void countsWhatIsOther();
    void answersFiltersAboutIt();
    void listsTheDifferences();
    void tellsOfEachRow();
    void knowsNothingBefore();
    void findsNothingInTheSame();
    void saysThatTheOlderFileIsGone();
    void comparesMany();
    void comparesMoreKeysThanThereAreColumns();

private:
    QStringList ids(Snapshot& snapshot, const QString& filters)
    {
        Answer<IdentityPage> answer;
        snapshot.read<IdentityPage>({ .filters = filters, .correlatedOnly = false },
            &ListIdentities::parse, this, answer.callback());
        QStringList found;
        if (answer.wait()) {
            for (const Identity& identity : (*answer).identities)
                found += identity.id.text();
        }
        return found;
    }
    SnapshotComparison compared(Snapshot& newer, const std::shared_ptr<Snapshot>& older)
    {
        Answer<SnapshotComparison> answer;
        newer.compareWith(older, this, answer.callback());
        return answer.wait() ? *answer : SnapshotComparison { .added = -1 };
    }

    QTemporaryDir m_folder;
    std::shared_ptr<Snapshot> m_older;
    std::shared_ptr<Snapshot> m_newer;
};

void TestSnapshotComparison::init()
{
    const QString olderPath = m_folder.filePath(u"older"_s);
    const QString newerPath = m_folder.filePath(u"newer"_s);
    QCOMPARE(writeSnapshot(olderPath, { pageOf(before) }), QString());
    QCOMPARE(writeSnapshot(newerPath, { pageOf(after) }, { pageOf(notCorrelated) }), QString());
    m_older = *Snapshot::openHere(olderPath, {});
    m_newer = *Snapshot::openHere(newerPath, {});
}

void TestSnapshotComparison::countsWhatIsOther()
{
    const SnapshotComparison found = compared(*m_newer, m_older);
    QCOMPARE(found.added, 1);
    QCOMPARE(found.gone, 1);
    QCOMPARE(found.changed, 2);
    QCOMPARE(found.refreshed, 1);
    QList<SnapshotFieldCount> fields = found.fields;
    for (const QString& key : { u"attributes.department"_s, u"attributes.groups"_s,
             u"attributes.left"_s, u"attributes.came"_s, u"managerName"_s, u"modified"_s,
             u"lastRefresh"_s, u"correlated"_s })
        QVERIFY2(fields.removeOne({ key, 1 }), qPrintable(key));
    QVERIFY(fields.isEmpty());
}

void TestSnapshotComparison::answersFiltersAboutIt()
{
    compared(*m_newer, m_older);
    QCOMPARE(ids(*m_newer, u"change eq \"new\""_s), QStringList({ u"new"_s }));
    QCOMPARE(ids(*m_newer, u"change eq \"changed\""_s), QStringList({ u"moved"_s, u"found"_s }));
    QCOMPARE(ids(*m_newer, u"change in (\"new\",\"gone\")"_s), QStringList({ u"new"_s }));
    QCOMPARE(ids(*m_older, u"change eq \"gone\""_s), QStringList({ u"gone"_s }));
    QCOMPARE(
        ids(*m_newer, u"changedField eq \"attributes.department\""_s), QStringList({ u"moved"_s }));
    QCOMPARE(ids(*m_newer, u"changedField in (\"lastRefresh\",\"managerName\")"_s),
        QStringList({ u"moved"_s, u"refreshed"_s }));
    QCOMPARE(ids(*m_newer, u"changedField eq \"correlated\""_s), QStringList({ u"found"_s }));
    QCOMPARE(ids(*m_newer, u"changedField eq \"email\""_s), QStringList());
}

void TestSnapshotComparison::listsTheDifferences()
{
    compared(*m_newer, m_older);
    Answer<SnapshotDifferences> answer;
    m_newer->differences(0, this, answer.callback());
    QVERIFY(answer.wait());
    QCOMPARE((*answer).next, -1);
    const auto moved = [](const QString& field, const QString& from, const QString& to) {
        return SnapshotDifference { u"moved"_s, u"Moved"_s, IdentityChange::Changed, field, from,
            to };
    };
    QCOMPARE((*answer).differences,
        QList<SnapshotDifference>({
            { u"new"_s, u"New"_s, IdentityChange::New, {}, {}, {} },
            moved(u"managerName"_s, u"M"_s, u"N"_s),
            moved(u"attributes.came"_s, {}, u"7"_s),
            moved(u"attributes.department"_s, u"Sales"_s, u"IT"_s),
            moved(u"attributes.groups"_s, u"a"_s, u"a, b"_s),
            moved(u"attributes.left"_s, u"x"_s, {}),
            { u"found"_s, u"Found"_s, IdentityChange::Changed, u"correlated"_s, u"true"_s,
                u"false"_s },
            { u"gone"_s, u"Gone"_s, IdentityChange::Gone, {}, {}, {} },
        }));
}

void TestSnapshotComparison::tellsOfEachRow()
{
    const auto changes = [this](Snapshot& snapshot) {
        Answer<IdentityPage> answer;
        snapshot.read<IdentityPage>(
            ListIdentities { .correlatedOnly = false },
            [&snapshot](const ApiResponse& response) {
                IdentityPage page = *ListIdentities::parse(response);
                snapshot.sayChanges(page.identities);
                return Expected<IdentityPage>(page);
            },
            this, answer.callback());
        QMap<QString, QStringList> result;
        if (answer.wait()) {
            for (const Identity& identity : (*answer).identities) {
                if (!identity.changes.isEmpty())
                    result.insert(identity.id.text(), identity.changes);
            }
        }
        return result;
    };
    QVERIFY(changes(*m_newer).isEmpty()); // it is not compared yet
    compared(*m_newer, m_older);
    const QMap<QString, QStringList> newer = changes(*m_newer);
    QCOMPARE(newer.value(u"new"_s), QStringList { u"new"_s });
    QCOMPARE(newer.value(u"found"_s), QStringList { u"correlated"_s });
    QVERIFY(!newer.contains(u"same"_s) && !newer.contains(u"refreshed"_s));
    QCOMPARE(changes(*m_older), (QMap<QString, QStringList> { { u"gone"_s, { u"gone"_s } } }));
}

void TestSnapshotComparison::knowsNothingBefore()
{
    QCOMPARE(ids(*m_newer, u"change in (\"new\",\"changed\",\"gone\")"_s), QStringList());
    Answer<SnapshotDifferences> answer;
    m_newer->differences(0, this, answer.callback());
    QVERIFY(answer.wait());
    QCOMPARE((*answer).next, -1);
}

void TestSnapshotComparison::findsNothingInTheSame()
{
    const SnapshotComparison found = compared(*m_newer, m_newer);
    QCOMPARE(found.added + found.gone + found.changed + found.refreshed, 0);
    QVERIFY(found.fields.isEmpty());
}

void TestSnapshotComparison::saysThatTheOlderFileIsGone()
{
    QVERIFY(QFile::remove(m_older->path()));
    Answer<SnapshotComparison> answer;
    m_newer->compareWith(m_older, this, answer.callback());
    QTRY_COMPARE(answer.times, 1);
    QVERIFY(!*answer.value);
    QCOMPARE(answer.value->error().kind, ApiError::Kind::File);
}

void TestSnapshotComparison::comparesMany()
{
    // In another order, each third one changed; the stream comes in parts.
    QJsonArray older;
    QJsonArray newer;
    for (int i = 0; i < 3000; ++i) {
        older += QJsonObject { { u"id"_s, u"%1"_s.arg(i) }, { u"alias"_s, i } };
        newer.prepend(QJsonObject {
            { u"id"_s, u"%1"_s.arg(i) }, { u"alias"_s, i % 3 == 0 ? QJsonValue(u"x"_s) : i } });
    }
    const QString olderPath = m_folder.filePath(u"many older"_s);
    const QString newerPath = m_folder.filePath(u"many newer"_s);
    QCOMPARE(writeSnapshot(olderPath, { pageOf(older) }), QString());
    QCOMPARE(writeSnapshot(newerPath, { pageOf(newer) }), QString());
    const auto snapshot = *Snapshot::openHere(newerPath, {});

    const SnapshotComparison found = compared(*snapshot, *Snapshot::openHere(olderPath, {}));

    QCOMPARE(found.changed, 1000);
    QCOMPARE(found.fields, QList<SnapshotFieldCount>({ { u"alias"_s, 1000 } }));
    QList<SnapshotDifference> all;
    int parts = 0;
    for (qint64 next = 0; next >= 0; ++parts) {
        Answer<SnapshotDifferences> answer;
        snapshot->differences(next, this, answer.callback());
        QVERIFY(answer.wait());
        all += (*answer).differences;
        next = (*answer).next;
    }
    QCOMPARE(all.size(), 1000);
    QVERIFY(parts > 1);
    QCOMPARE(all.last(),
        SnapshotDifference({ u"0"_s, {}, IdentityChange::Changed, u"alias"_s, u"0"_s, u"x"_s }));
}

void TestSnapshotComparison::comparesMoreKeysThanThereAreColumns()
{
    QJsonObject attributes;
    for (int i = 0; i < 700; ++i)
        attributes.insert(u"key %1"_s.arg(i), i);
    QJsonObject newer = attributes;
    newer.insert(u"a key that takes the first column"_s, u"x"_s);
    newer.insert(u"key 3"_s, u"three"_s);
    newer.remove(u"key 699"_s);
    const auto page = [](const QJsonObject& of) {
        return pageOf({ QJsonObject { { u"id"_s, u"1"_s }, { u"attributes"_s, of } } });
    };
    const QString olderPath = m_folder.filePath(u"older keys"_s);
    const QString newerPath = m_folder.filePath(u"newer keys"_s);
    QCOMPARE(writeSnapshot(olderPath, { page(attributes) }), QString());
    QCOMPARE(writeSnapshot(newerPath, { page(newer) }), QString());
    const auto snapshot = *Snapshot::openHere(newerPath, {});

    const SnapshotComparison found = compared(*snapshot, *Snapshot::openHere(olderPath, {}));

    QCOMPARE(found.changed, 1);
    QCOMPARE(found.fields.size(), 3);
    for (const QString& key : { u"a key that takes the first column"_s, u"key 3"_s, u"key 699"_s })
        QVERIFY2(found.fields.contains({ u"attributes."_s + key, 1 }), qPrintable(key));
}

QTEST_GUILESS_MAIN(TestSnapshotComparison)
#include "tst_snapshotcomparison.moc"
