#include "api/filter/filterparser.h"
#include "snapshot/snapshotanswers.h"

#include "base/foldedtext.h"
#include "base/qtversion.h"
#include "support/filtermatches.h"
#include "support/snapshotfilters.h"
#include "support/snapshotpages.h"

#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QStringList attributeKeys { u"department"_s, u"cost center"_s, u"firstname"_s, u"lastname"_s,
    u"groups"_s, u"email"_s, u"\"'; DROP"_s, u"ключ"_s, u"rare 3"_s, u"rare 577"_s, u"never"_s };
const QStringList texts { u"Sales"_s, u"SALES"_s, u"sales "_s, u"Zoë"_s, u"zoe"_s, u"ZOE\u0308"_s,
    u"Straße"_s, u"STRASSE"_s, u"12"_s, u"12.5"_s, u"-3"_s, u"007"_s, u"1e3"_s, u"true"_s,
    u"2026-11-23T13:00:00Z"_s, u"2024-02-29"_s, u"2026-01-01T00:00:00.123+02:00"_s, u"a, b"_s,
    u"%_"_s, u"' OR 1=1 --"_s, u"\\\"quoted\\\""_s, u"東京"_s, u"\U0001F600"_s, u"\ufeffmark"_s,
    u"a"_s, u"B"_s, u"\u0301"_s, u"Ａ"_s, u"9007199254740993"_s, u"ACTIVE"_s, u"LOCKED"_s };

/// Records of every kind, most of them odd.
class Records
{
public:
    explicit Records(quint32 seed)
        : m_random(seed)
    {
    }

    QJsonArray list(int count)
    {
        QJsonArray records;
        for (int i = 0; i < count; ++i)
            records += m_random.bounded(40) == 0 ? value(1) : QJsonValue(record(i));
        return records;
    }

private:
    QJsonValue text() { return texts[m_random.bounded(int(texts.size()))]; }
    QJsonValue value(int depth)
    {
        switch (m_random.bounded(depth > 0 ? 12 : 9)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return m_random.bounded(2) == 0;
        case 2:
            return m_random.bounded(-20, 20);
        case 3:
            return m_random.bounded(20) + 0.5;
        case 4:
            return u""_s;
        case 9:
            return QJsonObject { { u"x"_s, value(0) }, { u"y"_s, value(depth - 1) } };
        case 10:
        case 11: {
            QJsonArray list;
            for (int i = m_random.bounded(4); i > 0; --i)
                list += value(depth - 1);
            return list;
        }
        default:
            return text();
        }
    }
    /// Mostly what belongs there.
    QJsonValue usually(const QJsonValue& usual)
    {
        return m_random.bounded(12) == 0 ? value(1) : usual;
    }
    QJsonValue date()
    {
        switch (m_random.bounded(5)) {
        case 0:
            return u"2026-11-23T13:00:00Z"_s;
        case 1:
            return u"2026-10-%1T09:30:00.5Z"_s.arg(m_random.bounded(1, 31), 2, 10, QChar(u'0'));
        case 2:
            return qint64(1764000000000) + m_random.bounded(1000);
        case 3:
            return u"Wed Feb 14 10:58:42"_s;
        default:
            return u"2026-11-0%1T24:00:00+01:00"_s.arg(m_random.bounded(1, 9));
        }
    }
    void maybe(QJsonObject& object, const QString& key, const QJsonValue& value)
    {
        if (m_random.bounded(6) > 0)
            object.insert(key, value);
    }
    QJsonObject record(int number)
    {
        QJsonObject attributes;
        for (const QString& key : attributeKeys) {
            if (key != u"never"_s)
                maybe(attributes, key, value(2));
        }
        // So many that not all have a column.
        for (int i = 0; i < 10; ++i)
            attributes.insert(u"rare %1"_s.arg(10 * number + i), value(2));
        QJsonObject object;
        maybe(object, u"id"_s,
            usually(number % 7 == 0 ? u"a/../%1"_s.arg(number) : u"id%1"_s.arg(number)));
        maybe(object, u"name"_s, usually(text()));
        maybe(object, u"alias"_s, usually(text()));
        maybe(object, u"emailAddress"_s, usually(text()));
        maybe(
            object, u"identityStatus"_s, usually(m_random.bounded(2) ? u"ACTIVE"_s : u"locked"_s));
        maybe(object, u"processingState"_s, usually(u"OK"_s));
        maybe(object, u"isManager"_s, usually(m_random.bounded(2) == 0));
        for (const QString& key : { u"created"_s, u"modified"_s, u"lastRefresh"_s })
            maybe(object, key, usually(date()));
        maybe(object, u"managerRef"_s,
            usually(QJsonObject { { u"id"_s, usually(text()) }, { u"name"_s, usually(text()) } }));
        maybe(object, u"lifecycleState"_s,
            usually(QJsonObject { { u"stateName"_s, usually(text()) } }));
        maybe(object, u"attributes"_s, usually(attributes));
        return object;
    }

