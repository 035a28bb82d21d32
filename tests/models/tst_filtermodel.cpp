#include "base/qtversion.h"
#include "models/filter/cellfilter.h"
#include "models/filter/filtermodel.h"
#include "models/filter/filterrefusal.h"
#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"
#include "api/identityrecord.h"
#include "api/jsondocument.h"
#include "base/wording.h"
#include "support/filtermatches.h"
#include "support/filtertexts.h"
#include "support/snapshotfilters.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

FilterExpression parsed(const QString& text)
{
    const FilterResult result = parseFilter(text);
    if (const auto* error = std::get_if<FilterError>(&result))
        qFatal("%s: %s", qPrintable(text), qPrintable(error->message));
    return std::get<FilterExpression>(result);
}

FilterExpression parsedInSnapshot(const QString& text)
{
    const FilterResult result = parseFilter(text, FilterReach::Snapshot);
    if (const auto* error = std::get_if<FilterError>(&result))
        qFatal("%s: %s", qPrintable(text), qPrintable(error->message));
    return std::get<FilterExpression>(result);
}

FilterExpression search(const QString& text)
{
    return std::get<FilterExpression>(FilterExpression::quickSearch(text));
}

QStringList chipTexts(const FilterModel& model)
{
    QStringList texts;
    for (const FilterExpression& chip : model.chips().chips)
        texts += chipText(chip).text();
    return texts;
}

const QString A = u"name eq \"a\""_s;
const QString B = u"cloudStatus eq \"LOCKED\""_s;
const QString C = u"protected eq true"_s;

} // namespace

class TestFilterModel : public QObject
{
    Q_OBJECT

private slots:
    void refusalsOfTheTenantNameAPlace_data();
    void refusalsOfTheTenantNameAPlace();
    void otherErrorsAreNoRefusal();
    void chipsSayWhatTheyAre_data();
    void chipsSayWhatTheyAre();
    void tooDeepIsSaid_data();
    void tooDeepIsSaid();
    void formsConvert();
    void searchAndChipsAreOneFilter();
    void theWordBetweenKeepsGroups();
    void groupsAndNegation();
    void combines();
    void anyChipsRoundTrip();
    void draftRefusesWhatIsNoCondition();
    void historyIsShortAndWithoutTyping();
    void historyIsKeptAsText();
    void revertGoesBackOnce();
    void cellsThatCanBeFilters();
    void chipsOfASnapshotSayWhatTheyAre_data();
    void chipsOfASnapshotSayWhatTheyAre();
    void searchesOfASnapshotFindContainedText();
    void filtersGoAlongWhereTheyCanBeAsked();
    void historyKeepsTheLanguageOfSnapshots();
    void draftsOfASnapshot();
    void everyCellOfASnapshotIsAFilter();
    void changesAreAFilter_data();
    void changesAreAFilter();
};

void TestFilterModel::chipsSayWhatTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("chips");

    const auto row = [](const QString& text, const QString& chips) {
        QTest::newRow(qPrintable(text)) << text << chips;
    };
    row(u""_s, u""_s);
    row(B, u"Status is Locked"_s);
    row(u"cloudStatus eq \"NEW_ONE\""_s, u"Status is NEW_ONE"_s);
    row(u"alias sw \"ma\""_s, u"Account name begins with ma"_s);
    row(u"not alias sw \"ma\""_s, u"Account name does not begin with ma"_s);
    row(u"protected eq false"_s, u"Protected is No"_s);
    row(u"not "_s + C, u"Protected is not Yes"_s);
    row(u"id in (\"a\",\"b\")"_s, u"Id is one of a, b"_s);
    row(u"not id in (\"a\",\"b\",\"c\",\"d\")"_s, u"Id is none of 4 values"_s);
    row(A + u" and "_s + B, u"Display name is a & Status is Locked"_s);
    row(A + u" or "_s + B, u"Display name is a | Status is Locked"_s);
    row(A + u" and ("_s + B + u" or cloudStatus eq \"DISABLED\")"_s,
        u"Display name is a & (Status is Locked or Disabled)"_s);
    row(A + u" or ("_s + B + u" and "_s + C + u')',
        u"Display name is a | (Status is Locked and Protected is Yes)"_s);
    row(u"not ("_s + A + u" or "_s + B + u")"_s,
        u"not (Display name is \"a\" or Status is Locked)"_s);
    row(C + u" or ("_s + search(u"x"_s).toFilterText() + u')',
        u"Protected is Yes | Any name or email begins with x"_s);
}

