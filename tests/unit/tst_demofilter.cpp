#include "demo/directory.h"
#include "demo/filter.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

using Expectation = std::function<bool(const Directory&, quint32)>;

/// The filter in full parentheses, as it was understood.
QString meaningOf(const FilterNode& node)
{
    if (node.kind == FilterNode::Kind::Not)
        return u"(not %1)"_s.arg(meaningOf(node.children.front()));
    if (node.kind != FilterNode::Kind::Comparison) {
        QStringList parts;
        for (const FilterNode& child : node.children)
            parts.append(meaningOf(child));
        return u"(%1)"_s.arg(parts.join(node.kind == FilterNode::Kind::And ? u" and " : u" or "));
    }
    const QStringList names { u"id"_s, u"name"_s, u"alias"_s, u"firstname"_s, u"lastname"_s,
        u"email"_s, u"cloudStatus"_s, u"processingState"_s, u"correlated"_s, u"protected"_s };
    QStringList values;
    for (QString value : node.values)
        values += u'"' + value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
    if (values.isEmpty())
        values += node.truth ? u"true"_s : u"false"_s;
    const bool isList = node.op == FilterOperator::In;
    const QString op = isList ? u"in"_s : node.op == FilterOperator::StartsWith ? u"sw"_s : u"eq"_s;
    return u"(%1 %2 %3)"_s.arg(names.at(static_cast<int>(node.field)), op,
        isList ? u"(%1)"_s.arg(values.join(u", ")) : values.first());
}

bool sameText(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

class TestDemoFilter : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void unescapes();
    void sorters();
    void matches_data();
    void matches();
    void sortsLikeACompleteSort_data();
    void sortsLikeACompleteSort();
};

void TestDemoFilter::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char* name, const QString& text, const QString& meaning) {
        QTest::newRow(name) << text << meaning;
    };
    row("eq", u"name eq \"a\""_s, u"(name eq \"a\")"_s);
    row("sw", u"email sw \"a\""_s, u"(email sw \"a\")"_s);
    row("in", u"id in (\"a\",\"b\")"_s, u"(id in (\"a\", \"b\"))"_s);
    row("in, blanks", u"id in ( \"a\" , \"b\" )"_s, u"(id in (\"a\", \"b\"))"_s);
    row("in, one", u"id in (\"a\")"_s, u"(id in (\"a\"))"_s);
    row("boolean", u"protected eq true"_s, u"(protected eq true)"_s);
    row("spare blanks", u"  name   eq  \"a\"  "_s, u"(name eq \"a\")"_s);
    row("the documented example",
        u"id eq \"6c9079b270a266a60170a2779fcb0006\" or correlated eq false"_s,
        u"((id eq \"6c9079b270a266a60170a2779fcb0006\") or (correlated eq false))"_s);
    row("and before or", u"name eq \"a\" or name eq \"b\" and name eq \"c\""_s,
        u"((name eq \"a\") or ((name eq \"b\") and (name eq \"c\")))"_s);
    row("and before or, left", u"name eq \"a\" and name eq \"b\" or name eq \"c\""_s,
        u"(((name eq \"a\") and (name eq \"b\")) or (name eq \"c\"))"_s);
    row("not before and", u"not name eq \"a\" and name eq \"b\""_s,
        u"((not (name eq \"a\")) and (name eq \"b\"))"_s);
    row("not a group", u"not (name eq \"a\" or name eq \"b\")"_s,
        u"(not ((name eq \"a\") or (name eq \"b\")))"_s);
    row("not not", u"not not correlated eq true"_s, u"(not (not (correlated eq true)))"_s);
    row("parentheses", u"(name eq \"a\" or name eq \"b\") and name eq \"c\""_s,
        u"(((name eq \"a\") or (name eq \"b\")) and (name eq \"c\"))"_s);
    row("several", u"alias sw \"a\" and alias sw \"b\" and alias sw \"c\""_s,
        u"((alias sw \"a\") and (alias sw \"b\") and (alias sw \"c\"))"_s);
    row("escapes", u"name eq \"a\\\"b\\\\c\""_s, u"(name eq \"a\\\"b\\\\c\")"_s);
    row("operators in a string", u"name eq \") or (id eq\""_s, u"(name eq \") or (id eq\")"_s);
    row("empty string", u"name sw \"\""_s, u"(name sw \"\")"_s);
    row("other scripts", u"name sw \"Łuk 李\""_s, u"(name sw \"Łuk 李\")"_s);
    for (const QString& field :
        { u"name"_s, u"alias"_s, u"firstname"_s, u"lastname"_s, u"email"_s }) {
        for (const QString& op : { u"eq"_s, u"sw"_s }) {
            const QString text = field + u' ' + op + u" \"x\""_s;
            row(qPrintable(text), text, u'(' + text + u')');
        }
    }
    for (const QString& field : { u"id"_s, u"cloudStatus"_s, u"processingState"_s }) {
        const QString text = field + u" eq \"x\""_s;
        row(qPrintable(text), text, u'(' + text + u')');
    }
}

