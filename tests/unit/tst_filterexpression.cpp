#include "api/filter/filterexpression.h"
#include "api/filter/filterparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

/// The tree, or an empty one and a test failure.
FilterExpression tree(const FilterResult& result)
{
    const auto* error = std::get_if<FilterError>(&result);
    if (error)
        QTest::qFail(qPrintable(error->message), __FILE__, __LINE__);
    return error ? FilterExpression() : std::get<FilterExpression>(result);
}

QString problem(const FilterResult& result)
{
    const auto* error = std::get_if<FilterError>(&result);
    return error ? error->message : QString();
}

FilterExpression leaf(FilterField field, FilterOperator op, const QStringList& values)
{
    return tree(FilterExpression::condition({ field, op, values }));
}

FilterExpression alias(const QString& text)
{
    return leaf(FilterField::Alias, FilterOperator::StartsWith, { text });
}

const FilterExpression isProtected
    = leaf(FilterField::Protected, FilterOperator::Equals, { u"true"_s });

QString randomText(QRandomGenerator& random)
{
    static const QStringList pieces { u"\""_s, u"\\"_s, u"\\\""_s, u"a"_s, u"Ö"_s, u" "_s, u"'"_s,
        u"(\",)"_s, u"%23&#+"_s, u"😀"_s, u"𝒳"_s, u"שלום"_s, u"\u202E"_s, u"e\u0301"_s, u" and "_s,
        u"\u2028"_s, u"漢字"_s, u"\\n"_s };
    QString text;
    for (int i = random.bounded(8); i > 0; --i)
        text += pieces.at(random.bounded(pieces.size()));
    return text;
}

FilterExpression randomTree(QRandomGenerator& random, int depth)
{
    const int choice = depth == 0 ? 0 : random.bounded(4);
    if (choice == 0) {
        const FilterFieldInfo& field
            = filterFieldInfo(static_cast<FilterField>(random.bounded(10)));
        const FilterOperator op = field.operators.at(random.bounded(field.operators.size()));
        QStringList values { field.isBoolean ? (random.bounded(2) ? u"true"_s : u"false"_s)
                                             : randomText(random) };
        while (op == FilterOperator::In && random.bounded(3) > 0)
            values.append(randomText(random));
        return leaf(field.field, op, values);
    }
    if (choice == 1)
        return FilterExpression::negation(randomTree(random, depth - 1));
    std::vector<FilterExpression> operands;
    for (int i = random.bounded(4); i >= 0; --i)
        operands.push_back(randomTree(random, depth - 1));
    return choice == 2 ? FilterExpression::all(operands) : FilterExpression::any(operands);
}

} // namespace

class TestFilterExpression : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAllowWhatTheApiAllows();
    void illegalConditionsAreRefused_data();
    void illegalConditionsAreRefused();
    void textAndBack_data();
    void textAndBack();
    void groupsHaveOneForm();
    void quickSearch();
    void anyValueRoundTrips();
    void anyTreeRoundTrips();
    void parses_data();
    void parses();
    void parserSaysWhatIsWrong_data();
    void parserSaysWhatIsWrong();
    void everyCutTextIsAnErrorInside();
    void deepNestingIsRefused();
};

void TestFilterExpression::fieldsAllowWhatTheApiAllows()
{
    QStringList rows;
    for (const FilterFieldInfo& field : allFilterFields()) {
        QStringList names;
        for (const FilterOperator op : field.operators)
            names.append(filterOperatorName(op));
        rows.append(field.apiName + u':' + names.join(u','));
    }
    const QStringList expected { u"id:eq,in"_s, u"name:eq,sw"_s, u"alias:eq,sw"_s,
        u"firstname:eq,sw"_s, u"lastname:eq,sw"_s, u"email:eq,sw"_s, u"cloudStatus:eq"_s,
        u"processingState:eq"_s, u"correlated:eq"_s, u"protected:eq"_s };
    QCOMPARE(rows, expected);
}

