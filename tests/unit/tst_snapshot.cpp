#include "reading/identitywalk.h"
#include "snapshot/snapshot.h"

#include "base/qtversion.h"
#include "support/snapshotanswer.h"
#include "support/snapshotpages.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QByteArray people = R"([
{"id":"1","name":"Zoë","alias":"zoe","emailAddress":"Z@x","isManager":true,"attributes":
    {"department":"Sales","groups":["a","B"],"number":10,"room":"9"}},
{"id":"2","name":"anna","alias":"anna1","emailAddress":"z@X","attributes":
    {"department":"SALES","groups":["b"],"number":9}},
{"id":"3","name":"Anna","alias":"anna2","attributes":{"department":"Sales","number":-1.5,
    "room":9}},
{"id":"4","name":"Émile","alias":"emile","emailAddress":"e@x","attributes":
    {"department":"IT","groups":[],"room":-2}},
{"id":"5","alias":"nobody","emailAddress":"","attributes":{"department":"","room":"010"}}])";
const QByteArray others = R"([{"id":"6","name":"Über","alias":"u","attributes":
    {"department":"it","number":100}}])";

} // namespace

class TestSnapshot final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void tellsWhenAndHowMany();
    void answersAsTheListApiDoes();
    void sortsByAnything_data();
    void sortsByAnything();
    void putsIdsInOrder();
    void keepsEveryPageOfAQuestion();
    void comparesExactlyOnDemand();
    void refusesWhatItDoesNotUnderstand();
    void groupsByOneField();
    void groupsByTwoFields();
    void groupsEachElementOfAList();
    void sumsUpAField();
    void completesValues();
    void namesTheFields();
    void nothingComesWhenWithdrawn();
    void nothingComesWhenTheContextIsGone();
    void canGoWhileItIsAsked();
    void leavesNothingBesideIt();
    void opensElsewhere();
    void saysWhatIsWrongWithTheFile();

private:
    QStringList ids(const ListIdentities& list)
    {
        Answer<IdentityPage> answer;
        m_snapshot->read<IdentityPage>(list, &ListIdentities::parse, this, answer.callback());
        return answer.wait() ? idsOf(*answer) : QStringList { u"no answer"_s };
    }
    static QStringList shown(const QList<SnapshotGroup>& groups)
    {
        QStringList lines;
        for (const SnapshotGroup& group : groups)
            lines += group.values.join(u'+') + u' ' + QString::number(group.count);
        return lines;
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<Snapshot> m_snapshot;
};

void TestSnapshot::initTestCase()
{
    m_path = m_folder.filePath(u"s"_s);
    const SnapshotFacts facts { .takenAt = QDateTime(QDate(2026, 11, 27), QTime(14, 2), Utc) };
    QCOMPARE(writeSnapshot(m_path, { pageOf(people) }, { pageOf(others) }, facts), QString());
}

void TestSnapshot::init()
{
    auto opened = Snapshot::openHere(m_path, {});
    QVERIFY(opened);
    m_snapshot = *opened;
}

void TestSnapshot::tellsWhenAndHowMany()
{
    QCOMPARE(m_snapshot->takenAt(), QDateTime(QDate(2026, 11, 27), QTime(14, 2), Utc));
    QCOMPARE(m_snapshot->count(), 6);
}

void TestSnapshot::answersAsTheListApiDoes()
{
    Answer<ApiResponse> answer;
    m_snapshot->read<ApiResponse>(
        { .filters = u"attributes.department eq \"sales\""_s, .count = true, .limit = 2 },
        [](const ApiResponse& response) -> Expected<ApiResponse> { return response; }, this,
        answer.callback());
    QCOMPARE(answer.times, 0); // never from inside
    QVERIFY(answer.wait());
    QCOMPARE((*answer).status, 200);
    QCOMPARE((*answer).totalCount, 3);
    QCOMPARE(JsonDocument((*answer).body).root().elements().size(), 2U);

    QCOMPARE(ids({ .correlatedOnly = false, .limit = 0 }), QStringList());
    QCOMPARE(
        ids({ .correlatedOnly = true }), QStringList({ u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s }));
    QCOMPARE(ids({ .filters = u"correlated eq false"_s, .correlatedOnly = false }),
        QStringList({ u"6"_s }));
    QCOMPARE(ids({ .offset = 99 }), QStringList());
}

