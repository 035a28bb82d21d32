#include "demo/directory.h"
#include "demo/identityjson.h"
#include "demo/jsontext.h"
#include "demo/ownership.h"
#include "demo/roleassignments.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

QString nameOf(const DemoData& data, quint32 ordinal)
{
    return data.naming().displayName(data.naming().parts(ordinal));
}

QJsonObject jsonOf(const Directory& directory, quint32 ordinal)
{
    QJsonParseError error;
    const QJsonDocument document
        = QJsonDocument::fromJson(identityJson(directory, ordinal), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

class TestDemoData : public QObject
{
    Q_OBJECT

private slots:
    void mixingIsReversible();
    void shuffleIsAPermutation_data();
    void shuffleIsAPermutation();
    void sameSeedSameIdentities();
    void ordinalsFollowNames_data();
    void ordinalsFollowNames();
    void aliasesAreUnique();
    void idsLeadBack();
    void managersFormATree();
    void unsortedOrderHoldsEveryoneAndIsNotAlphabetical();
    void identitiesAreDiverse();
    void awkwardNamesComeEarly();
    void everyIdentityIsValidJson();
    void rolesAndOwnersVary();
    void datesAreRight();
    void aMillionCostsLittle();
    void tinyTenantsWork();
};

void TestDemoData::mixingIsReversible()
{
    for (quint64 x = 1; x < 1000; ++x) {
        QCOMPARE(unmix64(mix64(x * 0x123456789abcdefULL)), x * 0x123456789abcdefULL);
    }
}

void TestDemoData::shuffleIsAPermutation_data()
{
    QTest::addColumn<quint32>("count");
    for (const quint32 count : { 1u, 2u, 3u, 17u, 1000u, 5000u, 65536u, 65537u })
        QTest::addRow("%u", count) << count;
}

void TestDemoData::shuffleIsAPermutation()
{
    QFETCH(quint32, count);
    std::vector<bool> seen(count);
    const std::vector<quint32> values = Shuffle(42, count).values();
    QCOMPARE(values.size(), std::size_t(count));
    for (const quint32 value : values) {
        QVERIFY(value < count && !seen[value]);
        seen[value] = true;
    }
}

void TestDemoData::sameSeedSameIdentities()
{
    const Directory one(5, 800);
    const Directory same(5, 800);
    const Directory other(6, 800);
    int different = 0;
    for (quint32 i = 0; i < 800; ++i) {
        QCOMPARE(jsonOf(one, i), jsonOf(same, i));
        different += one.data().id(i) != other.data().id(i) ? 1 : 0;
    }
    QCOMPARE(different, 800);
}

void TestDemoData::ordinalsFollowNames_data()
{
    QTest::addColumn<quint32>("count");
    QTest::addColumn<quint64>("seed");
    QTest::newRow("small") << 300u << quint64(1);
    QTest::newRow("default") << 5000u << quint64(1);
    QTest::newRow("another seed") << 5000u << quint64(99);
    QTest::newRow("many namesakes") << 150'000u << quint64(2);
}

void TestDemoData::ordinalsFollowNames()
{
    QFETCH(quint32, count);
    QFETCH(quint64, seed);
    const DemoData data(seed, count);
    QString last;
    for (quint32 i = 0; i < count; ++i) {
        const QString name = nameOf(data, i);
        QVERIFY2(last.compare(name, Qt::CaseInsensitive) <= 0, qPrintable(last + u" > "_s + name));
        last = name;
    }
}

void TestDemoData::aliasesAreUnique()
{
    const DemoData data(1, 100'000);
    QSet<QString> aliases;
    for (quint32 i = 0; i < data.count(); ++i)
        aliases.insert(data.naming().alias(i));
    QCOMPARE(aliases.size(), qsizetype(data.count()));
    for (const QString& alias : aliases) {
        for (const QChar c : alias)
            QVERIFY2((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.',
                qPrintable(alias));
    }
}

void TestDemoData::idsLeadBack()
{
    const DemoData data(1, 5000);
    QSet<QByteArray> ids;
    for (quint32 i = 0; i < data.count(); ++i) {
        const QByteArray id = data.id(i);
        QCOMPARE(id.size(), 32);
        QCOMPARE(data.ordinalOf(id), std::optional(i));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 5000);
    for (const char* bad :
        { "", "1", "ef38f94347e94562b5bb8424a56397d8", "zz38f94347e94562b5bb8424a56397d8" })
        QVERIFY(!data.ordinalOf(QByteArray(bad)));
    QVERIFY(!data.ordinalOf(data.id(3).toUpper()));
    QVERIFY(!data.ordinalOf(DemoData(2, 5000).id(3)));
    QVERIFY(!data.ordinalOf(DemoData(1, 9000).id(8000)));
}

void TestDemoData::managersFormATree()
{
    const DemoData data(1, 20'000);
    int roots = 0;
    QSet<quint32> managers;
    for (quint32 i = 0; i < data.count(); ++i) {
        const Standing standing = data.standing(i);
        roots += standing.rank == 0 ? 1 : 0;
        if (!standing.manager)
            continue;
        managers.insert(*standing.manager);
        const Standing above = data.standing(*standing.manager);
        QVERIFY(above.rank < standing.rank);
        QVERIFY(above.isManager);
    }
    QCOMPARE(roots, 1);
    QVERIFY(managers.size() > 2000);
}

void TestDemoData::unsortedOrderHoldsEveryoneAndIsNotAlphabetical()
{
    const DemoData data(1, 5000);
    std::vector<bool> seen(5000);
    int ascents = 0;
    for (quint32 i = 0; i < 5000; ++i) {
        const quint32 ordinal = data.unsorted(i);
        QVERIFY(ordinal < 5000 && !seen[ordinal]);
        seen[ordinal] = true;
        ascents += i > 0 && ordinal > data.unsorted(i - 1) ? 1 : 0;
    }
    QVERIFY(ascents > 2000 && ascents < 3000);
}

void TestDemoData::identitiesAreDiverse()
{
    const Directory directory(1, 5000);
    QHash<QString, QSet<QString>> values;
    QHash<QString, int> kinds;
    QSet<QChar::Script> scripts;
    int uncorrelated = 0;
    int protectedOnes = 0;
    for (quint32 i = 0; i < 5000; ++i) {
        const QJsonObject identity = jsonOf(directory, i);
        const QJsonObject attributes = identity[u"attributes"_s].toObject();
        for (const QString& key :
            { u"department"_s, u"jobTitle"_s, u"location"_s, u"country"_s, u"preferredLanguage"_s })
            values[key].insert(attributes[key].toString());
        values[u"identityStatus"_s].insert(identity[u"identityStatus"_s].toString());
        const QJsonValue lifecycle = identity[u"lifecycleState"_s];
        values[u"lifecycle"_s].insert(lifecycle.toObject()[u"stateName"_s].toString());
        for (const QString& key : { u"emailAddress"_s, u"processingState"_s, u"managerRef"_s,
                 u"lifecycleState"_s, u"lastRefresh"_s }) {
            kinds[key + u" absent"_s] += identity.contains(key) ? 0 : 1;
            kinds[key + u" null"_s] += identity[key].isNull() ? 1 : 0;
        }
        kinds[u"manual"_s] += lifecycle[u"manuallyUpdated"_s].toBool() ? 1 : 0;
        kinds[u"endDate null"_s] += attributes[u"endDate"_s].isNull() ? 1 : 0;
        kinds[u"big number"_s] += attributes[u"lastSyncDate"_s].toDouble() > 2147483648.0 ? 1 : 0;
        kinds[u"groups"_s] += attributes[u"accessGroups"_s].toArray().size() > 1 ? 1 : 0;
        kinds[u"boolean"_s] += attributes[u"isContractor"_s].toBool() ? 1 : 0;
        kinds[u"digits %1"_s.arg(identity[u"modified"_s].toString().size())] += 1;
        QVERIFY(attributes.size() >= 15);
        for (const char32_t c : identity[u"name"_s].toString().toUcs4())
            scripts.insert(QChar::script(c));
        uncorrelated += directory.state(i).correlated ? 0 : 1;
        protectedOnes += directory.state(i).isProtected ? 1 : 0;
    }
    QCOMPARE(values[u"identityStatus"_s].size(), 10);
    QVERIFY(values[u"department"_s].size() >= 10);
    QVERIFY(values[u"jobTitle"_s].size() >= 30);
    QVERIFY(values[u"location"_s].size() >= 30);
    QVERIFY(values[u"preferredLanguage"_s].size() >= 18);
    for (const QString& state : { u"active"_s, u"prehire"_s, u"leaveOfAbsence"_s, u"inactive"_s,
             u"terminated"_s, QString() })
        QVERIFY2(values[u"lifecycle"_s].contains(state), qPrintable(state));
    for (const QString& kind : { u"emailAddress absent"_s, u"emailAddress null"_s,
             u"processingState null"_s, u"managerRef absent"_s, u"managerRef null"_s,
             u"lifecycleState absent"_s, u"lifecycleState null"_s, u"lastRefresh absent"_s,
             u"manual"_s, u"endDate null"_s, u"big number"_s, u"groups"_s, u"boolean"_s,
             u"digits 20"_s, u"digits 24"_s, u"digits 27"_s })
        QVERIFY2(kinds[kind] > 5, qPrintable(kind));
    for (const QChar::Script script :
        { QChar::Script_Latin, QChar::Script_Cyrillic, QChar::Script_Greek, QChar::Script_Arabic,
            QChar::Script_Hebrew, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Hangul,
            QChar::Script_Devanagari, QChar::Script_Thai })
        QVERIFY2(scripts.contains(script), qPrintable(QString::number(script)));
    QVERIFY(uncorrelated > 60 && uncorrelated < 130);
    QVERIFY(protectedOnes > 5 && protectedOnes < 50);
}

void TestDemoData::awkwardNamesComeEarly()
{
    const DemoData data(1, 5000);
    int early = 0;
    int all = 0;
    QString names;
    for (quint32 i = 0; i < 5000; ++i) {
        const quint32 ordinal = data.unsorted(i);
        if (!data.naming().isAwkward(data.naming().parts(ordinal)))
            continue;
        ++all;
        early += i < 50 ? 1 : 0;
        names += nameOf(data, ordinal) + u'\n';
    }
    QVERIFY2(early >= 5, qPrintable(QString::number(early)));
    QVERIFY2(all >= 20 && all <= 40, qPrintable(QString::number(all)));
    for (const QString& part : { u"<b>"_s, u"=HYPERLINK(\""_s, u"onerror"_s, u"+1"_s, u"@SUM"_s,
             u"\\"_s, u"\U0001F600"_s, u"\u202E"_s })
        QVERIFY2(names.contains(part), qPrintable(part));
}

void TestDemoData::everyIdentityIsValidJson()
{
    const Directory directory(11, 20'000);
    for (quint32 i = 0; i < 20'000; ++i) {
        const QJsonObject identity = jsonOf(directory, i);
        QCOMPARE(identity[u"name"_s].toString(), nameOf(directory.data(), i));
        QCOMPARE(identity[u"alias"_s].toString(), directory.data().naming().alias(i));
        if (directory.data().hasEmail(i))
            QCOMPARE(identity[u"emailAddress"_s].toString(), directory.data().email(i));
    }
}

void TestDemoData::rolesAndOwnersVary()
{
    const DemoData data(1, 5000);
    QSet<quint32> counts;
    QSet<int> shapes;
    int owners = 0;
    quint32 most = 0;
    for (quint32 i = 0; i < 5000; ++i) {
        const quint32 count = roleAssignmentCount(data, i);
        counts.insert(count);
        most = std::max(most, count);
        QSet<QByteArray> roles;
        for (quint32 number = 0; number < count; ++number)
            roles.insert(assignedRole(data, i, number).id);
        QCOMPARE(quint32(roles.size()), count);
        if (data.isOwner(i)) {
            const OwnershipShape shape = ownershipShape(data, i);
            shapes.insert(int(shape.singleObject) + 2 * int(shape.wrapped));
            ++owners;
        }
    }
    QVERIFY(counts.contains(0) && counts.size() > 25);
    QCOMPARE(most, 40u);
    QCOMPARE(shapes.size(), 4);
    QVERIFY(owners > 80);
}

void TestDemoData::datesAreRight()
{
    QCOMPARE(isoDate(1672780582432, Fraction::Milliseconds), "2023-01-03T21:16:22.432Z");
    QCOMPARE(isoDate(1672780582432, Fraction::None), "2023-01-03T21:16:22Z");
    QCOMPARE(isoDate(0, Fraction::Milliseconds), "1970-01-01T00:00:00.000Z");
    QCOMPARE(isoDate(1709164800000, Fraction::None), "2024-02-29T00:00:00Z");
    QCOMPARE(isoDate(1735689599999, Fraction::Milliseconds), "2024-12-31T23:59:59.999Z");
}

void TestDemoData::aMillionCostsLittle()
{
    const auto residentKiB = [] {
        QFile status(u"/proc/self/statm"_s);
        return status.open(QIODevice::ReadOnly)
            ? status.readAll().split(' ').value(1).toLongLong() * 4
            : 0;
    };
    const qint64 before = residentKiB();
    Directory directory(1, 1'000'000);
    quint32 total = 0;
    ListQuery query;
    QCOMPARE(directory.page(query, nullptr, &total).size(), size_t(250));
    QVERIFY(total > 975'000 && total < 990'000);
    query.sorters = { SortKey {} };
    query.offset = 900'000;
    QCOMPARE(directory.page(query, nullptr, &total).size(), size_t(250));
    const DemoData& data = directory.data();
    for (quint32 i = 0; i < 1'000'000; i += 9973)
        QCOMPARE(data.ordinalOf(data.id(i)), std::optional(i));
#if !defined(__SANITIZE_ADDRESS__)
    const qint64 used = residentKiB() - before;
    QVERIFY2(used < 60 * 1024, qPrintable(QString::number(used)));
#else
    Q_UNUSED(before)
#endif
}

void TestDemoData::tinyTenantsWork()
{
    for (const quint32 count : { 0u, 1u, 2u, 9u }) {
        Directory directory(1, count);
        ListQuery query;
        query.correlatedOnly = false;
        quint32 total = 99;
        QCOMPARE(directory.page(query, nullptr, &total).size(), size_t(count));
        QCOMPARE(total, count);
        QVERIFY(!directory.find("ef38f94347e94562b5bb8424a56397d8"));
    }
}

QTEST_GUILESS_MAIN(TestDemoData)
#include "tst_demodata.moc"