void TestFilterExpression::illegalConditionsAreRefused_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("op");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("message");

    const auto row = [](const char* name, FilterField field, FilterOperator op,
                         const QStringList& values, const QString& message) {
        QTest::newRow(name) << static_cast<int>(field) << static_cast<int>(op) << values << message;
    };
    row("in for a name", FilterField::Name, FilterOperator::In, { u"a"_s },
        u"\"name\" allows eq and sw, not in."_s);
    row("sw for an id", FilterField::Id, FilterOperator::StartsWith, { u"a"_s },
        u"\"id\" allows eq and in, not sw."_s);
    row("sw for a status", FilterField::CloudStatus, FilterOperator::StartsWith, { u"A"_s },
        u"\"cloudStatus\" allows eq, not sw."_s);
    row("no value", FilterField::Name, FilterOperator::Equals, {}, u"\"name\" needs a value."_s);
    row("two values", FilterField::Name, FilterOperator::Equals, { u"a"_s, u"b"_s },
        u"eq takes one value."_s);
    row("neither true nor false", FilterField::Correlated, FilterOperator::Equals, { u"yes"_s },
        u"\"correlated\" is true or false."_s);
    const QString control = u"A value cannot hold line breaks, tabs or other control characters."_s;
    row("line break", FilterField::Name, FilterOperator::Equals, { u"a\nb"_s }, control);
    row("NUL", FilterField::Name, FilterOperator::Equals, { u"a"_s + QChar(0) }, control);
    row("C1", FilterField::Name, FilterOperator::Equals, { u"a"_s + QChar(0x85) }, control);
    row("in the second value", FilterField::Id, FilterOperator::In, { u"a"_s, u"\t"_s }, control);
    row("half a pair", FilterField::Name, FilterOperator::Equals, { QString(QChar(0xD83D)) },
        u"The value is not valid text."_s);
}

void TestFilterExpression::illegalConditionsAreRefused()
{
    QFETCH(const int, field);
    QFETCH(const int, op);
    QFETCH(const QStringList, values);
    QFETCH(const QString, message);
    QCOMPARE(problem(FilterExpression::condition(
                 { static_cast<FilterField>(field), static_cast<FilterOperator>(op), values })),
        message);
}

void TestFilterExpression::textAndBack_data()
{
    QTest::addColumn<FilterExpression>("expression");
    QTest::addColumn<QString>("text");

    const FilterExpression locked
        = leaf(FilterField::CloudStatus, FilterOperator::Equals, { u"LOCKED"_s });
    const FilterExpression uncorrelated
        = leaf(FilterField::Correlated, FilterOperator::Equals, { u"false"_s });

    QTest::newRow("empty") << FilterExpression() << u""_s;
    QTest::newRow("starts with") << alias(u"ma"_s) << uR"(alias sw "ma")"_s;
    QTest::newRow("escapes") << alias(uR"(a"b\c)"_s) << uR"(alias sw "a\"b\\c")"_s;
    QTest::newRow("in") << leaf(FilterField::Id, FilterOperator::In, { u"a"_s, u"b"_s })
                        << uR"(id in ("a","b"))"_s;
    QTest::newRow("many") << leaf(
        FilterField::Id, FilterOperator::In, { u"a"_s, u"b"_s, u"c"_s, u"d"_s })
                          << uR"(id in ("a","b","c","d"))"_s;
    QTest::newRow("booleans are bare") << uncorrelated << u"correlated eq false"_s;
    QTest::newRow("or in and")
        << FilterExpression::all({ locked, FilterExpression::any({ alias(u"a"_s), isProtected }) })
        << uR"(cloudStatus eq "LOCKED" and (alias sw "a" or protected eq true))"_s;
    QTest::newRow("and in or")
        << FilterExpression::any({ FilterExpression::all({ locked, isProtected }), uncorrelated })
        << uR"((cloudStatus eq "LOCKED" and protected eq true) or correlated eq false)"_s;
    QTest::newRow("not") << FilterExpression::all({ FilterExpression::negation(locked),
        isProtected }) << uR"(not (cloudStatus eq "LOCKED") and protected eq true)"_s;
}

void TestFilterExpression::textAndBack()
{
    QFETCH(const FilterExpression, expression);
    QFETCH(const QString, text);
    QCOMPARE(expression.toFilterText(), text);
    QVERIFY(tree(parseFilter(text)) == expression);
}

void TestFilterExpression::groupsHaveOneForm()
{
    const FilterExpression a = alias(u"a"_s);
    const FilterExpression b = alias(u"b"_s);
    QVERIFY(!(a == b));
    QVERIFY(FilterExpression::all({ a }) == a);
    QVERIFY(FilterExpression::any({}).isEmpty());
    QVERIFY(FilterExpression::all({ {}, a, {} }) == a);
    QVERIFY(FilterExpression::negation({}).isEmpty());
    QVERIFY(FilterExpression::all({ FilterExpression::all({ a, b }), isProtected })
        == FilterExpression::all({ a, b, isProtected }));
    QVERIFY(!(FilterExpression::all({ a, b }) == FilterExpression::any({ a, b })));
    QVERIFY(!(FilterExpression::all({ a, b }) == FilterExpression::all({ b, a })));
}

