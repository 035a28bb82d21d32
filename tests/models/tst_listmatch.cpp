// Who a list means, against a tenant that is a list in memory and reads every filter it is sent.

#include "models/lists/choicemodel.h"
#include "models/lists/listmatch.h"
#include "models/lists/listquestion.h"

#include "api/filter/filterparser.h"
#include "api/identity.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QString idOf(int number)
{
    return u"2c918086"_s + QString::number(number, 16).rightJustified(24, u'0');
}

Identity person(
    int number, const QString& name, const QString& alias = {}, const QString& email = {})
{
    return { .id = IdentityId(idOf(number)),
        .name = name,
        .alias = alias.isEmpty() ? u"acc%1"_s.arg(number) : alias,
        .emailAddress = email,
        .identityStatus = u"ACTIVE"_s };
}

struct Tenant
{
    bool equal(const QString& a, const QString& b) const
    {
        return loose ? looseKey(a) == looseKey(b) : a.compare(b, Qt::CaseInsensitive) == 0;
    }
    bool matches(const FilterExpression& filter, const Identity& one) const
    {
        if (filter.kind() == FilterExpression::Kind::Or) {
            return std::ranges::any_of(filter.operands(),
                [&](const FilterExpression& part) { return matches(part, one); });
        }
        const FilterCondition& condition = filter.asCondition();
        QString value = one.alias;
        if (condition.field == FilterField::Id)
            value = one.id.text();
        else if (condition.field == FilterField::Name)
            value = one.name;
        else if (condition.field == FilterField::Email)
            value = one.emailAddress;
        return !value.isEmpty()
            && std::ranges::any_of(
                condition.values, [&](const QString& wanted) { return equal(value, wanted); });
    }
    QList<Identity> answer(const ListMatch::Batch& batch)
    {
        ++requests;
        longest = std::max(longest, QUrl::toPercentEncoding(batch.filter).size());
        if (ignoresFilters)
            return people.mid(batch.offset, ListIdentities::maxLimit);
        const FilterResult filter = parseFilter(batch.filter);
        if (!std::holds_alternative<FilterExpression>(filter))
            qFatal("The filter cannot be read: %s", qPrintable(batch.filter));
        QList<Identity> all;
        for (const Identity& one : people) {
            if (matches(std::get<FilterExpression>(filter), one))
                all += one;
        }
        return all.mid(batch.offset, ListIdentities::maxLimit);
    }

    QList<Identity> people = {};
    bool loose = false; ///< takes accents for nothing
    bool ignoresFilters = false;
    int requests = 0;
    qsizetype longest = 0;
};

ParsedList listOf(const QStringList& lines)
{
    return parseList(lines.join(u'\n'), { .layout = ListLayout {} });
}

MatchReport match(Tenant& tenant, const QStringList& lines, ListKey key = ListKey::FindOut)
{
    ListMatch match(listOf(lines), key);
    while (std::optional<ListMatch::Batch> batch = match.take(false)) {
        while (match.accept(*batch, tenant.answer(*batch)) == ListMatch::Next::AnotherPage) { }
    }
    if (!match.isSettled())
        qFatal("Entries are left over");
    return match.report();
}

/// "FAND": outcomes by their first letter.
QString outcomes(const MatchReport& report)
{
    QString letters;
    for (const MatchedEntry& one : report.entries)
        letters += u"FANDHx"_s[static_cast<int>(one.outcome)];
    return letters;
}

} // namespace

class TestListMatch : public QObject
{
    Q_OBJECT

private slots:
    void everyKindIsFoundOut();
    void firstKindThatFitsCounts();
    void aChosenKindIsTheOnlyOne();
    void casesAreIgnoredInEveryScript();
    void tellsWhoRepeatsWhom();
    void anEmptyCellIsSaid();
    void severalAreAmbiguous();
    void headingsAreLeftOutOnlyIfNobody();
    void fewRequests();
    void addressesStayShort();
    void smallBatchesWaitForOthers();
    void manyNamesakesAreAllRead();
    void tenantsThatIgnoreAccents();
    void accentsAreNotGuessed();
    void marksAroundNamesAreTriedWithout();
    void aTenantThatIgnoresTheFilterFindsNobody();
    void whoeverHasNoIdHoldsUpNobodyElse();
    void refusedFiltersAreSplit();
    void whatWasGivenBackIsAskedAgain();
    void oddNamesFindThemselves();
    void choices();
};