void TestSnapshot::sortsByAnything_data()
{
    QTest::addColumn<QStringList>("sorters");
    QTest::addColumn<QString>("expected");

    QTest::newRow("none") << QStringList() << u"123456"_s;
    QTest::newRow("without case and accents, equal ones stay")
        << QStringList { u"name"_s } << u"234615"_s;
    QTest::newRow("no value last, also descending") << QStringList { u"-name"_s } << u"164235"_s;
    QTest::newRow("several levels")
        << QStringList { u"attributes.department"_s, u"-alias"_s } << u"641325"_s;
    QTest::newRow("numbers as numbers") << QStringList { u"attributes.number"_s } << u"321645"_s;
    QTest::newRow("whole numbers") << QStringList { u"-attributes.room"_s } << u"513426"_s;
    QTest::newRow("as the API calls it")
        << QStringList { u"emailAddress"_s, u"-id"_s } << u"421653"_s;
    QTest::newRow("flags") << QStringList { u"-isManager"_s } << u"123456"_s;
    QTest::newRow("what nobody has") << QStringList { u"attributes.never"_s } << u"123456"_s;
}

void TestSnapshot::sortsByAnything()
{
    QFETCH(const QStringList, sorters);
    QFETCH(const QString, expected);
    QCOMPARE(ids({ .sorters = sorters, .correlatedOnly = false }).join(QString()), expected);
}

void TestSnapshot::putsIdsInOrder()
{
    const auto inOrder = [this](const QList<IdentityId>& ids, const QStringList& sorters) {
        Answer<QList<IdentityId>> answer;
        m_snapshot->inOrder(ids, sorters, this, answer.callback());
        QString order;
        if (answer.wait()) {
            for (const IdentityId& id : *answer)
                order += id.text();
        }
        return order;
    };
    const auto id = [](const QString& text) { return IdentityId(text); };
    const QList<IdentityId> some { id(u"x"_s), id(u"2"_s), id(u"1"_s), id(u"6"_s), id(u"2"_s) };
    QCOMPARE(inOrder(some, { u"attributes.number"_s }), u"216x"_s); // whom it does not have is last
    QCOMPARE(inOrder(some, { u"-attributes.number"_s }), u"612x"_s);
    QCOMPARE(inOrder(some, { u"name"_s }), u"261x"_s);
    QCOMPARE(inOrder({}, { u"name"_s }), QString());
    QCOMPARE(inOrder(some, { u"nothing"_s }), QString());
}

void TestSnapshot::keepsEveryPageOfAQuestion()
{
    QStringList all;
    for (qint64 offset = 0; offset < 6; offset += 2) {
        all += ids(
            { .sorters = { u"-name"_s }, .correlatedOnly = false, .limit = 2, .offset = offset });
        ids({ .sorters = { u"alias"_s } }); // another one between
    }
    QCOMPARE(all.join(QString()), u"164235"_s);
}

void TestSnapshot::comparesExactlyOnDemand()
{
    const QString filters = u"attributes.department eq \"SALES\""_s;
    QCOMPARE(ids({ .filters = filters }), QStringList({ u"1"_s, u"2"_s, u"3"_s }));
    m_snapshot = *Snapshot::openHere(m_path, { .exact = true });
    QCOMPARE(ids({ .filters = filters }), QStringList({ u"2"_s }));
}

void TestSnapshot::refusesWhatItDoesNotUnderstand()
{
    for (const ListIdentities& list : { ListIdentities { .filters = u"name like \"x\""_s },
             ListIdentities { .sorters = { u"shoeSize"_s } } }) {
        Answer<IdentityPage> answer;
        m_snapshot->read<IdentityPage>(list, &ListIdentities::parse, this, answer.callback());
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(!*answer.value);
        QCOMPARE(answer.value->error().kind, ApiError::Kind::BadRequest);
        QVERIFY(!answer.value->error().detail.isEmpty());
    }
}

