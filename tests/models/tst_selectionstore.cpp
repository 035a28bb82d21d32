#include "base/wording.h"
#include "models/details/attributerows.h"
#include "models/selection/selectionstore.h"
#include "models/table/statuswords.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestSelectionStore : public QObject
{
    Q_OBJECT

private slots:
    void singlesAreKeptById();
    void statesAreForgottenWhenSomethingWasDone();
    void allMatchingCostsNothingAndHasExceptions();
    void allMatchingIsUnknownInAnotherView();
    void sortingDoesNotChangeMembers();
    void queriesJoinScopeAndFilter_data();
    void queriesJoinScopeAndFilter();
    void relativeTimes_data();
    void relativeTimes();
    void everyStatusHasItsOwnWordAndIcon();
    void attributesShowEveryType();
};

void TestSelectionStore::singlesAreKeptById()
{
    SelectionStore store;
    QSignalSpy changed(&store, &SelectionStore::changed);
    QVERIFY(store.toggle(IdentityId(u"a"_s)));
    QVERIFY(store.setSelected({ IdentityId(u"b"_s), IdentityId(u"c"_s) }, true));
    QVERIFY(store.setSelected(IdentityId(), true)); // a row that is not loaded has no id
    QCOMPARE(store.count(), 3);
    store.setViewQuery({ .filter = u"name sw \"z\""_s });
    QCOMPARE(store.count(), 3);
    QVERIFY(store.isSelected(IdentityId(u"b"_s)));
    QVERIFY(store.toggle(IdentityId(u"b"_s)));
    QCOMPARE(store.count(), 2);
    QVERIFY(changed.size() >= 3);
    store.clear();
    QVERIFY(store.isEmpty());
}

void TestSelectionStore::statesAreForgottenWhenSomethingWasDone()
{
    SelectionStore store;
    const IdentityId a(u"a"_s);
    const IdentityId b(u"b"_s);
    store.setSelected({ a, b }, true);
    for (const IdentityId& id : { a, b }) {
        Identity identity;
        identity.id = id;
        identity.name = u"Name of "_s + id.text();
        identity.identityStatus = u"UNREGISTERED"_s;
        store.remember(identity);
    }
    QSignalSpy changed(&store, &SelectionStore::changed);
    store.forgetStates({ a, IdentityId(u"nobody"_s) });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(store.known().keys(), QList<IdentityId> { b });
    QVERIFY(store.isSelected(a));
    QCOMPARE(store.names().size(), 2); // nobody is called otherwise for it
    store.forgetStates({ a });
    QCOMPARE(changed.size(), 1);
}