void TestFilterModel::chipsSayWhatTheyAre()
{
    QFETCH(const QString, text);
    QFETCH(const QString, chips);
    FilterModel model;
    model.setExpression(parsed(text));
    QCOMPARE(model.chipsProblem(), QString());
    const bool isAnd = model.chips().joiner == FilterChips::Joiner::And;
    QCOMPARE(chipTexts(model).join(isAnd ? u" & "_s : u" | "_s), chips);
    QCOMPARE(model.chips().expression(), parsed(text));
}

void TestFilterModel::tooDeepIsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("group in group") << u"%1 and (%2 or (%3 and %1))"_s.arg(A, B, C);
    QTest::newRow("not not") << u"not not "_s + A;
    QTest::newRow("not of deep") << u"not (%1 and (%2 or %3))"_s.arg(A, B, C);
}

void TestFilterModel::tooDeepIsSaid()
{
    QFETCH(const QString, text);
    FilterModel model;
    model.setExpression(parsed(text));
    QVERIFY(model.chipsProblem().contains(u"groups inside groups"_s));
    QVERIFY(model.chips().isEmpty() && model.search().isEmpty());
    QCOMPARE(model.expression(), parsed(text)); // in force all the same
    model.setExpression(parsed(A));
    QCOMPARE(model.chipsProblem(), QString());
}

void TestFilterModel::formsConvert()
{
    FilterModel model;
    QSignalSpy applied(&model, &FilterModel::applied);
    QVERIFY(!model.setSearch(u" ma "_s));
    QCOMPARE(model.expression(), search(u"ma"_s));
    QCOMPARE(applied.size(), 1);
    model.setExpression(parsed(model.expression().toFilterText()));
    QCOMPARE(model.search(), u"ma"_s);
    QCOMPARE(applied.size(), 1); // the same filter
    QVERIFY(model.setSearch(u"a\tb"_s));
    QCOMPARE(model.search(), u"ma"_s);
    QCOMPARE(applied.size(), 1);
    model.setExpression({});
    QCOMPARE(model.search(), QString());
}

void TestFilterModel::searchAndChipsAreOneFilter()
{
    FilterModel model;
    model.setSearch(u"ma"_s);
    model.setChips({ FilterChips::Joiner::Or, { parsed(A), parsed(B) } });
    const FilterExpression whole = model.expression();
    QCOMPARE(whole,
        FilterExpression::all(
            { search(u"ma"_s), FilterExpression::any({ parsed(A), parsed(B) }) }));
    FilterModel other;
    other.setExpression(whole);
    QCOMPARE(other.search(), u"ma"_s);
    QCOMPARE(other.chips(), model.chips());
    other.setSearch({});
    QCOMPARE(other.expression(), FilterExpression::any({ parsed(A), parsed(B) }));
}

void TestFilterModel::theWordBetweenKeepsGroups()
{
    FilterModel model;
    model.setExpression(parsed(u"%1 and (%2 or %3)"_s.arg(A, B, C)));
    const FilterChips before = model.chips();
    FilterChips chips = before;
    chips.joiner = FilterChips::Joiner::Or;
    model.setChips(chips);
    QCOMPARE(model.expression(), parsed(u"%1 or %2 or %3"_s.arg(A, B, C)));
    chips.joiner = FilterChips::Joiner::And;
    model.setChips(chips);
    QCOMPARE(model.chips(), before);
    QCOMPARE(model.expression(), parsed(u"%1 and (%2 or %3)"_s.arg(A, B, C)));
}

void TestFilterModel::groupsAndNegation()
{
    FilterChips chips { FilterChips::Joiner::And, { parsed(A), parsed(B), parsed(C) } };
    QVERIFY(chips.canGroupWithNext(0) && chips.canGroupWithNext(1) && !chips.canGroupWithNext(2));
    chips.groupWithNext(1);
    QCOMPARE(chips.expression(), parsed(u"%1 and (%2 or %3)"_s.arg(A, B, C)));
    QVERIFY(!chips.canGroupWithNext(0)); // only two left
    QVERIFY(chips.canUngroup(1) && !chips.canUngroup(0));
    chips.negate(1);
    QCOMPARE(chips.expression(), parsed(u"%1 and not (%2 or %3)"_s.arg(A, B, C)));
    QVERIFY(!chips.canUngroup(1));
    chips.negate(1);
    chips.ungroup(1);
    QCOMPARE(chips.expression(), parsed(u"%1 and %2 and %3"_s.arg(A, B, C)));
    chips.remove(0);
    QCOMPARE(chips.expression(), parsed(u"%1 and %2"_s.arg(B, C)));
}

