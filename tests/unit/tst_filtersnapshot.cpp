#include "api/filter/filtercompletion.h"
#include "api/filter/filterparser.h"
#include "support/snapshotfilters.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

constexpr FilterReach Snapshot = FilterReach::Snapshot;

QString problem(const FilterResult& result)
{
    const auto* error = std::get_if<FilterError>(&result);
    return error ? error->message : QString();
}

QString canonical(const QString& text)
{
    const FilterResult result = parseFilter(text, Snapshot);
    const auto* expression = std::get_if<FilterExpression>(&result);
    return expression ? expression->toFilterText() : problem(result);
}

} // namespace

/// The language of snapshots: what it has beyond the list API's.
class TestFilterSnapshot : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void parserSaysWhatIsWrong_data();
    void parserSaysWhatIsWrong();
    void anyTreeRoundTrips();
    void theListApiSaysWhatASnapshotCould_data();
    void theListApiSaysWhatASnapshotCould();
    void knowsWhoCanAnswer();
    void quickSearchIsContainedText();
    void fieldsAreFoundByTheirKeys();
    void kindsOfFieldsNeedNotBeTold();
    void suggestsWhatCanStandHere_data();
    void suggestsWhatCanStandHere();
    void suggestionsAreAcceptedWhole();
    void followingSuggestionsAlwaysEndsInAFilter();
};

void TestFilterSnapshot::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString& text, const QString& expected = {}) {
        QTest::newRow(qPrintable(text)) << text << (expected.isEmpty() ? text : expected);
    };
    row(u"email co \"x\""_s);
    row(u"email ne \"x\""_s);
    row(u"email isnull"_s);
    row(u"pr email"_s);
    row(u"not (pr managerName)"_s);
    row(u"not pr managerName"_s, u"not (pr managerName)"_s);
    row(u"email in (\"a\",\"b\")"_s);
    row(u"attributes.department eq \"Sales\""_s);
    row(u"attributes.groups ca (\"a\",\"b\")"_s);
    row(u"attributes.\"cost center\" eq \"1\""_s);
    row(u"attributes.\"department\" isnull"_s, u"attributes.department isnull"_s);
    row(u"attributes.\"a\\\"b\\\\c\" isnull"_s);
    row(u"pr attributes.\"cost center\" and pr attributes.x"_s);
    row(u"attributes.dotted.key.2 sw \"a\""_s);
    row(u"attributes.größe gt 180"_s);
    row(u"attributes.level ge -1.5"_s);
    row(u"attributes.level le 007"_s);
    row(u"attributes.contractor eq true"_s);
    row(u"attributes.hired lt 2018-12-18T23:05:55Z"_s);
    row(u"attributes.hired gt \"2018\""_s);
    row(u"created gt 2018-12-18T23:05:55Z"_s);
    row(u"created ge 2018-12-18"_s);
    row(u"lastRefresh lt now-30d"_s);
    row(u"modified gt now"_s);
    row(u"isManager eq true"_s);
    row(u"correlated ne false"_s);
    row(u"cloudStatus in (\"LOCKED\",\"DISABLED\")"_s);
    row(u"anyField co \"ma\""_s);
    row(u"duplicates in (\"email\")"_s);
    row(u"duplicates in (\"attributes.firstname\",\"attributes.lastname\")"_s);
    row(u"change in (\"new\",\"changed\")"_s);
    row(u"changedField eq \"attributes.department\""_s);
    row(u"cloudStatus eq \"LOCKED\" and attributes.department eq \"Sales\" or not email isnull"_s,
        u"(cloudStatus eq \"LOCKED\" and attributes.department eq \"Sales\")"
        " or not (email isnull)"_s);
}

void TestFilterSnapshot::parses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(canonical(text), expected);
    QCOMPARE(canonical(expected), expected);
}

