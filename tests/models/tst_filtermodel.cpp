#include "models/filter/cellfilter.h"
#include "models/filter/filtermodel.h"
#include "models/filter/filterrefusal.h"
#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"
#include "support/filtertexts.h"

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
        + QStringList { u""_s, u"correlated"_s, u"correlated name co \"x\""_s, u"moon "_s + B });
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

QTEST_GUILESS_MAIN(TestFilterModel)
#include "tst_filtermodel.moc"