void TestListMatch::everyKindIsFoundOut()
{
    Tenant tenant { .people
        = { person(1, u"Anna"_s, u"anna1"_s, u"anna@x.y"_s), person(2, u"Bert B"_s, u"b@x.y"_s),
            person(3, u"Carl C"_s, idOf(99)), person(4, u"@ Home"_s), person(5, u"Dora"_s) } };
    const MatchReport report = match(tenant,
        { idOf(1), u"bert b"_s, u"b@x.y"_s, idOf(99), u"@ home"_s, u"DORA"_s, u"nobody"_s,
            u"no@x.y"_s, idOf(50) });
    QCOMPARE(outcomes(report), u"FFDFFFNNN"_s);
    QCOMPARE(report.foundBy(ListKey::Id), 1);
    QCOMPARE(report.foundBy(ListKey::AccountName), 1); // the id that is an account name
    QCOMPARE(report.foundBy(ListKey::DisplayName), 3);
    const QList<IdentityId> found = report.found();
    QCOMPARE(found,
        (QList<IdentityId> { IdentityId(idOf(1)), IdentityId(idOf(2)), IdentityId(idOf(3)),
            IdentityId(idOf(4)), IdentityId(idOf(5)) }));
    QCOMPARE(report.entries.at(6).asked, (QList { ListKey::AccountName, ListKey::DisplayName }));
    QCOMPARE(report.entries.at(7).asked, (QList { ListKey::Email, ListKey::AccountName }));
    QCOMPARE(report.entries.at(8).asked, (QList { ListKey::Id, ListKey::AccountName }));
    // UUIDs are ids with dashes.
    QString uuid = idOf(5);
    for (const int at : { 20, 16, 12, 8 })
        uuid.insert(at, u'-');
    QCOMPARE(match(tenant, { uuid.toUpper() }).found(), QList { IdentityId(idOf(5)) });
}

void TestListMatch::firstKindThatFitsCounts()
{
    // "meyer" is the account of one and the name of another.
    Tenant tenant { .people = { person(1, u"Anna"_s, u"meyer"_s), person(2, u"Meyer"_s) } };
    const MatchReport report = match(tenant, { u"Meyer"_s });
    QCOMPARE(outcomes(report), u"F"_s);
    QCOMPARE(report.found(), QList { IdentityId(idOf(1)) });
    QCOMPARE(report.entries.first().foundBy, ListKey::AccountName);
}

void TestListMatch::aChosenKindIsTheOnlyOne()
{
    Tenant tenant { .people = { person(1, u"Anna"_s, u"meyer"_s), person(2, u"Meyer"_s) } };
    QCOMPARE(match(tenant, { u"meyer"_s, u"anna"_s }, ListKey::DisplayName).found(),
        (QList { IdentityId(idOf(2)), IdentityId(idOf(1)) }));
    QCOMPARE(outcomes(match(tenant, { u"anna"_s }, ListKey::AccountName)), u"N"_s);
    QCOMPARE(outcomes(match(tenant, { u"anna"_s }, ListKey::Email)), u"N"_s);
    QCOMPARE(outcomes(match(tenant, { idOf(1), u"anna"_s }, ListKey::Id)), u"FN"_s);
}

void TestListMatch::casesAreIgnoredInEveryScript()
{
    Tenant tenant { .people
        = { person(1, u"ÉMILIE ŻÓŁĆ"_s), person(2, u"Ольга"_s), person(3, u"ΝΊΚΟΣ"_s),
            person(4, u"𐐀𐐀"_s), person(5, u"Straße"_s), person(6, u"Strasse"_s) } };
    const MatchReport report = match(
        tenant, { u"émilie żółć"_s, u"ОЛЬГА"_s, u"νίκος"_s, u"𐐨𐐨"_s, u"STRAßE"_s, u"STRASSE"_s });
    QCOMPARE(outcomes(report), u"FFFFFF"_s);
    QCOMPARE(report.found().at(4), IdentityId(idOf(5)));
    QCOMPARE(report.found().at(5), IdentityId(idOf(6)));
}

void TestListMatch::tellsWhoRepeatsWhom()
{
    Tenant tenant { .people = { person(1, u"Anna A"_s, u"anna"_s, u"anna@x.y"_s),
                        person(2, u"Twin"_s), person(3, u"Twin"_s) } };
    const MatchReport report = match(tenant,
        { u"nobody"_s, u"anna"_s, u"ANNA"_s, u"anna@x.y"_s, u"Anna A"_s, idOf(1), u"Twin"_s,
            u"twin"_s, u"nobody"_s });
    QCOMPARE(outcomes(report), u"NFDDDDADN"_s);
    for (const int duplicate : { 2, 3, 4, 5 })
        QCOMPARE(report.entries.at(duplicate).sameAs, 1);
    QCOMPARE(report.entries.at(7).sameAs, 6);
    QCOMPARE(report.total(), 9);
    QCOMPARE(report.found().size(), 1);
}