void TestFilterModel::combines()
{
    using enum FilterModel::Combination;
    FilterModel model;
    model.combine(Or, parsed(A)); // "everything or A" is everything
    QVERIFY(model.expression().isEmpty());
    model.combine(And, parsed(A));
    model.combine(And, parsed(A));
    QCOMPARE(model.expression(), parsed(A));
    model.combine(Or, parsed(B));
    model.combine(Or, parsed(B));
    QCOMPARE(model.expression(), parsed(u"%1 or %2"_s.arg(A, B)));
    model.combine(Exclude, parsed(C));
    model.combine(Exclude, parsed(C));
    QCOMPARE(model.expression(), parsed(u"(%1 or %2) and not (%3)"_s.arg(A, B, C)));
    model.combine(Replace, parsed(C));
    QCOMPARE(model.expression(), parsed(C));
}

void TestFilterModel::anyChipsRoundTrip()
{
    QRandomGenerator random(5);
    const auto leaf = [&random] {
        const FilterFieldInfo& field
            = filterFieldInfo(static_cast<FilterField>(random.bounded(10)));
        ConditionDraft draft { field.field,
            field.operators.at(random.bounded(field.operators.size())), random.bounded(3) == 0,
            { field.isBoolean ? u"true"_s : test::hostileText(random) } };
        if (random.bounded(8) == 0)
            draft = { std::nullopt, FilterOperator::StartsWith, false, { u"ma"_s } };
        return std::get<FilterExpression>(draft.toExpression());
    };
    for (int i = 0; i < 500; ++i) {
        std::vector<FilterExpression> members;
        const bool isAnd = random.bounded(2) == 0;
        for (int n = static_cast<int>(random.bounded(4)); n >= 0; --n) {
            members.push_back(leaf());
            if (random.bounded(4) == 0) {
                const FilterExpression group = isAnd ? FilterExpression::any({ leaf(), leaf() })
                                                     : FilterExpression::all({ leaf(), leaf() });
                members.push_back(
                    random.bounded(2) == 0 ? group : FilterExpression::negation(group));
            }
        }
        const FilterExpression whole
            = isAnd ? FilterExpression::all(members) : FilterExpression::any(members);
        // Expression → chips and search → text → parser → chips: always the same.
        FilterModel model;
        model.setExpression(whole);
        QVERIFY2(model.chipsProblem().isEmpty(), qPrintable(whole.toFilterText()));
        const FilterExpression again = FilterExpression::all(
            { std::get<FilterExpression>(FilterExpression::quickSearch(model.search())),
                model.chips().expression() });
        QCOMPARE(again.toFilterText().size(), whole.toFilterText().size());
        QCOMPARE(parsed(again.toFilterText()), again);
        for (const FilterExpression& chip : model.chips().chips) {
            const std::optional<ConditionDraft> draft = ConditionDraft::of(chip);
            if (draft)
                QCOMPARE(std::get<FilterExpression>(draft->toExpression()), chip);
        }
    }
}

void TestFilterModel::draftRefusesWhatIsNoCondition()
{
    ConditionDraft draft;
    QVERIFY(std::holds_alternative<FilterError>(draft.toExpression()));
    draft.values = { u"a\nb"_s };
    QVERIFY(std::holds_alternative<FilterError>(draft.toExpression()));
    draft = { FilterField::CloudStatus, FilterOperator::StartsWith, false, { u"L"_s } };
    QVERIFY(std::holds_alternative<FilterError>(draft.toExpression()));
    draft = { std::nullopt, FilterOperator::StartsWith, false, { u"  "_s } };
    QVERIFY(std::holds_alternative<FilterError>(draft.toExpression()));
}