    QRandomGenerator m_random;
};

/// A snapshot, and its identities in memory.
struct Both
{
    explicit Both(quint32 seed, int count = 80, bool exact = false)
        : context { .now = QDateTime(QDate(2026, 11, 27), QTime(14, 2), Utc), .exact = exact }
    {
        const QJsonArray records = Records(seed).list(count);
        QJsonArray correlated;
        QJsonArray others;
        for (int i = 0; i < count; ++i)
            (i % 3 ? correlated : others) += records[i];
        const QString path = folder.filePath(u"s"_s);
        problem = writeSnapshot(
            path, { pageOf(correlated) }, { pageOf(others) }, { .takenAt = context.now });
        auto reader = SnapshotReader::open(path);
        if (!problem.isEmpty() || !reader)
            return;
        answers = std::make_unique<SnapshotAnswers>(std::move(reader).value(), exact);
        identities = all({ .correlatedOnly = false });
        // Some come twice, by what they have for an id.
        correlatedCount = all({ .correlatedOnly = true }).size();
    }

    QList<Identity> all(ListIdentities list)
    {
        QList<Identity> found;
        for (;;) {
            const auto answer = answers->list(list, stop);
            const auto page
                = answer ? ListIdentities::parse(*answer) : Expected<IdentityPage>(answer.error());
            if (!page) {
                problem = page.error().details();
                return {};
            }
            found += page->identities;
            list.offset += list.limit;
            if (page->identities.size() < list.limit)
                return found;
        }
    }
    /// The same by looking at each identity.
    QList<Identity> expected(const FilterExpression& filter)
    {
        MatchContext each = context;
        each.ofAll = [this](const FilterCondition& condition, const Identity& identity) {
            return isDuplicate(condition, identity);
        };
        QList<Identity> found;
        for (qsizetype i = 0; i < identities.size(); ++i) {
            each.correlated = i < correlatedCount;
            if (matches(filter, identities[i], each))
                found += identities[i];
        }
        return found;
    }
    /// Empty where one of the fields has no value.
    QStringList shared(const FilterCondition& condition, const Identity& identity) const
    {
        QStringList values;
        for (const QString& key : condition.values) {
            const QJsonValue value = key.startsWith(u"attributes."_s)
                ? identity.record.attribute(key.mid(11))
                : QJsonValue(identity.emailAddress);
            if (filterValue(value).texts.isEmpty())
                return {};
            const QString text = attributeText(value);
            values += context.exact ? text : foldedText(text);
        }
        return values;
    }
    bool isDuplicate(const FilterCondition& condition, const Identity& identity)
    {
        if (condition.field != FilterField::Duplicates)
            return false;
        if (!(counted == condition)) {
            counted = condition;
            counts.clear();
            for (const Identity& one : identities)
                ++counts[shared(condition, one)];
        }
        const QStringList values = shared(condition, identity);
        return !values.isEmpty() && counts[values] > 1;
    }

    QTemporaryDir folder;
    QString problem;
    MatchContext context;
    std::unique_ptr<SnapshotAnswers> answers;
    QList<Identity> identities;
    qsizetype correlatedCount = 0;
    std::atomic_bool stop = false;
    FilterCondition counted;
    QHash<QStringList, int> counts; ///< of the condition `counted`
};

} // namespace

class TestSnapshotFilter final : public QObject
{
    Q_OBJECT

private slots:
    void givesThePeopleThatAnEvaluationGives_data();
    void givesThePeopleThatAnEvaluationGives();
    void findsEveryOneOfTheseFields();
    void goesOnWithASearchThatWasStopped();
    void keepsNoMoreColumnsThanThereIsRoomFor();
};