void TestFilterExpression::quickSearch()
{
    const FilterExpression search = tree(FilterExpression::quickSearch(u"  ma\"x "_s));
    QCOMPARE(search.toFilterText(),
        uR"(name sw "ma\"x" or alias sw "ma\"x" or email sw "ma\"x")"
        uR"( or firstname sw "ma\"x" or lastname sw "ma\"x")"_s);
    QVERIFY(FilterExpression::all({ search, isProtected })
                .toFilterText()
                .endsWith(uR"(lastname sw "ma\"x") and protected eq true)"_s));
    QVERIFY(tree(FilterExpression::quickSearch(u"  "_s)).isEmpty());
    QVERIFY(!problem(FilterExpression::quickSearch(u"a\tb"_s)).isEmpty());
}

void TestFilterExpression::anyValueRoundTrips()
{
    QRandomGenerator random(20260101);
    for (int i = 0; i < 2000; ++i) {
        const FilterExpression before = alias(randomText(random));
        const QString text = before.toFilterText();
        const FilterResult after = parseFilter(text);
        QVERIFY2(problem(after).isEmpty(), qPrintable(text + u" : "_s + problem(after)));
        QCOMPARE(
            std::get<FilterExpression>(after).asCondition().values, before.asCondition().values);
    }
}

void TestFilterExpression::anyTreeRoundTrips()
{
    QRandomGenerator random(42);
    for (int i = 0; i < 500; ++i) {
        const FilterExpression before = randomTree(random, 4);
        const QString text = before.toFilterText();
        const FilterResult after = parseFilter(text);
        QVERIFY2(problem(after).isEmpty(), qPrintable(text + u" : "_s + problem(after)));
        QVERIFY2(std::get<FilterExpression>(after) == before, qPrintable(text));
    }
}

void TestFilterExpression::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");

    QTest::newRow("blank") << u" \n "_s << u""_s;
    QTest::newRow("the specification's example")
        << uR"(id eq "6c9079b270a266a60170a2779fcb0006" or correlated eq false)"_s
        << uR"(id eq "6c9079b270a266a60170a2779fcb0006" or correlated eq false)"_s;
    QTest::newRow("and binds before or") << uR"(name eq "a" or name eq "b" and name eq "c")"_s
                                         << uR"(name eq "a" or (name eq "b" and name eq "c"))"_s;
    QTest::newRow("not binds before and")
        << uR"(not name eq "a" and name eq "b")"_s << uR"(not (name eq "a") and name eq "b")"_s;
    QTest::newRow("not not") << uR"(not not name eq "a")"_s << uR"(not (not (name eq "a")))"_s;
    QTest::newRow("spare parentheses") << uR"(((name eq "a"))and(protected eq true))"_s
                                       << uR"(name eq "a" and protected eq true)"_s;
    QTest::newRow("no spaces") << uR"(id in("a","b"))"_s << uR"(id in ("a","b"))"_s;
    QTest::newRow("words in a value")
        << uR"(name sw "and or not (")"_s << uR"(name sw "and or not (")"_s;
}

void TestFilterExpression::parses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, canonical);
    QCOMPARE(tree(parseFilter(text)).toFilterText(), canonical);
}