void TestFilterModel::historyIsShortAndWithoutTyping()
{
    FilterModel model;
    for (const QString& text : { u"m"_s, u"ma"_s, u"mar"_s, u"ma"_s })
        model.setSearch(text);
    QCOMPARE(model.recent().size(), 1);
    QCOMPARE(model.recent().first().words(), u"Correlated: Any name or email begins with \"ma\""_s);
    model.setSearch(u"b"_s);
    QCOMPARE(model.recent().size(), 2);
    model.setSearch({});
    QCOMPARE(model.recent().size(), 2); // no filter is nothing to come back to
    for (int i = 0; i < 30; ++i)
        model.setExpression(parsed(u"name eq \"%1\""_s.arg(i)));
    QCOMPARE(model.recent().size(), FilterModel::HistoryLimit);
    model.setExpression(parsed(u"name eq \"20\""_s));
    QCOMPARE(model.recent().size(), FilterModel::HistoryLimit);
    QCOMPARE(model.recent().first().expression, parsed(u"name eq \"20\""_s));
}

void TestFilterModel::historyIsKeptAsText()
{
    FilterModel model;
    model.set({ IdentityScope::All, parsed(u"name eq \"a \\\" b\""_s) });
    model.set({ IdentityScope::Uncorrelated, parsed(B) });
    FilterModel other;
    QSignalSpy changed(&other, &FilterModel::historyChanged);
    other.setHistory(model.history()
        + QStringList { u""_s, u"correlated"_s, u"correlated salary eq \"x\""_s, u"moon "_s + B });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(other.recent(), model.recent());
    other.clearHistory();
    QCOMPARE(other.history(), QStringList());
}

void TestFilterModel::revertGoesBackOnce()
{
    FilterModel model;
    model.setExpression(parsed(A));
    model.set({ IdentityScope::All, parsed(B) });
    model.revert();
    QCOMPARE(model.state(), (FilterModel::State { IdentityScope::Correlated, parsed(A) }));
}

void TestFilterModel::cellsThatCanBeFilters()
{
    Identity identity {
        .id = IdentityId(u"0a"_s), .name = u"Ann \"A\""_s, .identityStatus = u"LOCKED"_s
    };
    identity.lifecycleState = LifecycleState { u"active"_s };
    QStringList found;
    for (const IdentityColumn& column : defaultIdentityColumns()) {
        const CellFilter filter = cellFilter(identity, column);
        QCOMPARE(filter.expression.isEmpty(), !filter.refusal.isEmpty());
        if (filter.refusal.isEmpty())
            found += filter.expression.toFilterText();
        else if (column.key == u"lifecycleState"_s)
            QCOMPARE(filter.refusal, u"The list API cannot filter by lifecycle state."_s);
        else if (column.key == u"emailAddress"_s)
            QCOMPARE(filter.refusal, u"The list API cannot filter by a missing value."_s);
    }
    QCOMPARE(found.join(u" | "_s),
        u"name eq \"Ann \\\"A\\\"\" | cloudStatus eq \"LOCKED\" | id eq \"0a\""_s);
    QVERIFY(cellFilter(identity, attributeTableColumn(u"department"_s))
                .refusal.endsWith(u"attribute department."_s));
}

void TestFilterModel::refusalsOfTheTenantNameAPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("scope");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    const int all = int(IdentityScope::All);
    // name sw "a" and (alias sw "b")
    QTest::newRow("first letter") << u"Error at position 17"_s << all << 17 << 5;
    QTest::newRow("counted from 1") << u"Error at position 18."_s << all << 17 << 5;
    QTest::newRow("column") << u"Unexpected token, column: 5"_s << all << 5 << 2;
    QTest::newRow("line and column") << u"line 1:8 no viable alternative"_s << all << 8 << 3;
    QTest::newRow("space") << u"at index 4"_s << all << 5 << 2;
    QTest::newRow("parenthesis") << u"at index 16"_s << all << 16 << 1;
    QTest::newRow("no place") << u"Invalid filter"_s << all << -1 << 0;
    QTest::newRow("another number") << u"400 Bad request, try 3"_s << all << -1 << 0;
    QTest::newRow("behind the end") << u"position 999"_s << all << -1 << 0;
    QTest::newRow("no number") << u"position 99999999999999999999"_s << all << -1 << 0;
    const int uncorrelated = int(IdentityScope::Uncorrelated);
    QTest::newRow("behind the scope") << u"position 31"_s << uncorrelated << 5 << 2;
    QTest::newRow("in the scope") << u"position 3"_s << uncorrelated << -1 << 0;
}