void TestDemoFilter::accepts()
{
    QFETCH(QString, text);
    QFETCH(QString, meaning);
    QString error;
    const auto node = parseFilter(text, &error);
    QVERIFY2(node, qPrintable(error));
    QCOMPARE(meaningOf(*node), meaning);
    // What is written again means the same.
    const auto again = parseFilter(meaning, &error);
    QVERIFY2(again, qPrintable(error));
    QCOMPARE(meaningOf(*again), meaning);
}

void TestDemoFilter::refuses_data()
{
    QTest::addColumn<QString>("text");
    const char* const rows[] = { "", " ", "name", "name eq", "eq \"a\"", "name eq a", "name eq 1",
        "name eq true", "name EQ \"a\"", "Name eq \"a\"", "name eq \"a\" AND name eq \"b\"",
        "name eq \"a\" or", "name eq \"a\" name eq \"b\"", "name eq \"a\" trailing",
        "or name eq \"a\"", "(name eq \"a\"", "name eq \"a\")", "()", "not", "name in (\"a\")",
        "name co \"a\"", "name ne \"a\"", "name gt \"a\"", "name ca (\"a\")", "name pr", "pr name",
        "name isnull", "id sw \"a\"", "id in ()", "id in \"a\"", "id in (\"a\"", "id in (\"a\",)",
        "id in (a)", "id in (\"a\" \"b\")", "cloudStatus sw \"A\"", "cloudStatus in (\"ACTIVE\")",
        "cloudStatus eq ACTIVE", "processingState sw \"O\"", "processingState eq null",
        "correlated eq \"true\"", "correlated eq TRUE", "correlated eq 1", "correlated sw true",
        "protected eq", "protected in (true)", "created gt 2020-01-01T00:00:00Z", "uid sw \"8\"",
        "manager.id eq \"a\"", "name eq \"a", "name eq \"a\\\"", "name eq \"a\\n\"",
        "name eq \"a\tb\"", "name eq 'a'", "name eq \"a\";", "name=\"a\"", "name eq \"a\" and and",
        "name eq \"a\",name eq \"b\"", "attributes.department eq \"x\"",
        "lifecycleState eq \"active\"" };
    for (const char* text : rows)
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("nested without end") << QString(1000, u'(') + u"name eq \"a\""_s;
    QTest::newRow("not without end") << u"not "_s.repeated(1000) + u"name eq \"a\""_s;
}

void TestDemoFilter::refuses()
{
    QFETCH(QString, text);
    QString error;
    QVERIFY(!parseFilter(text, &error));
    QVERIFY(!error.isEmpty());
}

void TestDemoFilter::unescapes()
{
    QString error;
    const auto node = parseFilter(u"name eq \"O\\\"Br\\\\ien\""_s, &error);
    QVERIFY(node);
    QCOMPARE(node->values, QStringList { u"O\"Br\\ien"_s });
}

void TestDemoFilter::sorters()
{
    QString error;
    const auto keys = parseSorters(u"name,-cloudStatus"_s, &error);
    QVERIFY(keys);
    QCOMPARE(
        *keys, (QList<SortKey> { { SortField::Name, false }, { SortField::CloudStatus, true } }));
    for (const QString& bad :
        { u"email"_s, u"Name"_s, u"name,"_s, u"--name"_s, u"name desc"_s, u"+name"_s }) {
        QVERIFY2(!parseSorters(bad, &error), qPrintable(bad));
        QVERIFY(error.contains(u"unsupported sorter"));
    }
}