void TestSnapshot::groupsByOneField()
{
    Answer<SnapshotGroups> bySize;
    m_snapshot->groups({ .correlatedOnly = false }, { u"attributes.department"_s },
        GroupOrder::BySize, 100, this, bySize.callback());
    QVERIFY(bySize.wait());
    QCOMPARE(shown((*bySize).groups), QStringList({ u"Sales 3"_s, u"IT 2"_s, u" 1"_s }));
    QCOMPARE((*bySize).identities, 6);

    Answer<SnapshotGroups> byName;
    m_snapshot->groups({ .filters = u"alias sw \"\""_s }, { u"attributes.department"_s },
        GroupOrder::ByName, 1, this, byName.callback());
    QVERIFY(byName.wait());
    QCOMPARE(shown((*byName).groups), QStringList({ u"IT 1"_s }));
    QCOMPARE((*byName).all, 3);
}

void TestSnapshot::groupsByTwoFields()
{
    Answer<SnapshotGroups> groups;
    m_snapshot->groups({ .correlatedOnly = false }, { u"attributes.department"_s, u"isManager"_s },
        GroupOrder::ByName, 100, this, groups.callback());
    QVERIFY(groups.wait());
    QCOMPARE(shown((*groups).groups),
        QStringList({ u"IT+false 2"_s, u"Sales+false 2"_s, u"Sales+true 1"_s, u"+false 1"_s }));
}

void TestSnapshot::groupsEachElementOfAList()
{
    Answer<SnapshotGroups> groups;
    m_snapshot->groups({ .correlatedOnly = false }, { u"attributes.groups"_s }, GroupOrder::ByName,
        100, this, groups.callback());
    QVERIFY(groups.wait());
    QCOMPARE(shown((*groups).groups), QStringList({ u"a 1"_s, u"B 2"_s, u" 4"_s }));
    QCOMPARE((*groups).identities, 6);
}

void TestSnapshot::sumsUpAField()
{
    Answer<SnapshotSummary> summary;
    m_snapshot->summary(
        { .correlatedOnly = false }, u"attributes.number"_s, this, summary.callback());
    QVERIFY(summary.wait());
    QCOMPARE((*summary).filled, 4);
    QCOMPARE((*summary).empty, 2);
    QCOMPARE((*summary).distinct, 4);
    QCOMPARE((*summary).smallest, u"-1.5"_s);
    QCOMPARE((*summary).largest, u"100"_s);

    Answer<SnapshotSummary> names;
    m_snapshot->summary({}, u"name"_s, this, names.callback());
    QVERIFY(names.wait());
    QCOMPARE((*names).distinct, 3);
    QCOMPARE(shown((*names).mostFrequent), QStringList({ u"Anna 2"_s, u"Émile 1"_s, u"Zoë 1"_s }));
    QCOMPARE((*names).largest, u"Zoë"_s);
}

void TestSnapshot::completesValues()
{
    Answer<QList<SnapshotGroup>> values;
    m_snapshot->values(u"attributes.department"_s, u"s"_s, 10, this, values.callback());
    QVERIFY(values.wait());
    QCOMPARE(shown(*values), QStringList({ u"Sales 3"_s }));

    Answer<QList<SnapshotGroup>> all;
    m_snapshot->values(u"attributes.department"_s, {}, 10, this, all.callback());
    QVERIFY(all.wait());
    QCOMPARE(shown(*all), QStringList({ u"Sales 3"_s, u"IT 2"_s }));

    Answer<QList<SnapshotGroup>> folded;
    m_snapshot->values(u"name"_s, u"E"_s, 10, this, folded.callback());
    QVERIFY(folded.wait());
    QCOMPARE(shown(*folded), QStringList({ u"Émile 1"_s }));

    Answer<QList<SnapshotGroup>> exact;
    const auto exactly = *Snapshot::openHere(m_path, { .exact = true });
    exactly->values(u"attributes.department"_s, u"S"_s, 1, this, exact.callback());
    QVERIFY(exact.wait());
    QCOMPARE(shown(*exact), QStringList({ u"Sales 2"_s }));
}

void TestSnapshot::namesTheFields()
{
    Answer<QList<SnapshotFieldCount>> fields;
    m_snapshot->fields(this, fields.callback());
    QVERIFY(fields.wait());
    QVERIFY((*fields).contains({ u"name"_s, 5 }));
    QVERIFY((*fields).contains({ u"emailAddress"_s, 3 }));
    QVERIFY((*fields).contains({ u"attributes.department"_s, 5 }));
}