void TestFilterModel::refusalsOfTheTenantNameAPlace()
{
    QFETCH(QString, text);
    QFETCH(int, scope);
    QFETCH(int, position);
    QFETCH(int, length);
    const IdentityQuery query { .scope = static_cast<IdentityScope>(scope),
        .filter = u"name sw \"a\" and (alias sw \"b\")"_s };
    const std::optional<FilterError> refusal
        = filterRefusal({ .kind = ApiError::Kind::BadRequest, .serverText = text }, query);
    QVERIFY(refusal.has_value());
    QCOMPARE(refusal->message, text);
    QCOMPARE(refusal->position, position);
    QCOMPARE(refusal->length, length);
}

void TestFilterModel::otherErrorsAreNoRefusal()
{
    const QString place = u"position 1"_s;
    const IdentityQuery query { .filter = u"name sw \"a\""_s };
    const ApiError bad { .kind = ApiError::Kind::BadRequest, .serverText = place };
    QVERIFY(filterRefusal(bad, query));
    QVERIFY(!filterRefusal(bad, {})); // what is no filter cannot be refused
    QVERIFY(!filterRefusal(bad, { .filter = query.filter, .onlyIds = { u"1"_s } }));
    QVERIFY(!filterRefusal({ .kind = ApiError::Kind::ServerFault, .serverText = place }, query));
    const ApiError mute { .kind = ApiError::Kind::BadRequest };
    QVERIFY(!filterRefusal(mute, query)->message.isEmpty());
}

void TestFilterModel::chipsOfASnapshotSayWhatTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("chips");
    const auto row = [](const QString& text, const QString& chips) {
        QTest::newRow(qPrintable(text)) << text << chips;
    };
    row(u"attributes.department eq \"Sales\""_s, u"department is Sales"_s);
    row(u"not attributes.\"cost center\" co \"A\""_s, u"cost center does not contain A"_s);
    row(u"managerName isnull"_s, u"Manager has no value"_s);
    row(u"not pr managerName"_s, u"Manager has no value"_s);
    row(u"lastRefresh lt now-30d"_s, u"Last refresh is before 30 days ago"_s);
    row(u"lastRefresh ge now-1h"_s, u"Last refresh is at or after 1 hour ago"_s);
    row(u"not created gt now"_s, u"Created is not after now"_s);
    row(u"attributes.end le now+2w"_s, u"end is at or before in 2 weeks"_s);
    row(u"created gt 2026-11-23T13:00:00Z"_s,
        u"Created is after "_s + absoluteTime(QDateTime(QDate(2026, 11, 23), QTime(13, 0), Utc)));
    row(u"attributes.level gt 5"_s, u"level is above 5"_s);
    row(u"isManager eq true"_s, u"Manager of others is Yes"_s);
    row(u"attributes.contractor ne false"_s, u"contractor is not No"_s);
    row(u"cloudStatus in (\"LOCKED\",\"DISABLED\")"_s, u"Status is one of Locked, Disabled"_s);
    row(u"attributes.groups ca (\"a\",\"b\")"_s, u"groups contains all of a, b"_s);
    row(u"duplicates in (\"email\",\"attributes.firstname\")"_s,
        u"The same as others in Email, firstname"_s);
    row(u"not duplicates in (\"email\")"_s, u"Not the same as others in Email"_s);
    row(u"change eq \"gone\""_s, u"Change is Gone"_s);
    row(u"changedField in (\"email\",\"attributes.x\")"_s, u"Changed field is one of Email, x"_s);
    row(u"name sw \"a\" and (attributes.x eq \"1\" or attributes.y eq \"2\")"_s,
        u"Display name begins with a & (x is \"1\" or y is \"2\")"_s);
    row(u"name sw \"a\" and (attributes.x eq \"1\" or attributes.x eq \"2\")"_s,
        u"Display name begins with a & (x is \"1\" or \"2\")"_s);
    row(u"attributes.\"\u202Eevil\" eq \"<b>\""_s, u"‹U+202E›evil is <b>"_s);
}