/// Every line of a table is accounted for.
void TestListMatch::anEmptyCellIsSaid()
{
    Tenant tenant { .people = { person(1, u"Anna"_s, u"anna"_s, u"anna@x.y"_s) } };
    const ParsedList list
        = parseList(u"Name;Email\nAnna;anna@x.y\nBert;\nCarl;"_s, { .key = ListKey::Email });
    ListMatch match(list, ListKey::FindOut);
    while (std::optional<ListMatch::Batch> batch = match.take(false))
        QCOMPARE(match.accept(*batch, tenant.answer(*batch)), ListMatch::Next::Settled);
    QVERIFY(match.isSettled());
    const MatchReport report = match.report();
    QCOMPARE(outcomes(report), u"HFNN"_s);
    QCOMPARE(report.entries.at(2).entry.line, 3);
    QCOMPARE(notFoundText(report.entries.at(2)), u"No email in this line."_s);
    QCOMPARE(report.total(), 3);
}

void TestListMatch::severalAreAmbiguous()
{
    Tenant tenant { .people
        = { person(1, u"Twin"_s), person(2, u"TWIN"_s), person(3, u"Solo"_s) } };
    const MatchReport report = match(tenant, { u"twin"_s, u"solo"_s });
    QCOMPARE(outcomes(report), u"AF"_s);
    QCOMPARE(
        report.entries.first().candidates, (QList { IdentityId(idOf(1)), IdentityId(idOf(2)) }));
    QCOMPARE(report.people.value(IdentityId(idOf(2))).name, u"TWIN"_s);
}

void TestListMatch::headingsAreLeftOutOnlyIfNobody()
{
    Tenant tenant { .people = { person(1, u"Anna"_s), person(2, u"Name"_s) } };
    MatchReport report = match(tenant, { u"employee"_s, u"anna"_s });
    QCOMPARE(outcomes(report), u"HF"_s);
    QCOMPARE(report.total(), 1);
    QCOMPARE(outcomes(match(tenant, { u"name"_s, u"anna"_s })), u"FF"_s); // somebody's name
    QCOMPARE(outcomes(match(tenant, { u"anna"_s, u"employee"_s })), u"FN"_s);
    QCOMPARE(outcomes(match(tenant, { u"nobody"_s, u"anna"_s })), u"NF"_s);
}

void TestListMatch::fewRequests()
{
    Tenant tenant;
    QStringList lines { u"employee"_s };
    for (int i = 0; i < 50; ++i) {
        tenant.people += person(i, u"Person %1"_s.arg(i), {}, u"p%1@x.y"_s.arg(i));
        lines += i % 3 == 0 ? idOf(i) : i % 3 == 1 ? u"acc%1"_s.arg(i) : u"p%1@x.y"_s.arg(i);
    }
    QCOMPARE(match(tenant, lines).found().size(), 50);
    QCOMPARE(tenant.requests, 2); // all together, and the heading once more as display name
}

void TestListMatch::addressesStayShort()
{
    Tenant tenant;
    QStringList lines;
    for (int i = 0; i < 1000; ++i) {
        tenant.people += person(i, u"ประเสริฐ \U0001F600 %1"_s.arg(i));
        lines += i % 2 == 0 ? idOf(i) : tenant.people.last().name;
    }
    const QString giant = QString(1000, u'ü');
    lines += giant;
    const MatchReport report = match(tenant, lines);
    QCOMPARE(report.found().size(), 1000);
    QVERIFY2(
        tenant.longest <= ListMatch::MostFilterBytes, qPrintable(QString::number(tenant.longest)));
    QVERIFY(tenant.longest > ListMatch::MostFilterBytes - 400); // and are used
    QCOMPARE(report.entries.last().reason, u"Too long for a request."_s);
    ListMatch ids(listOf(lines.filter(u"2c918086"_s)), ListKey::Id);
    QCOMPARE(ids.take(true)->questions.size(), size_t(100));
}