void TestSnapshot::nothingComesWhenWithdrawn()
{
    Answer<IdentityPage> withdrawn;
    Answer<IdentityPage> later;
    const auto id
        = m_snapshot->read<IdentityPage>({}, &ListIdentities::parse, this, withdrawn.callback());
    m_snapshot->cancel(id);
    m_snapshot->cancel(12345);
    m_snapshot->read<IdentityPage>({}, &ListIdentities::parse, this, later.callback());
    QVERIFY(later.wait());
    QCOMPARE(withdrawn.times, 0);
}

void TestSnapshot::nothingComesWhenTheContextIsGone()
{
    Answer<IdentityPage> nobody;
    Answer<IdentityPage> later;
    {
        QObject context;
        m_snapshot->read<IdentityPage>({}, &ListIdentities::parse, &context, nobody.callback());
    }
    m_snapshot->read<IdentityPage>({}, &ListIdentities::parse, this, later.callback());
    QVERIFY(later.wait());
    QCOMPARE(nobody.times, 0);
}

void TestSnapshot::canGoWhileItIsAsked()
{
    // The last one that has it may also be what an answer is read with.
    Answer<IdentityPage> answer;
    Snapshot* const snapshot = m_snapshot.get();
    snapshot->read<IdentityPage>(
        {},
        [kept = std::move(m_snapshot)](
            const ApiResponse& response) { return ListIdentities::parse(response); },
        this, answer.callback());
    QVERIFY(answer.wait());
    QCOMPARE((*answer).identities.size(), 5);
}

void TestSnapshot::leavesNothingBesideIt()
{
    const auto files
        = [this] { return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden); };
    const QStringList before = files();
    QCOMPARE(ids({ .filters = u"anyField co \"SAL\""_s }), QStringList({ u"1"_s, u"2"_s, u"3"_s }));
    QCOMPARE(files(), before);

    // Nor can it where it was forgotten meanwhile: then what a search needs is in memory.
    QTemporaryDir gone;
    const QString path = gone.filePath(u"s"_s);
    QVERIFY(QFile::copy(m_path, path));
    m_snapshot = *Snapshot::openHere(path, {});
    QVERIFY(gone.remove());
    QCOMPARE(ids({ .filters = u"anyField co \"SAL\""_s }), QStringList({ u"1"_s, u"2"_s, u"3"_s }));
    QVERIFY(!QFile::exists(gone.path()));
}

void TestSnapshot::opensElsewhere()
{
    Answer<std::shared_ptr<Snapshot>> opened;
    Snapshot::open(m_path, {}, this, opened.callback());
    QCOMPARE(opened.times, 0);
    QVERIFY(opened.wait());
    QCOMPARE((*opened)->count(), 6);
}

void TestSnapshot::saysWhatIsWrongWithTheFile()
{
    Answer<std::shared_ptr<Snapshot>> opened;
    Snapshot::open(m_folder.filePath(u"none"_s), {}, this, opened.callback());
    QTRY_COMPARE(opened.times, 1);
    QCOMPARE(opened.value->error().kind, ApiError::Kind::File);

    // Its end is lost: the head can be read, and not all of the rows.
    const QString path = m_folder.filePath(u"cut"_s);
    QJsonArray many;
    for (int i = 0; i < 2000; ++i) {
        many += QJsonObject { { u"id"_s, QString::number(i) },
            { u"attributes"_s, QJsonObject { { u"x"_s, QString(100, u'x') } } } };
    }
    QCOMPARE(writeSnapshot(path, { pageOf(many) }), QString());
    auto whole = Snapshot::openHere(path, {});
    QVERIFY(whole);
    QVERIFY(QFile::resize(path, QFile(path).size() / 2));
    Answer<IdentityPage> answer;
    (*whole)->read<IdentityPage>(
        { .filters = u"attributes.x co \"y\""_s }, &ListIdentities::parse, this, answer.callback());
    QTRY_COMPARE(answer.times, 1);
    QVERIFY(!*answer.value);
    QCOMPARE(answer.value->error().kind, ApiError::Kind::File);
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
