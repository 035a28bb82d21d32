// What a snapshot is grouped by: of whom, and what a click on a group asks for.

#include "models/snapshot/groupquestion.h"
#include "models/snapshot/snapshotwords.h"

#include "base/qtversion.h"
#include "snapshot/snapshotfacts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

GroupQuestion question(const QString& filter, const QStringList& keys)
{
    return { .view = { .filter = filter }, .keys = keys };
}

} // namespace

class TestGroupQuestion : public QObject
{
    Q_OBJECT

private slots:
    void conditionsOfTheGroupedColumnAreLeftOut_data();
    void conditionsOfTheGroupedColumnAreLeftOut();
    void aClickAsksForTheGroup_data();
    void aClickAsksForTheGroup();
    void duplicatesAreAskedForOnce();
    void keysAreInTheOrderOfConditions();
    void aSnapshotSaysWhenAndWhom();
};

void TestGroupQuestion::conditionsOfTheGroupedColumnAreLeftOut_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("saysSo");
    const QStringList status { u"identityStatus"_s };
    const QStringList place { u"attributes.location"_s };
    QTest::newRow("none") << QString() << status << QString() << false;
    QTest::newRow("its own") << u"cloudStatus eq \"LOCKED\""_s << status << QString() << true;
    QTest::newRow("another one") << u"cloudStatus eq \"LOCKED\""_s << place
                                 << u"cloudStatus eq \"LOCKED\""_s << false;
    QTest::newRow("one of two")
        << u"cloudStatus eq \"LOCKED\" and attributes.location eq \"Graz\""_s << place
        << u"cloudStatus eq \"LOCKED\""_s << true;
    QTest::newRow("another attribute") << u"attributes.department eq \"Sales\""_s << place
                                       << u"attributes.department eq \"Sales\""_s << false;
    QTest::newRow("negated") << u"not (attributes.location eq \"Graz\")"_s << place << QString()
                             << true;
    QTest::newRow("joined with something else by or")
        << u"attributes.location eq \"Graz\" or cloudStatus eq \"LOCKED\""_s << place
        << u"attributes.location eq \"Graz\" or cloudStatus eq \"LOCKED\""_s << false;
    QTest::newRow("of both columns")
        << u"cloudStatus eq \"LOCKED\" and attributes.location isnull and name sw \"a\""_s
        << status + place << u"name sw \"a\""_s << true;
}

void TestGroupQuestion::conditionsOfTheGroupedColumnAreLeftOut()
{
    QFETCH(const QString, filter);
    QFETCH(const QStringList, keys);
    QFETCH(const QString, base);
    QFETCH(const bool, saysSo);
    const GroupQuestion asked = question(filter, keys);
    QCOMPARE(asked.base().filter, base);
    QCOMPARE(!asked.leftOut().isEmpty(), saysSo);
}

void TestGroupQuestion::aClickAsksForTheGroup_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("asked");
    const QStringList place { u"attributes.location"_s };
    QTest::newRow("a value") << QString() << place << QStringList { u"Graz"_s }
                             << u"attributes.location eq \"Graz\""_s;
    QTest::newRow("quotes in it") << QString() << place << QStringList { u"a \"b\" \\"_s }
                                  << uR"(attributes.location eq "a \"b\" \\")"_s;
    QTest::newRow("no value") << QString() << place << QStringList { QString() }
                              << u"attributes.location isnull"_s;
    QTest::newRow("instead of the one before")
        << u"name sw \"a\" and attributes.location eq \"Bern\""_s << place
        << QStringList { u"Graz"_s } << u"name sw \"a\" and attributes.location eq \"Graz\""_s;
    QTest::newRow("two columns")
        << QString() << place + QStringList { u"identityStatus"_s }
        << QStringList { u"Graz"_s, u"LOCKED"_s }
        << u"attributes.location eq \"Graz\" and cloudStatus eq \"LOCKED\""_s;
}

void TestGroupQuestion::aClickAsksForTheGroup()
{
    QFETCH(const QString, filter);
    QFETCH(const QStringList, keys);
    QFETCH(const QStringList, values);
    QFETCH(const QString, asked);
    QCOMPARE(question(filter, keys).filterFor(values).toFilterText(), asked);
}

void TestGroupQuestion::duplicatesAreAskedForOnce()
{
    const GroupQuestion mails = question(u"cloudStatus eq \"LOCKED\""_s, { u"emailAddress"_s });
    const QString first = mails.withDuplicates().toFilterText();
    QVERIFY(first.startsWith(u"cloudStatus eq \"LOCKED\" and duplicates in ("));
    QCOMPARE(question(first, { u"emailAddress"_s }).withDuplicates().toFilterText(), first);
}

void TestGroupQuestion::keysAreInTheOrderOfConditions()
{
    // Who has no lifecycle state has the member all the same.
    QCOMPARE(groupKeys({ { u"id"_s, 9 }, { u"attributes.location"_s, 3 },
                 { u"attributes.department"_s, 8 }, { u"lifecycleState"_s, 7 },
                 { u"identityStatus"_s, 9 }, { u"name"_s, 9 }, { u"lifecycleState"_s, 0 } }),
        (QStringList { u"name"_s, u"identityStatus"_s, u"lifecycleState"_s, u"id"_s,
            u"attributes.department"_s, u"attributes.location"_s }));
}

void TestGroupQuestion::aSnapshotSaysWhenAndWhom()
{
    const QDateTime now(QDate(2026, 7, 2), QTime(12, 0));
    QCOMPARE(snapshotTime(now.addSecs(-600), now), u"11:50"_s);
    QCOMPARE(snapshotTime(now.addDays(-1), now), u"1 Jul 2026 12:00"_s);
    const QDateTime other = now.addSecs(-560); // of the same minute
    QCOMPARE(snapshotTime(now.addSecs(-600), now, other), u"11:50:00"_s);
    QCOMPARE(snapshotTime(other, now, now.addSecs(-600)), u"11:50:40"_s);
    QCOMPARE(snapshotTime(now.addSecs(-600), now, now), u"11:50"_s);
    QCOMPARE(
        snapshotTime(now.addDays(-1), now, now.addDays(-1).addSecs(7)), u"1 Jul 2026 12:00:00"_s);
    QCOMPARE(snapshotTime(now.addDays(-1), now, now), u"1 Jul 2026 12:00"_s);
    QVERIFY(!isStale(now.addSecs(-600), now));
    QVERIFY(isStale(now.addSecs(-7200), now));
    QCOMPARE(snapshotWhom({ .correlatedOnly = false }), QString());
    QCOMPARE(snapshotWhom({ .correlatedOnly = true }), u"Correlated identities"_s);
    QCOMPARE(snapshotWhom({ .filters = u"cloudStatus eq \"LOCKED\""_s, .correlatedOnly = true }),
        u"Correlated: Status is Locked"_s);
}

QTEST_GUILESS_MAIN(TestGroupQuestion)
#include "tst_groupquestion.moc"