void TestFilterExpression::parserSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("message");

    const auto row = [](const QString& text, int position, int length, const QString& message) {
        QTest::newRow(qPrintable(text)) << text << position << length << message;
    };
    row(uR"(email co "x")"_s, 6, 2, u"\"email\" allows eq and sw, not co."_s);
    row(uR"(name eq "a" and cloudStatus sw "L")"_s, 28, 2, u"\"cloudStatus\" allows eq, not sw."_s);
    row(u"email isnull"_s, 6, 6, u"\"email\" allows eq and sw, not isnull."_s);
    row(u"pr email"_s, 0, 2,
        u"The list API cannot ask whether a field is there: no field allows pr."_s);
    row(uR"(email EQ "x")"_s, 6, 2, u"Write eq in lower case."_s);
    row(uR"(email like "x")"_s, 6, 4, u"\"like\" is no operator. \"email\" allows eq and sw."_s);
    row(uR"(Email eq "x")"_s, 0, 5, u"Write email for \"Email\"."_s);
    row(uR"(emailAddress eq "x")"_s, 0, 12, u"The filter calls it email, not \"emailAddress\"."_s);
    row(uR"(manager eq "x")"_s, 0, 7,
        u"The list API cannot filter by \"manager\". It knows id, name, alias, firstname, "
        "lastname, email, cloudStatus, processingState, correlated, protected."_s);
    for (const QString& unknown : { u"attributes.department"_s, u"lifecycleState"_s })
        row(unknown + uR"( eq "x")"_s, 0, static_cast<int>(unknown.size()),
            u"The list API cannot filter by \"%1\". It knows id, name, alias, firstname, "
            "lastname, email, cloudStatus, processingState, correlated, protected."_s.arg(unknown));
    row(u"name eq ma"_s, 8, 2, u"Put the value in double quotes: \"ma\"."_s);
    row(u"name eq 'ma'"_s, 8, 1, u"Put values in straight double quotes: \"ma\"."_s);
    row(u"name eq “ma”"_s, 8, 1, u"Put values in straight double quotes: \"ma\"."_s);
    row(u"name = \"ma\""_s, 5, 1, u"Write eq instead of =."_s);
    row(u"name eq \"ma"_s, 8, 3, u"This value has no closing quote."_s);
    row(uR"(name eq "a\b")"_s, 10, 1, u"Write \\\\ for a backslash in a value."_s);
    row(u"name eq \"a\tb\""_s, 10, 1,
        u"A value cannot hold line breaks, tabs or other control characters."_s);
    row(u"name eq \"😀\" x"_s, 13, 1, u"Write and, or, or nothing here."_s);
    row(uR"(name eq "a" AND name eq "b")"_s, 12, 3, u"Write and in lower case."_s);
    row(uR"(correlated eq "false")"_s, 14, 7,
        u"Write true or false here, in lower case and without quotes."_s);
    row(u"correlated eq"_s, 13, 0, u"A value is missing after eq: true or false."_s);
    row(u"name"_s, 4, 0, u"An operator is missing after \"name\": eq or sw."_s);
    row(u"name eq"_s, 7, 0, u"A value is missing after eq."_s);
    row(uR"(name eq ("a"))"_s, 8, 1, u"eq takes one value, without parentheses."_s);
    row(uR"(id in "a")"_s, 6, 3, u"Write the values in parentheses: in (\"a\", \"b\")."_s);
    row(uR"(id in ("a" "b"))"_s, 11, 3, u"Write a comma or a closing parenthesis here."_s);
    row(uR"(id in ("a",))"_s, 11, 1, u"A value in double quotes is missing here."_s);
    row(uR"(id in ("a")"_s, 6, 1, u"This parenthesis is not closed."_s);
    row(uR"((name eq "a")"_s, 0, 1, u"This parenthesis is not closed."_s);
    row(uR"(name eq "a"))"_s, 11, 1, u"This parenthesis closes nothing."_s);
    row(u"()"_s, 1, 1, u"A condition is missing here."_s);
    row(uR"(name eq "a" and)"_s, 15, 0, u"A condition is missing at the end."_s);
    row(uR"(or name eq "a")"_s, 0, 2, u"A condition is missing before or."_s);
    row(uR"("a" eq name)"_s, 0, 3, u"Write a field and an operator before the value."_s);
    row(u"name eq \"a\" && protected eq true"_s, 12, 1, u"Write and, or and not as words."_s);
}

void TestFilterExpression::parserSaysWhatIsWrong()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QString, message);
    const FilterResult result = parseFilter(text);
    QCOMPARE(problem(result), message);
    const auto& error = std::get<FilterError>(result);
    QCOMPARE(error.position, position);
    QCOMPARE(error.length, length);
    // Whatever a snapshot can answer is said to be for it, and nothing else.
    QCOMPARE(error.isForSnapshot, problem(parseFilter(text, FilterReach::Snapshot)).isEmpty());
}

void TestFilterExpression::everyCutTextIsAnErrorInside()
{
    const QString whole = uR"(not (name eq "a\"b" or id in ("x","y")) and protected eq true)"_s;
    QVERIFY(problem(parseFilter(whole)).isEmpty());
    // Cut anywhere it is incomplete, except after the first group, which is a filter of its own.
    const qsizetype firstGroup = whole.indexOf(u" and protected"_s);
    for (qsizetype length = 1; length < whole.size(); ++length) {
        const FilterResult result = parseFilter(QStringView(whole).left(length));
        const bool isComplete = length == firstGroup || length == firstGroup + 1;
        QCOMPARE(problem(result).isEmpty(), isComplete);
        if (const auto* error = std::get_if<FilterError>(&result)) {
            QVERIFY(error->position >= 0 && error->length >= 0);
            QVERIFY(error->position + error->length <= length);
        }
    }
}

void TestFilterExpression::deepNestingIsRefused()
{
    const QString deep = u"("_s.repeated(100000) + uR"(name eq "a")"_s;
    QCOMPARE(problem(parseFilter(deep)), u"The filter is nested too deep."_s);
    QCOMPARE(problem(parseFilter(u"not "_s.repeated(100000))), u"The filter is nested too deep."_s);
    const QString fine = u"("_s.repeated(90) + uR"(name eq "a")"_s + u")"_s.repeated(90);
    QCOMPARE(tree(parseFilter(fine)).toFilterText(), uR"(name eq "a")"_s);
}

QTEST_GUILESS_MAIN(TestFilterExpression)
#include "tst_filterexpression.moc"