void TestFilterSnapshot::parserSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString& text, int position, int length, const QString& message) {
        QTest::newRow(qPrintable(text)) << text << position << length << message;
    };
    row(u"protected eq true"_s, 0, 9,
        u"A snapshot cannot filter by \"protected\": ISC does not list it."_s);
    row(u"salary eq \"x\""_s, 0, 6,
        u"There is no field \"salary\". A snapshot knows id, name, alias, firstname, lastname, "
        "email, cloudStatus, processingState, correlated, lifecycleState, managerName, managerId, "
        "isManager, created, modified, lastRefresh, attributes.NAME, anyField, duplicates, change, "
        "changedField."_s);
    const QString noKey = u"Write the name of the attribute: attributes.department."_s;
    row(u"attributes eq \"x\""_s, 0, 10, noKey);
    row(u"attributes. eq \"x\""_s, 0, 11, noKey);
    row(u"attributes. \"a\" eq \"x\""_s, 0, 11, noKey);
    row(u"attributes.\"\" eq \"x\""_s, 0, 11, noKey);
    row(u"Attributes.x eq \"x\""_s, 0, 12, noKey);
    row(u"emailAddress isnull"_s, 0, 12, u"The filter calls it email, not \"emailAddress\"."_s);
    row(u"email pr"_s, 6, 2, u"Write pr before the field: pr email."_s);
    row(u"pr"_s, 2, 0, u"Write a field after pr."_s);
    row(u"pr isManager"_s, 0, 2, u"\"isManager\" allows eq and ne, not pr."_s);
    row(u"pr \"a\""_s, 3, 3, u"Write a field after pr."_s);
    row(u"email isnull \"x\""_s, 13, 3, u"Write and, or, or nothing here."_s);
    row(u"email eq 5"_s, 9, 1, u"Put the value in double quotes: \"5\"."_s);
    row(u"attributes.a eq Sales"_s, 16, 5, u"Put the value in double quotes: \"Sales\"."_s);
    row(u"attributes.a co 5"_s, 16, 1, u"Put the value in double quotes: \"5\"."_s);
    row(u"attributes.a gt true"_s, 16, 4, u"Put the value in double quotes: \"true\"."_s);
    row(u"attributes.a in (5)"_s, 17, 1, u"Put the value in double quotes: \"5\"."_s);
    // Beyond this, numbers that differ would be equal.
    row(u"attributes.a eq 1234567890123456789"_s, 16, 19,
        u"Put the value in double quotes: \"1234567890123456789\"."_s);
    const QString time = u"Write a time here, without quotes: 2026-11-23T13:00:00Z or now-30d."_s;
    row(u"created gt \"2026-01-01\""_s, 11, 12, time);
    row(u"created gt yesterday"_s, 11, 9, time);
    row(u"created gt now-30y"_s, 11, 7, time);
    row(u"created gt now-"_s, 11, 4, time);
    row(u"created gt now-1234567d"_s, 11, 12, time);
    row(u"created gt 2026-13-01"_s, 11, 10, time);
    row(u"created gt 5"_s, 11, 1, time);
    row(u"created gt"_s, 10, 0, u"A value is missing after gt."_s);
    row(u"created sw \"2026\""_s, 8, 2,
        u"\"created\" allows eq, ne, pr, isnull, gt, ge, lt and le, not sw."_s);
    row(u"isManager eq \"true\""_s, 13, 6,
        u"Write true or false here, in lower case and without quotes."_s);
    row(u"anyField eq \"x\""_s, 9, 2, u"\"anyField\" allows co, not eq."_s);
    row(u"duplicates eq \"email\""_s, 11, 2, u"\"duplicates\" allows in, not eq."_s);
    row(u"change eq \"old\""_s, 10, 5, u"\"change\" is new, changed or gone."_s);
}

void TestFilterSnapshot::parserSaysWhatIsWrong()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QString, message);
    const FilterResult result = parseFilter(text, Snapshot);
    QCOMPARE(problem(result), message);
    QCOMPARE(std::get<FilterError>(result), (FilterError { position, length, message }));
}