void TestDemoFilter::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Expectation>("expectation");
    const auto row = [](const QString& text, const Expectation& expectation) {
        QTest::newRow(qPrintable(text)) << text << expectation;
    };
    const auto name = [](const Directory& d, quint32 i) {
        return d.data().naming().displayName(d.data().naming().parts(i));
    };
    row(u"name sw \"MA\""_s, [=](const Directory& d, quint32 i) {
        return name(d, i).startsWith(u"ma", Qt::CaseInsensitive);
    });
    row(u"name sw \"mary j\""_s, [=](const Directory& d, quint32 i) {
        return name(d, i).startsWith(u"mary j", Qt::CaseInsensitive);
    });
    row(u"name sw \"\""_s, [](const Directory&, quint32) { return true; });
    row(u"name sw \"李\""_s,
        [=](const Directory& d, quint32 i) { return name(d, i).startsWith(u"李"_s); });
    row(u"alias sw \"anna.\""_s, [](const Directory& d, quint32 i) {
        return d.data().naming().alias(i).startsWith(u"anna.");
    });
    row(u"lastname eq \"o'brien\""_s, [](const Directory& d, quint32 i) {
        const auto& naming = d.data().naming();
        return sameText(naming.familyName(naming.parts(i)), u"O'Brien"_s);
    });
    row(u"lastname sw \"王\" or firstname eq \"伟\""_s, [](const Directory& d, quint32 i) {
        const auto& naming = d.data().naming();
        const auto parts = naming.parts(i);
        return naming.familyName(parts) == u"王" || naming.givenName(parts) == u"伟";
    });
    row(u"email sw \"w\""_s, [](const Directory& d, quint32 i) {
        return d.data().hasEmail(i) && d.data().email(i).startsWith(u'w');
    });
    row(u"cloudStatus eq \"pending\""_s,
        [](const Directory& d, quint32 i) { return d.state(i).status == Status::Pending; });
    row(u"cloudStatus eq \"NOSUCH\""_s, [](const Directory&, quint32) { return false; });
    row(u"processingState eq \"ERROR\" and not correlated eq false"_s,
        [](const Directory& d, quint32 i) {
            return d.state(i).processingState == ProcessingState::Error && d.state(i).correlated;
        });
    row(u"protected eq true"_s,
        [](const Directory& d, quint32 i) { return d.state(i).isProtected; });
}

void TestDemoFilter::matches()
{
    QFETCH(QString, text);
    QFETCH(Expectation, expectation);
    Directory directory(7, 4000);
    QString error;
    const auto filter = parseFilter(text, &error);
    QVERIFY2(filter, qPrintable(error));
    ListQuery query;
    query.filters = text;
    query.correlatedOnly = false;
    query.sorters = { SortKey {} };
    query.limit = 4000;
    quint32 total = 0;
    const auto found = directory.page(query, &*filter, &total);
    std::vector<quint32> expected;
    for (quint32 i = 0; i < directory.data().count(); ++i) {
        if (expectation(directory, i))
            expected.push_back(i);
    }
    QCOMPARE(found, expected);
    QCOMPARE(total, quint32(expected.size()));
}

void TestDemoFilter::sortsLikeACompleteSort_data()
{
    QTest::addColumn<QString>("sorters");
    for (const char* text : { "name", "-name", "alias", "-alias", "cloudStatus",
             "name,-cloudStatus", "-cloudStatus,alias" })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestDemoFilter::sortsLikeACompleteSort()
{
    QFETCH(QString, sorters);
    Directory directory(3, 3000);
    QString error;
    ListQuery query;
    query.sorters = *parseSorters(sorters, &error);
    query.limit = 3000;
    quint32 total = 0;
    const auto found = directory.page(query, nullptr, &total);
    QVERIFY(found.size() > 2800);
    const auto& naming = directory.data().naming();
    const auto keyOf = [&](quint32 ordinal, SortField field) -> QString {
        switch (field) {
        case SortField::Name:
            return naming.displayName(naming.parts(ordinal));
        case SortField::Alias:
            return naming.alias(ordinal);
        case SortField::CloudStatus:
            return QString::fromLatin1(statusName(directory.state(ordinal).status));
        }
        return {};
    };
    for (size_t i = 1; i < found.size(); ++i) {
        int order = 0;
        for (const SortKey& key : query.sorters) {
            order = keyOf(found[i - 1], key.field)
                        .compare(keyOf(found[i], key.field), Qt::CaseInsensitive);
            order = key.descending ? -order : order;
            if (order != 0)
                break;
        }
        QVERIFY2(order <= 0, qPrintable(naming.displayName(naming.parts(found[i]))));
    }
}

QTEST_GUILESS_MAIN(TestDemoFilter)
#include "tst_demofilter.moc"