void TestFilterModel::chipsOfASnapshotSayWhatTheyAre()
{
    QFETCH(const QString, text);
    QFETCH(const QString, chips);
    FilterModel model;
    QVERIFY(model.setReach(FilterReach::Snapshot));
    const FilterExpression expression = parsedInSnapshot(text);
    model.setExpression(expression);
    QCOMPARE(model.chipsProblem(), QString());
    const bool isAnd = model.chips().joiner == FilterChips::Joiner::And;
    QCOMPARE(chipTexts(model).join(isAnd ? u" & "_s : u" | "_s), chips);
    QCOMPARE(model.chips().expression(), expression);
}

void TestFilterModel::searchesOfASnapshotFindContainedText()
{
    FilterModel model;
    model.setReach(FilterReach::Snapshot);
    QVERIFY(!model.setSearch(u" ma "_s));
    QCOMPARE(model.expression(), parsedInSnapshot(u"anyField co \"ma\""_s));
    model.setChips({ FilterChips::Joiner::Or, { parsed(A), parsed(B) } });
    QCOMPARE(
        model.expression(), parsedInSnapshot(u"anyField co \"ma\" and (%1 or %2)"_s.arg(A, B)));
    FilterModel other;
    other.setReach(FilterReach::Snapshot);
    other.setExpression(model.expression());
    QCOMPARE(other.search(), u"ma"_s);
    QCOMPARE(other.chips(), model.chips());
    // What begins with a text is another filter there, and stays one.
    other.setExpression(search(u"ma"_s));
    QCOMPARE(other.search(), QString());
    QCOMPARE(chipTexts(other), QStringList { u"Any name or email begins with ma"_s });
}

void TestFilterModel::filtersGoAlongWhereTheyCanBeAsked()
{
    FilterModel model;
    QSignalSpy applied(&model, &FilterModel::applied);
    model.setScope(IdentityScope::All);
    model.setSearch(u"ma"_s);
    model.setChips({ FilterChips::Joiner::And, { parsed(A) } });
    QCOMPARE(applied.size(), 3);
    QVERIFY(model.setReach(FilterReach::Snapshot));
    QCOMPARE(model.expression(), parsedInSnapshot(u"anyField co \"ma\" and "_s + A));
    QCOMPARE(model.search(), u"ma"_s);
    QCOMPARE(model.scope(), IdentityScope::All);
    QCOMPARE(applied.size(), 4);
    QVERIFY(model.setReach(FilterReach::ListApi));
    QCOMPARE(model.expression(), FilterExpression::all({ search(u"ma"_s), parsed(A) }));

    // Back from what the tenant cannot answer: to what was asked of it last.
    QVERIFY(model.setReach(FilterReach::Snapshot));
    model.setExpression(parsedInSnapshot(u"email isnull"_s));
    QVERIFY(!model.setReach(FilterReach::ListApi));
    QCOMPARE(model.expression(), FilterExpression::all({ search(u"ma"_s), parsed(A) }));
    // And what a snapshot cannot answer is not shown as everybody of another scope.
    model.setExpression(parsed(C));
    QVERIFY(!model.setReach(FilterReach::Snapshot));
    QCOMPARE(model.expression(), parsedInSnapshot(u"email isnull"_s));
    QVERIFY(!model.setReach(FilterReach::ListApi));
    QCOMPARE(model.expression(), parsed(C));
    QVERIFY(model.setReach(FilterReach::ListApi));
    model.revert(); // never to what the other one was asked
    QCOMPARE(model.expression(), parsed(C));
}

void TestFilterModel::historyKeepsTheLanguageOfSnapshots()
{
    FilterModel model;
    model.setExpression(parsed(B));
    model.setReach(FilterReach::Snapshot);
    model.setExpression(parsedInSnapshot(u"lastRefresh lt now-30d"_s));
    model.setExpression(parsedInSnapshot(u"attributes.\"a \\\"b\" co \"x\""_s));
    FilterModel other;
    other.setHistory(model.history());
    QCOMPARE(other.recent(), model.recent());
    QCOMPARE(other.recent().size(), 3);
    QVERIFY(!other.recent().first().isFor(FilterReach::ListApi));
    QVERIFY(other.recent().last().isFor(FilterReach::ListApi));
}