void TestFilterSnapshot::anyTreeRoundTrips()
{
    test::SnapshotFilters filters(7,
        { u"department"_s, u"cost center"_s, u"a\"b\\"_s, u"x.y"_s, u"größe"_s, u"and"_s, u"(𝒳)"_s,
            u" "_s },
        { u"Sales"_s, u"5"_s, u"true"_s, {} });
    QSet<int> fields;
    QSet<int> operators;
    for (int i = 0; i < 2000; ++i) {
        const FilterExpression before = filters.tree(4);
        const QString text = before.toFilterText();
        const FilterResult after = parseFilter(text, Snapshot);
        QVERIFY2(problem(after).isEmpty(), qPrintable(text + u" : "_s + problem(after)));
        QVERIFY2(std::get<FilterExpression>(after) == before, qPrintable(text));
        QVERIFY(before.isFor(Snapshot));
        if (before.kind() == FilterExpression::Kind::Condition) {
            fields += static_cast<int>(before.asCondition().field);
            operators += static_cast<int>(before.asCondition().op);
        }
    }
    QCOMPARE(fields.size(), static_cast<qsizetype>(allFilterFields(Snapshot).size()));
    QCOMPARE(operators.size(), allFilterOperators().size());
}

void TestFilterSnapshot::theListApiSaysWhatASnapshotCould_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isForSnapshot");
    QTest::newRow("operator") << u"email co \"x\""_s << true;
    QTest::newRow("field") << u"attributes.department eq \"x\""_s << true;
    QTest::newRow("key in quotes") << u"attributes.\"cost center\" eq \"x\""_s << true;
    QTest::newRow("presence") << u"pr email"_s << true;
    QTest::newRow("second condition") << u"name sw \"a\" and created gt now-1d"_s << true;
    QTest::newRow("unfinished") << u"email co "_s << false;
    QTest::newRow("unknown everywhere") << u"salary eq \"x\""_s << false;
    QTest::newRow("protected and contained") << u"protected eq true and email co \"x\""_s << false;
}

void TestFilterSnapshot::theListApiSaysWhatASnapshotCould()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isForSnapshot);
    const FilterResult result = parseFilter(text);
    QVERIFY(std::holds_alternative<FilterError>(result));
    QCOMPARE(std::get<FilterError>(result).isForSnapshot, isForSnapshot);
}

void TestFilterSnapshot::knowsWhoCanAnswer()
{
    const auto answers = [](const QString& text, FilterReach reader, FilterReach reach) {
        return std::get<FilterExpression>(parseFilter(text, reader)).isFor(reach);
    };
    constexpr FilterReach ListApi = FilterReach::ListApi;
    const QString both = u"name sw \"a\" and not (correlated eq true)"_s;
    QVERIFY(answers(both, ListApi, ListApi));
    QVERIFY(answers(both, ListApi, Snapshot));
    QVERIFY(!answers(u"name sw \"a\" or not (email isnull)"_s, Snapshot, ListApi));
    QVERIFY(!answers(u"name sw \"a\" and protected eq true"_s, ListApi, Snapshot));
    QVERIFY(FilterExpression().isFor(ListApi) && FilterExpression().isFor(Snapshot));

    const FilterResult error
        = FilterExpression::condition({ FilterField::Email, FilterOperator::Contains, { u"x"_s } });
    QVERIFY(std::get<FilterError>(error).isForSnapshot);
    const FilterResult none = FilterExpression::condition(
        { FilterField::Email, FilterOperator::Contains, { u"\n"_s } });
    QVERIFY(!std::get<FilterError>(none).isForSnapshot);
}

void TestFilterSnapshot::quickSearchIsContainedText()
{
    const FilterResult search = FilterExpression::quickSearch(u"  ma\"x "_s, Snapshot);
    const auto& expression = std::get<FilterExpression>(search);
    QCOMPARE(expression.toFilterText(), uR"(anyField co "ma\"x")"_s);
    QCOMPARE(expression.quickSearchText(), u"ma\"x"_s);
    const FilterResult none = FilterExpression::quickSearch(u" "_s, Snapshot);
    QVERIFY(std::get<FilterExpression>(none).isEmpty());
    // No search has these, as it cuts the space.
    for (const QString& text : { u"anyField co \" a\""_s, u"anyField co \"\""_s }) {
        const FilterResult other = parseFilter(text, Snapshot);
        QVERIFY(!std::get<FilterExpression>(other).quickSearchText());
    }
}