void TestSnapshotFilter::givesThePeopleThatAnEvaluationGives_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("exact");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("%u", seed) << seed << (seed % 2 == 0);
}

void TestSnapshotFilter::givesThePeopleThatAnEvaluationGives()
{
    QFETCH(const quint32, seed);
    QFETCH(const bool, exact);
    Both both(seed, 80, exact);
    QCOMPARE(both.problem, QString());
    QVERIFY(both.answers->reader().hasRest());
    SnapshotFilters filters(seed, attributeKeys, texts);
    int notTrivial = 0;

    for (int i = 0; i < 500; ++i) {
        const FilterExpression filter = i < 330 ? filters.condition() : filters.tree(2);
        const QString text = filter.toFilterText();

        const QList<Identity> found = both.all({ .filters = text, .correlatedOnly = false });
        QVERIFY2(both.problem.isEmpty(), qPrintable(both.problem + text));

        const QList<Identity> expected = both.expected(filter);
        notTrivial += !expected.isEmpty() && expected.size() < both.identities.size() ? 1 : 0;
        if (found != expected) {
            for (const Identity& identity : both.identities) {
                if (found.contains(identity) != expected.contains(identity)) {
                    qWarning() << (expected.contains(identity) ? "missing:" : "too many:")
                               << RecordText(identity.record).value();
                    break;
                }
            }
        }
        QVERIFY2(found == expected, qPrintable(text));
    }
    QVERIFY2(notTrivial > 150, qPrintable(QString::number(notTrivial)));
}

void TestSnapshotFilter::findsEveryOneOfTheseFields()
{
    Both both(9);
    for (const FilterFieldInfo& field : allFilterFields(FilterReach::Snapshot)) {
        if (!field.inSnapshot.contains(FilterOperator::Present)
            || field.field == FilterField::Attribute)
            continue;
        const QString text = u"pr "_s + field.apiName;
        const auto filter = parseFilter(text, FilterReach::Snapshot);
        const auto expected = both.expected(std::get<FilterExpression>(filter));
        QVERIFY2(!expected.isEmpty(), qPrintable(text));
        QCOMPARE(both.all({ .filters = text, .correlatedOnly = false }), expected);
    }
}

void TestSnapshotFilter::goesOnWithASearchThatWasStopped()
{
    Both both(5);
    const ListIdentities search { .filters = u"anyField co \"zoe\""_s, .correlatedOnly = false };
    both.stop = true;
    for (int i = 0; i < 30; ++i) {
        const auto answer = both.answers->list(search, both.stop);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ApiError::Kind::Cancelled);
    }
    both.stop = false;
    const auto filter = parseFilter(search.filters, FilterReach::Snapshot);
    const auto expected = both.expected(std::get<FilterExpression>(filter));
    QVERIFY(!expected.isEmpty());
    QCOMPARE(both.all(search), expected);
}

void TestSnapshotFilter::keepsNoMoreColumnsThanThereIsRoomFor()
{
    Both both(6);
    SnapshotReader& reader = both.answers->reader();
    SnapshotColumns roomy(reader, false, std::numeric_limits<qint64>::max());
    const QList<FilterSubject> subjects { { FilterField::Name, {} }, { FilterField::Email, {} },
        { FilterField::Attribute, u"department"_s }, { FilterField::Attribute, u"rare 577"_s } };
    QVERIFY(!roomy.load(subjects, both.stop));
    SnapshotColumns narrow(reader, false, roomy.bytes() / 2);
    for (int i = 0; i < 8; ++i) {
        const FilterSubject& subject = subjects[i % subjects.size()];
        QVERIFY(!narrow.load({ subject }, both.stop));
        QVERIFY(narrow.bytes() <= roomy.bytes() / 2);
        for (qint64 row = 0; row < roomy.rows(); ++row)
            QCOMPARE(narrow.column(subject).valueOf(row), roomy.column(subject).valueOf(row));
    }
    // What one question needs at once is there in any case.
    QVERIFY(!narrow.load(subjects, both.stop));
    QCOMPARE(narrow.bytes(), roomy.bytes());
}

QTEST_GUILESS_MAIN(TestSnapshotFilter)
#include "tst_snapshotfilter.moc"