void TestListMatch::smallBatchesWaitForOthers()
{
    ListMatch match(listOf({ u"anna"_s, u"bert"_s }), ListKey::FindOut);
    QVERIFY(!match.take(true));
    QVERIFY(match.take(false));
    QVERIFY(!match.take(false)); // all are under way
}

void TestListMatch::manyNamesakesAreAllRead()
{
    Tenant tenant;
    for (int i = 0; i < 600; ++i)
        tenant.people += person(i, u"Same"_s);
    for (int i = 600; i < 640; ++i)
        tenant.people += person(i, u"Person %1"_s.arg(i));
    QStringList lines { u"Same"_s };
    for (int i = 600; i < 640; ++i)
        lines += u"Person %1"_s.arg(i);
    const MatchReport report = match(tenant, lines, ListKey::DisplayName);
    QCOMPARE(report.entries.first().candidates.size(), 600);
    QCOMPARE(report.count(MatchOutcome::Found), 40);
}

void TestListMatch::tenantsThatIgnoreAccents()
{
    Tenant tenant { .people
        = { person(1, u"José García"_s), person(2, u"Zoë"_s), person(3, u"Zoe"_s) },
        .loose = true };
    const MatchReport report = match(tenant, { u"jose garcia"_s, u"zoe"_s, u"nobody"_s });
    QCOMPARE(report.entries.at(0).outcome, MatchOutcome::Found);
    QCOMPARE(report.entries.at(0).candidates, QList { IdentityId(idOf(1)) });
    QCOMPARE(report.entries.at(2).outcome, MatchOutcome::NotFound);
}

/// Bert is returned because of his email. That an entry resembles his name must not find him: this
/// tenant would not.
void TestListMatch::accentsAreNotGuessed()
{
    Tenant tenant { .people = { person(1, u"Bért"_s, {}, u"bert@x.y"_s) } };
    const MatchReport report = match(tenant, { u"bert@x.y"_s, u"bert"_s });
    QCOMPARE(outcomes(report), u"FN"_s);
}

void TestListMatch::marksAroundNamesAreTriedWithout()
{
    Tenant tenant { .people
        = { person(1, u"Anna"_s), person(2, u"\u202Egnp.exe"_s), person(3, u"Zo\u00EB"_s) } };
    const MatchReport report
        = match(tenant, { u"\u202AAnna\u202C"_s, u"\u202Egnp.exe"_s, u"Zoe\u0308"_s });
    QCOMPARE(outcomes(report), u"FFF"_s);
}

/// As a gateway does that drops what it does not know.
void TestListMatch::aTenantThatIgnoresTheFilterFindsNobody()
{
    Tenant tenant { .ignoresFilters = true };
    for (int i = 0; i < 5000; ++i)
        tenant.people += person(i, u"Person %1"_s.arg(i));
    const MatchReport report = match(tenant, { u"anna"_s, u"bert"_s, u"carl"_s });
    QCOMPARE(outcomes(report), u"NNN"_s);
    QVERIFY(!report.entries.first().reason.isEmpty());
    QVERIFY(tenant.requests < 20);
}

void TestListMatch::whoeverHasNoIdHoldsUpNobodyElse()
{
    Tenant tenant;
    QStringList lines;
    for (int i = 0; i < 40; ++i) {
        tenant.people += person(i, u"Person %1"_s.arg(i));
        lines += u"person %1"_s.arg(i);
    }
    tenant.people[17].id = IdentityId();
    const MatchReport report = match(tenant, lines);
    for (int i = 0; i < 40; ++i) {
        const MatchedEntry& one = report.entries[i];
        QCOMPARE(one.outcome, i == 17 ? MatchOutcome::NotFound : MatchOutcome::Found);
        QCOMPARE(one.reason, i == 17 ? u"ISC has a record for it that has no id."_s : QString());
    }
}

void TestListMatch::refusedFiltersAreSplit()
{
    ListMatch match(listOf({ u"anna"_s, u"bad"_s, u"carl"_s }), ListKey::AccountName);
    Tenant tenant { .people = { person(1, u"A"_s, u"anna"_s), person(3, u"C"_s, u"carl"_s) } };
    while (std::optional<ListMatch::Batch> batch = match.take(false)) {
        if (batch->filter.contains(u"bad"_s))
            match.refused(*batch, u"Illegal value."_s);
        else
            match.accept(*batch, tenant.answer(*batch));
    }
    QCOMPARE(outcomes(match.report()), u"FNF"_s);
    QCOMPARE(match.report().entries.at(1).reason, u"Illegal value."_s);
}