void TestFilterSnapshot::fieldsAreFoundByTheirKeys()
{
    QCOMPARE(filterSubject(u"email"_s), (FilterSubject { FilterField::Email, {} }));
    QCOMPARE(filterSubject(u"emailAddress"_s), (FilterSubject { FilterField::Email, {} }));
    QCOMPARE(filterSubject(u"identityStatus"_s), (FilterSubject { FilterField::CloudStatus, {} }));
    QCOMPARE(filterSubject(u"managerName"_s), (FilterSubject { FilterField::ManagerName, {} }));
    QCOMPARE(filterSubject(u"attributes.cost center"_s),
        (FilterSubject { FilterField::Attribute, u"cost center"_s }));
    QCOMPARE(subjectKey({ FilterField::Email, {} }), u"emailAddress"_s);
    QCOMPARE(subjectKey({ FilterField::CloudStatus, {} }), u"identityStatus"_s);
    QCOMPARE(subjectKey({ FilterField::ManagerId, {} }), u"managerId"_s);
    QCOMPARE(subjectKey({ FilterField::LastRefresh, {} }), u"lastRefresh"_s);
    QCOMPARE(subjectKey({ FilterField::FirstName, {} }), u"attributes.firstname"_s);
    QCOMPARE(subjectKey({ FilterField::Attribute, u"cost center"_s }), u"attributes.cost center"_s);
    for (const QString& key : { u"attributes"_s, u"attributes."_s, u"protected"_s, u"anyField"_s,
             u"duplicates"_s, u"change"_s, u"changedField"_s, u"salary"_s, QString() })
        QVERIFY2(!filterSubject(key), qPrintable(key));
}

void TestFilterSnapshot::kindsOfFieldsNeedNotBeTold()
{
    const auto text = [](const FilterCondition& condition) {
        const FilterResult result = FilterExpression::condition(condition, Snapshot);
        return std::holds_alternative<FilterError>(result)
            ? problem(result)
            : std::get<FilterExpression>(result).toFilterText();
    };
    QCOMPARE(text({ FilterField::Created, FilterOperator::Less, { u"now-1d"_s } }),
        u"created lt now-1d"_s);
    QCOMPARE(text({ FilterField::IsManager, FilterOperator::Equals, { u"true"_s } }),
        u"isManager eq true"_s);
    QCOMPARE(text({ FilterField::Created, FilterOperator::Less, { u"soon"_s } }),
        u"\"soon\" is no time. Write 2026-11-23T13:00:00Z or now-30d."_s);
    QCOMPARE(text({ FilterField::Attribute, FilterOperator::Less, { u"x"_s }, u"a"_s,
                 FilterValueKind::Number }),
        u"\"x\" is no number of at most 18 digits."_s);
    QCOMPARE(text({ FilterField::Attribute, FilterOperator::Equals, { u"x"_s } }),
        u"Write the name of the attribute: attributes.department."_s);
    QCOMPARE(
        text({ FilterField::Name, FilterOperator::Present, { u"x"_s } }), u"pr takes no value."_s);
    QCOMPARE(text({ FilterField::Name, FilterOperator::Greater, { u"5"_s }, {},
                 FilterValueKind::Number }),
        u"\"name\" cannot be compared with gt so."_s);
    QCOMPARE(text({ FilterField::Duplicates, FilterOperator::In, { u"change"_s } }).left(28),
        u"There is no field \"change\". "_s);
}