void TestSelectionStore::allMatchingCostsNothingAndHasExceptions()
{
    SelectionStore store;
    const IdentityQuery query { .filter = u"alias sw \"ma\""_s };
    store.setViewQuery(query);
    store.toggle(IdentityId(u"a"_s));
    store.selectAllMatching(query, 1'000'000);
    QCOMPARE(store.count(), 1'000'000);
    QVERIFY(store.ids().isEmpty());
    QVERIFY(store.isSelected(IdentityId(u"anyone"_s)));
    store.toggle(IdentityId(u"x"_s));
    QVERIFY(!store.isSelected(IdentityId(u"x"_s)));
    QCOMPARE(store.count(), 999'999);
    store.updateAllMatchingCount(query, 10);
    QCOMPARE(store.count(), 9);
    store.toggle(IdentityId(u"x"_s));
    QCOMPARE(store.count(), 10);
}

void TestSelectionStore::allMatchingIsUnknownInAnotherView()
{
    SelectionStore store;
    const IdentityQuery query { .filter = u"alias sw \"ma\""_s };
    store.setViewQuery(query);
    store.selectAllMatching(query, 1284);
    store.setViewQuery({ .filter = u"alias sw \"k\""_s });
    QVERIFY(!store.knows());
    QVERIFY(!store.isSelected(IdentityId(u"a"_s)));
    QVERIFY(!store.toggle(IdentityId(u"a"_s))); // refused, and nothing is lost
    QCOMPARE(store.count(), 1284);
    store.setViewQuery(query);
    QVERIFY(store.knows());
    QVERIFY(store.isSelected(IdentityId(u"a"_s)));
}

void TestSelectionStore::sortingDoesNotChangeMembers()
{
    SelectionStore store;
    IdentityQuery query;
    store.setViewQuery(query);
    store.selectAllMatching(query, 5);
    query.sorters = { u"-cloudStatus"_s };
    store.setViewQuery(query);
    QVERIFY(store.knows());
}

void TestSelectionStore::queriesJoinScopeAndFilter_data()
{
    QTest::addColumn<int>("scope");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<bool>("correlatedOnly");
    const auto row = [](const char* name, IdentityScope scope, const QString& filter,
                         const QString& sent, bool correlatedOnly) {
        QTest::newRow(name) << static_cast<int>(scope) << filter << sent << correlatedOnly;
    };
    const QString either = u"name sw \"a\" or alias sw \"a\""_s;
    row("correlated", IdentityScope::Correlated, either, either, true);
    row("all", IdentityScope::All, either, either, false);
    row("uncorrelated", IdentityScope::Uncorrelated, {}, u"correlated eq false"_s, false);
    row("uncorrelated, filtered", IdentityScope::Uncorrelated, either,
        u"correlated eq false and (name sw \"a\" or alias sw \"a\")"_s, false);
}

void TestSelectionStore::queriesJoinScopeAndFilter()
{
    QFETCH(int, scope);
    QFETCH(QString, filter);
    QFETCH(QString, sent);
    QFETCH(bool, correlatedOnly);
    const IdentityQuery query { .scope = static_cast<IdentityScope>(scope),
        .filter = filter,
        .sorters = { u"-cloudStatus"_s } };
    const ListIdentities request = query.request(500, true);
    QCOMPARE(request.filters, sent);
    QCOMPARE(request.correlatedOnly, correlatedOnly);
    QCOMPARE(request.offset, 500);
    QVERIFY(request.count);
    QCOMPARE(request.sorters, (QStringList { u"-cloudStatus"_s, u"name"_s, u"alias"_s }));
}

void TestSelectionStore::relativeTimes_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(59) << u"now"_s;
    QTest::newRow("minutes") << qint64(12 * 60) << u"12 min"_s;
    QTest::newRow("hours") << qint64(5 * 3600) << u"5 h"_s;
    QTest::newRow("yesterday") << qint64(20 * 3600) << u"yesterday"_s;
    QTest::newRow("days") << qint64(6 * 86'400) << u"6 d"_s;
    QTest::newRow("date") << qint64(40 * 86'400)
                          << QLocale::system().toString(QDate(2026, 10, 14), QLocale::ShortFormat);
}

void TestSelectionStore::relativeTimes()
{
    QFETCH(qint64, secondsAgo);
    QFETCH(QString, text);
    // Noon here, so that "yesterday" does not depend on where the test runs.
    const QDateTime now = QDateTime(QDate(2026, 11, 23), QTime(12, 0)).toUTC();
    QCOMPARE(relativeTime(now.addSecs(-secondsAgo), now), text);
    QVERIFY(exactTime(now).endsWith(u" UTC)"_s));
    QCOMPARE(exactTime({}), QString());
}

void TestSelectionStore::everyStatusHasItsOwnWordAndIcon()
{
    QSet<QString> words;
    QSet<QString> icons;
    const QStringList all { u"UNREGISTERED"_s, u"REGISTERED"_s, u"PENDING"_s, u"WARNING"_s,
        u"DISABLED"_s, u"ACTIVE"_s, u"DEACTIVATED"_s, u"TERMINATED"_s, u"ERROR"_s, u"LOCKED"_s };
    for (const QString& raw : all) {
        const StatusLook look = statusLook(raw);
        words.insert(look.word);
        icons.insert(look.icon);
        QVERIFY(look.explanation.startsWith(raw + u": "_s));
    }
    QCOMPARE(words.size(), all.size());
    QCOMPARE(icons.size(), all.size());
    QCOMPARE(statusLook(u"SUSPENDED"_s).word, u"SUSPENDED"_s);
    QCOMPARE(statusLook({}).word, u"–"_s);
    QCOMPARE(processingLook(u"OK"_s).tone, Tone::Plain);
    QCOMPARE(processingLook(u"ERROR"_s).tone, Tone::Danger);
}

void TestSelectionStore::attributesShowEveryType()
{
    GroupedRows model(AttributeRows::titles());
    QAbstractItemModelTester tester(&model);
    const QJsonObject attributes { { u"b"_s, true }, { u"lastSyncDate"_s, 1470348809380.0 },
        { u"list"_s, QJsonArray { u"x"_s, u"y"_s } }, { u"none"_s, QJsonValue::Null },
        { u"html"_s, u"<b>x</b>"_s } };
    model.setRows(AttributeRows::of(attributes));
    QHash<QString, QString> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.insert(model.index(row, 0).data().toString(), model.index(row, 1).data().toString());
    QCOMPARE(shown.value(u"b"_s), u"true"_s);
    QCOMPARE(shown.value(u"lastSyncDate"_s), u"1470348809380"_s);
    QCOMPARE(shown.value(u"list"_s), u"x, y"_s);
    QCOMPARE(shown.value(u"none"_s), u"–"_s);
    model.setRows(AttributeRows::of(attributes, u"SYNC"_s));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, 1).data(AttributeRows::HintRole).toString().contains(u"2016"_s));
    model.setRows(AttributeRows::of(attributes, u"html"_s));
    QVERIFY(!model.index(0, 1).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
}

QTEST_GUILESS_MAIN(TestSelectionStore)
#include "tst_selectionstore.moc"