void TestFilterModel::draftsOfASnapshot()
{
    constexpr FilterReach reach = FilterReach::Snapshot;
    test::SnapshotFilters filters(3, { u"department"_s, u"cost center"_s }, { u"a"_s, u"7"_s });
    for (int i = 0; i < 1000; ++i) {
        FilterExpression condition = filters.condition();
        if (i % 3 == 0)
            condition = FilterExpression::negation(condition);
        const ConditionDraft draft = *ConditionDraft::of(condition);
        const FilterResult again = draft.toExpression(reach);
        QVERIFY(std::holds_alternative<FilterExpression>(again));
        const auto& expression = std::get<FilterExpression>(again);
        QCOMPARE(filterWords(expression), filterWords(condition));
        QCOMPARE(*ConditionDraft::of(expression), draft);
        QVERIFY(draft.op != FilterOperator::NotEquals && draft.op != FilterOperator::IsNull);
    }
    const ConditionDraft none { .field = FilterField::Email, .op = FilterOperator::Present };
    QVERIFY(std::holds_alternative<FilterExpression>(none.toExpression(reach)));
    QVERIFY(std::holds_alternative<FilterError>(none.toExpression()));
}

void TestFilterModel::changesAreAFilter_data()
{
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<QString>("filter");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("new") << QStringList { u"new"_s } << u"change eq \"new\""_s;
    QTest::newRow("gone") << QStringList { u"gone"_s } << u"change eq \"gone\""_s;
    QTest::newRow("a field") << QStringList { u"managerName"_s }
                             << u"changedField eq \"managerName\""_s;
    QTest::newRow("fields") << QStringList { u"email"_s, u"attributes.cost center"_s }
                            << u"changedField in (\"email\",\"attributes.cost center\")"_s;
}

void TestFilterModel::changesAreAFilter()
{
    QFETCH(QStringList, changes);
    QFETCH(QString, filter);
    const QList<IdentityColumn> columns = defaultIdentityColumns();
    const auto column = std::ranges::find(columns, QString(ChangesColumn), &IdentityColumn::key);
    const CellFilter found = cellFilter({ .changes = changes }, *column, FilterReach::Snapshot);
    QCOMPARE(found.expression.toFilterText(), filter);
    QCOMPARE(found.refusal.isEmpty(), !filter.isEmpty());
}

void TestFilterModel::everyCellOfASnapshotIsAFilter()
{
    const QByteArray json = R"({"id":"0a","name":"Ann \"A\"","identityStatus":"LOCKED",
        "managerRef":{"id":"7","name":"Bo"},"created":"2026-11-23T13:00:00Z",
        "attributes":{"department":"Sales","groups":["a","b, c",null],"one":["x"],"level":7}})";
    const JsonDocument document(json);
    const Identity identity
        = Identity::fromRecord(IdentityRecord::of({ document.root(), document.json() }));
    QList<IdentityColumn> columns = defaultIdentityColumns();
    for (const QString& key : { u"department"_s, u"groups"_s, u"one"_s, u"level"_s, u"absent"_s })
        columns += attributeTableColumn(key);
    QStringList found;
    for (const IdentityColumn& column : std::as_const(columns)) {
        const CellFilter filter = cellFilter(identity, column, FilterReach::Snapshot);
        QCOMPARE(filter.expression.isEmpty(),
            column.kind == IdentityColumn::Kind::Tick || column.key == ChangesColumn);
        if (filter.expression.isEmpty())
            continue;
        found += filter.expression.toFilterText();
        // Whoever has the value is among those who are shown.
        QVERIFY2(test::matches(filter.expression, identity, {}), qPrintable(found.last()));
    }
    const QDate day = QDateTime(QDate(2026, 11, 23), QTime(13, 0), Utc).toLocalTime().date();
    const auto start
        = [](const QDate& date) { return date.startOfDay().toUTC().toString(Qt::ISODate); };
    for (const QString& text :
        { u"name eq \"Ann \\\"A\\\"\""_s, u"email isnull"_s, u"cloudStatus eq \"LOCKED\""_s,
            u"lifecycleState isnull"_s, u"managerName eq \"Bo\""_s, u"isManager eq false"_s,
            u"created ge "_s + start(day) + u" and created lt "_s + start(day.addDays(1)),
            u"lastRefresh isnull"_s, u"attributes.department eq \"Sales\""_s,
            u"attributes.groups ca (\"a\",\"b, c\")"_s, u"attributes.one eq \"x\""_s,
            u"attributes.level eq \"7\""_s, u"attributes.absent isnull"_s })
        QVERIFY2(found.contains(text), qPrintable(text + u" not in "_s + found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestFilterModel)
#include "tst_filtermodel.moc"