void TestListMatch::whatWasGivenBackIsAskedAgain()
{
    ListMatch match(listOf({ u"anna"_s, u"bert"_s }), ListKey::AccountName);
    Tenant tenant { .people = { person(1, u"A"_s, u"anna"_s) } };
    const std::optional<ListMatch::Batch> lost = match.take(false);
    match.giveBack(*lost);
    QCOMPARE(outcomes(match.report()), u"xx"_s);
    std::optional<ListMatch::Batch> again = match.take(false);
    QCOMPARE(again->filter, lost->filter);
    match.accept(*again, tenant.answer(*again));
    QCOMPARE(outcomes(match.report()), u"FN"_s);
    QVERIFY(match.isSettled());
}

/// Random lists over odd names: whoever is in the tenant is found, whoever is not is not.
void TestListMatch::oddNamesFindThemselves()
{
    const QStringList odd { u"\"Bob\""_s, u"Back\\slash"_s, u"\\"_s, u"100 %"_s, u"%22"_s, u"a+b"_s,
        u"&amp;"_s, u"O'Brien"_s, u"Robert'); DROP TABLE users;--"_s, u"שלום"_s, u"עברית and"_s,
        u"\U0001F469\u200D\U0001F4BB"_s, u"\U0001F680"_s, u"=1+1"_s, u"<b>x</b>"_s, u"#?/"_s,
        u"Đặng"_s, u"İstanbul"_s, u"ıI"_s, u"ﬁ"_s, u"ß"_s, u"(a) or b"_s, u"a, b"_s,
        u"\" or \""_s };
    QRandomGenerator random(11);
    const auto pick = [&] { return odd.at(random.bounded(static_cast<int>(odd.size()))); };
    for (int round = 0; round < 60; ++round) {
        Tenant tenant;
        QHash<QString, int> owners; // by what the tenant compares
        for (int i = 0; i < 60; ++i) {
            const QString name = pick() + u' ' + pick() + QString::number(i % 50);
            tenant.people += person(i, name);
        }
        QStringList lines;
        for (int i = 0; i < 80; ++i) {
            const QString name = tenant.people.at(random.bounded(60)).name;
            lines += random.bounded(3) == 0 ? name + u"!"_s
                : random.bounded(2)         ? name
                                            : name.toLower();
        }
        const MatchReport report = match(tenant, lines);
        QCOMPARE(report.entries.size(), lines.size());
        QSet<IdentityId> reached;
        for (const MatchedEntry& one : report.entries) {
            QSet<IdentityId> expected;
            for (const Identity& candidate : tenant.people) {
                if (tenant.equal(candidate.name, one.entry.text))
                    expected.insert(candidate.id);
            }
            const QSet<IdentityId> found(one.candidates.cbegin(), one.candidates.cend());
            QVERIFY2(found == expected, qPrintable(one.entry.text));
            if (one.outcome == MatchOutcome::Found) {
                QVERIFY(!reached.contains(one.candidates.first()));
                reached.insert(one.candidates.first());
            }
            QCOMPARE(one.outcome == MatchOutcome::NotFound, expected.isEmpty());
            QCOMPARE(one.outcome == MatchOutcome::Duplicate, one.sameAs >= 0);
        }
    }
}

void TestListMatch::choices()
{
    Tenant tenant { .people = { person(1, u"Twin"_s), person(2, u"Twin"_s), person(3, u"Other"_s),
                        person(4, u"Other"_s) } };
    const MatchReport report = match(tenant, { u"twin"_s, u"other"_s });
    ChoiceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setReport(report);
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex twin = model.index(0, 0);
    QCOMPARE(model.rowCount(twin), 3);
    QCOMPARE(model.index(2, 0, twin).data().toString(), u"None of them"_s);
    QCOMPARE(model.index(2, 0, twin).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.chosen().isEmpty());
    QVERIFY(!model.choose(twin));
    QVERIFY(model.choose(model.index(1, 2, twin)));
    QCOMPARE(model.chosen(), QList { IdentityId(idOf(2)) });
    QCOMPARE(model.index(2, 0, twin).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(model.chosenFor(report.entries.first().entry), IdentityId(idOf(2)));
    model.setReport(report); // again, as after Retry
    QCOMPARE(model.chosen(), QList { IdentityId(idOf(2)) });
    QVERIFY(model.choose(model.index(2, 0, model.index(0, 0))));
    QVERIFY(model.chosen().isEmpty());
}

QTEST_GUILESS_MAIN(TestListMatch)
#include "tst_listmatch.moc"