void TestFilterSnapshot::suggestsWhatCanStandHere_data()
{
    // "|" is the caret.
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("suggestions");
    const auto row = [](const QString& text, const QString& suggestions) {
        QTest::newRow(qPrintable(text)) << text << suggestions;
    };
    row(u"man|"_s, u"managerName managerId isManager"_s);
    row(u"attributes.|"_s, u"attributes.department attributes.\"cost center\""_s);
    row(u"attributes.d|"_s, u"attributes.department"_s);
    row(u"dep|"_s, u"attributes.department"_s);
    row(u"attributes.\"c|"_s, u"attributes.\"cost center\""_s);
    row(u"cost|"_s, u"attributes.\"cost center\""_s);
    row(u"protec|"_s, u""_s);
    row(u"attributes.department |"_s, u"eq ne in sw co ca isnull gt ge lt le"_s);
    row(u"attributes.\"cost center\" |"_s, u"eq ne in sw co ca isnull gt ge lt le"_s);
    row(u"attributes.department c|"_s, u"co ca"_s);
    row(u"email isnull |"_s, u"and or"_s);
    row(u"pr na|"_s, u"name"_s);
    row(u"pr isM|"_s, u""_s);
    row(u"pr name |"_s, u"and or"_s);
    row(u"pr attributes.\"cost center\" |"_s, u"and or"_s);
    row(u"not p|"_s, u"processingState pr"_s);
    row(u"lastRefresh lt |"_s, u"now now-1d now-7d now-30d now-90d"_s);
    row(u"lastRefresh lt now-3|"_s, u"now-30d"_s);
    row(u"change eq |"_s, u"\"new\" \"changed\" \"gone\""_s);
    row(u"isManager ne |"_s, u"true false"_s);
    row(u"attributes.x eq |"_s, u""_s);
}

void TestFilterSnapshot::suggestsWhatCanStandHere()
{
    QFETCH(QString, text);
    QFETCH(const QString, suggestions);
    const qsizetype caret = text.indexOf(u'|');
    text.remove(caret, 1);
    const FilterCompletion completion
        = completeFilter(text, caret, Snapshot, { u"department"_s, u"cost center"_s });
    QStringList found;
    for (const FilterSuggestion& suggestion : completion.suggestions)
        found += suggestion.text;
    QCOMPARE(found.join(u' '), suggestions);
}

void TestFilterSnapshot::suggestionsAreAcceptedWhole()
{
    for (const QString& typed : { u"attributes.\"co"_s, u"attributes.co"_s, u"cost"_s }) {
        QString text = u"pr name and "_s + typed;
        const FilterCompletion completion
            = completeFilter(text, text.size(), Snapshot, { u"cost center"_s });
        if (typed == u"attributes.co"_s) { // its text begins with a quote there
            QVERIFY(completion.suggestions.isEmpty());
            continue;
        }
        QCOMPARE(completion.suggestions.size(), 1);
        text.replace(completion.position, completion.length, completion.suggestions.front().text);
        QCOMPARE(text, u"pr name and attributes.\"cost center\""_s);
    }
}

void TestFilterSnapshot::followingSuggestionsAlwaysEndsInAFilter()
{
    QRandomGenerator random(7);
    for (int run = 0; run < 300; ++run) {
        QString text;
        for (int step = 0; step < 60; ++step) {
            const FilterCompletion completion = completeFilter(
                text, text.size(), Snapshot, { u"department"_s, u"cost center"_s });
            const bool isList = text.endsWith(u"in ( "_s) || text.endsWith(u"ca ( "_s);
            const bool isFields = text.endsWith(u"duplicates in ( "_s);
            const bool isChange = text.endsWith(u"change in ( "_s);
            if (!completion.suggestions.isEmpty())
                text
                    += completion.suggestions.at(random.bounded(completion.suggestions.size())).text
                    + u' ';
            else if (isList)
                text += isFields ? u"\"email\") "_s : isChange ? u"\"new\") "_s : u"\"x\") "_s;
            else
                text += u"\"x\" "_s;
            const FilterResult result = parseFilter(text, Snapshot);
            if (const auto* error = std::get_if<FilterError>(&result)) {
                // Unfinished, but nothing that is written is wrong.
                const bool atEnd = error->position + error->length >= text.trimmed().size()
                    || error->message.contains(u"not closed"_s);
                QVERIFY2(atEnd, qPrintable(text + u": "_s + error->message));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestFilterSnapshot)
#include "tst_filtersnapshot.moc"
