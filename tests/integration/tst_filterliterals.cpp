// Any text that a person writes into a condition arrives at a tenant as that text and nothing else:
// condition → filter text → parser → HTTP → the tenant's own parser.

#include "demo/demotenant.h"
#include "program/composition.h"
#include "support/filtertexts.h"

#include "api/apiclient.h"
#include "api/filter/filterparser.h"
#include "api/identity.h"
#include "models/filter/filterchips.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

constexpr int Texts = 2000;
constexpr FilterField textFields[] { FilterField::Name, FilterField::Alias, FilterField::FirstName,
    FilterField::LastName, FilterField::Email };

FilterExpression condition(FilterField field, FilterOperator op, const QString& text)
{
    const FilterResult result = ConditionDraft { field, op, false, { text } }.toExpression();
    if (const auto* error = std::get_if<FilterError>(&result))
        qFatal("%s: %s", qPrintable(text), qPrintable(error->message));
    return std::get<FilterExpression>(result);
}

} // namespace

class TestFilterLiterals : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theTenantReadsTheSameText();
    void everyNameFindsItsOwn();
    void nobodyIsFoundByAHostileText();
    void cleanupTestCase();

private:
    void send(const QString& filter, std::function<void(const IdentityPage&)> done);
    bool waitForAll();

    std::unique_ptr<demo::DemoTenant> m_tenant;
    std::unique_ptr<Composition> m_composition;
    QList<Identity> m_everybody;
    int m_underWay = 0;
    QStringList m_refused;
};

void TestFilterLiterals::initTestCase()
{
    m_tenant = std::make_unique<demo::DemoTenant>(
        demo::TenantConfig { .identities = 250, .rateLimit = false });
    QString problem;
    QVERIFY2(m_tenant->start(&problem), qPrintable(problem));
    const Connection connection { .base = *ApiBase::fromText(m_tenant->baseUrl(), &problem),
        .clientId = m_tenant->clientId(),
        .clientSecret = Secret(m_tenant->clientSecret()) };
    m_composition = std::make_unique<Composition>(connection, SchedulerOptions { .rateLimit = 0 });
    send({}, [this](const IdentityPage& page) { m_everybody = page.identities; });
    QVERIFY(waitForAll());
    QCOMPARE(m_everybody.size(), 250);
}

void TestFilterLiterals::cleanupTestCase()
{
    m_composition.reset();
    m_tenant.reset();
}

void TestFilterLiterals::send(const QString& filter, std::function<void(const IdentityPage&)> done)
{
    ++m_underWay;
    m_composition->client().send(
        ListIdentities { .filters = filter, .sorters = { u"name"_s }, .correlatedOnly = false },
        this, [this, filter, done = std::move(done)](const Expected<IdentityPage>& page) {
            --m_underWay;
            if (page)
                done(*page);
            else
                m_refused += filter + u": "_s + page.error().sentence();
        });
}

bool TestFilterLiterals::waitForAll()
{
    const bool all = QTest::qWaitFor([this] { return m_underWay == 0; }, 60'000);
    if (!m_refused.isEmpty())
        qWarning("%s", qPrintable(m_refused.first()));
    return all && m_refused.isEmpty();
}

void TestFilterLiterals::theTenantReadsTheSameText()
{
    QRandomGenerator random(20260301);
    for (int i = 0; i < Texts; ++i) {
        const QString text = test::hostileText(random);
        for (const FilterField field : textFields) {
            for (const FilterOperator op : { FilterOperator::Equals, FilterOperator::StartsWith }) {
                const FilterExpression before = condition(field, op, text);
                const QString filter = before.toFilterText();
                const FilterResult here = parseFilter(filter);
                QVERIFY2(std::holds_alternative<FilterExpression>(here), qPrintable(filter));
                QCOMPARE(std::get<FilterExpression>(here), before);
                QString problem;
                const auto there = demo::parseFilter(filter, &problem);
                QVERIFY2(there, qPrintable(filter + u": "_s + problem));
                QCOMPARE(there->kind, demo::FilterNode::Kind::Comparison);
                QCOMPARE(there->values, QStringList { text });
            }
        }
    }
}

void TestFilterLiterals::everyNameFindsItsOwn()
{
    int checked = 0;
    for (const Identity& one : std::as_const(m_everybody)) {
        if (one.name.isEmpty())
            continue;
        const QString filter
            = condition(FilterField::Name, FilterOperator::Equals, one.name).toFilterText();
        send(filter, [one, &checked](const IdentityPage& page) {
            bool found = false;
            for (const Identity& identity : page.identities) {
                QCOMPARE(identity.name.toCaseFolded(), one.name.toCaseFolded());
                found = found || identity.id == one.id;
            }
            QVERIFY2(found, qPrintable(one.name));
            ++checked;
        });
    }
    QVERIFY(waitForAll());
    QVERIFY(checked > 200);
}

void TestFilterLiterals::nobodyIsFoundByAHostileText()
{
    QRandomGenerator random(20260302);
    int answers = 0;
    for (int i = 0; i < Texts; ++i) {
        const QString text = test::hostileText(random);
        const QString filter
            = condition(FilterField::Name, FilterOperator::Equals, text).toFilterText();
        // Each of these would find somebody if it said anything else than this one name.
        send(filter, [text, &answers](const IdentityPage& page) {
            ++answers;
            for (const Identity& identity : page.identities)
                QCOMPARE(identity.name.toCaseFolded(), text.toCaseFolded());
        });
    }
    QVERIFY(waitForAll());
    QCOMPARE(answers, Texts);
}

QTEST_GUILESS_MAIN(TestFilterLiterals)
#include "tst_filterliterals.moc"
