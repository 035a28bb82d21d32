// A list over a real client and scheduler, with a tenant that answers when the test says.

#include "models/lists/listlookup.h"

#include "support/clientrig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Stage = ListLookup::Stage;

namespace {

struct Rig : ClientRig
{
    Rig()
        : lookup(std::make_unique<ListLookup>(client))
    {
        QObject::connect(lookup.get(), &ListLookup::changed, lookup.get(),
            [this] { stages += lookup->stage(); });
    }
    bool start(const QString& text, ListKey key = ListKey::AccountName)
    {
        lookup->start(text, { .key = key });
        const bool read = QTest::qWaitFor([this] { return lookup->stage() != Stage::Reading; });
        turn();
        return read;
    }
    QString parameter(Transport::Id id, const QString& name) const
    {
        return QUrlQuery(wire.request(id).url).queryItemValue(name, QUrl::FullyDecoded);
    }
    QString filter(Transport::Id id) const { return parameter(id, u"filters"_s); }
    /// With everybody asked for whose account name begins with "a".
    void answer(Transport::Id id)
    {
        QJsonArray page;
        const QStringList parts = filter(id).split(u'"');
        for (qsizetype i = 1; i < parts.size(); i += 2) {
            if (parts.at(i).startsWith(u'a')) {
                page += QJsonObject { { u"id"_s, u"id-"_s + parts.at(i) },
                    { u"alias"_s, parts.at(i) },
                    { u"attributes"_s, QJsonObject { { u"secret"_s, u"x"_s } } } };
            }
        }
        wire.answer(id, { .status = 200, .body = QJsonDocument(page).toJson() });
        turn();
    }
    static QString accounts(const QString& letter, int count)
    {
        QStringList lines;
        for (int i = 0; i < count; ++i)
            lines += u"%1%2"_s.arg(letter).arg(i, 30, 10, QChar(u'0'));
        return lines.join(u'\n');
    }

    std::unique_ptr<ListLookup> lookup;
    QList<Stage> stages;
};

} // namespace

class TestListLookup : public QObject
{
    Q_OBJECT

private slots:
    void asksForEverybodyInTheBulkLane()
    {
        Rig rig;
        QVERIFY(rig.start(u"anna\nbert"_s));
        QCOMPARE(rig.lookup->stage(), Stage::Asking);
        QCOMPARE(rig.wire.openCount(Lane::Bulk), 1);
        const Transport::Id id = rig.wire.oldest();
        QCOMPARE(rig.filter(id), u"alias eq \"anna\" or alias eq \"bert\""_s);
        QCOMPARE(rig.parameter(id, u"defaultFilter"_s), u"NONE"_s);
        QCOMPARE(rig.parameter(id, u"sorters"_s), u"name,alias"_s);
        rig.answer(id);
        QCOMPARE(rig.stages, (QList { Stage::Reading, Stage::Asking, Stage::Done }));
        const MatchReport& report = rig.lookup->report();
        QCOMPARE(report.count(MatchOutcome::Found), 1);
        QCOMPARE(report.count(MatchOutcome::NotFound), 1);
        QCOMPARE(report.found(), QList { IdentityId(u"id-anna"_s) });
        // Thousands of records are not kept whole.
        QVERIFY(report.people.value(IdentityId(u"id-anna"_s)).record.attributes().isEmpty());
    }

    void fewAtATime()
    {
        Rig rig;
        QVERIFY(rig.start(Rig::accounts(u"a"_s, 3000)));
        while (rig.wire.openCount() > 0)
            rig.answer(rig.wire.newest());
        QCOMPARE(rig.lookup->stage(), Stage::Done);
        QCOMPARE(rig.lookup->report().count(MatchOutcome::Found), 3000);
        QCOMPARE(rig.wire.mostOpen, ListLookup::MostOutstanding);
        for (const WireRequest& request : std::as_const(rig.wire.started))
            QVERIFY(request.url.toEncoded().size() < 6000);
        QVERIFY(rig.wire.started.size() < 3000 / 50);
    }

    void whatIsWrongWithTheTextIsSaid()
    {
        Rig rig;
        QVERIFY(rig.start(u"anna\nb\u0001\n"_s));
        QCOMPARE(rig.lookup->stage(), Stage::Refused);
        QCOMPARE(rig.lookup->list().problemLine, 2);
        QCOMPARE(rig.wire.started.size(), 0);
    }

    void errorsKeepWhatWasFound()
    {
        Rig rig;
        QVERIFY(rig.start(Rig::accounts(u"a"_s, 400)));
        QVERIFY(rig.wire.openCount() >= 3);
        const QString answered = rig.filter(rig.wire.oldest()).section(u'"', 1, 1);
        rig.answer(rig.wire.oldest());
        rig.refuse(rig.wire.oldest(), 403);
        QCOMPARE(rig.lookup->stage(), Stage::Failed);
        QCOMPARE(rig.lookup->error().kind, ApiError::Kind::Forbidden);
        QCOMPARE(rig.wire.openCount(), 0); // the others are withdrawn
        QVERIFY(!rig.wire.aborted.isEmpty());
        const int before = rig.lookup->report().count(MatchOutcome::Found);
        QVERIFY(before > 0);
        QCOMPARE(rig.lookup->report().count(MatchOutcome::NotAsked), 400 - before);
        const qsizetype asked = rig.wire.started.size();
        rig.lookup->resume();
        rig.turn();
        while (rig.wire.openCount() > 0)
            rig.answer(rig.wire.oldest());
        QCOMPARE(rig.lookup->stage(), Stage::Done);
        QCOMPARE(rig.lookup->report().count(MatchOutcome::Found), 400);
        for (qsizetype i = asked; i < rig.wire.started.size(); ++i)
            QVERIFY(!rig.wire.started.at(i).url.toString().contains(answered));
    }

    void stoppingKeepsWhatWasFound()
    {
        Rig rig;
        QVERIFY(rig.start(Rig::accounts(u"a"_s, 400)));
        rig.answer(rig.wire.oldest());
        rig.lookup->stop();
        rig.turn();
        QCOMPARE(rig.lookup->stage(), Stage::Stopped);
        QCOMPARE(rig.wire.openCount(), 0);
        QVERIFY(rig.lookup->report().count(MatchOutcome::Found) > 0);
        rig.lookup->resume();
        rig.turn();
        while (rig.wire.openCount() > 0)
            rig.answer(rig.wire.oldest());
        QCOMPARE(rig.lookup->report().count(MatchOutcome::Found), 400);
    }

    void goingAwayCancels()
    {
        Rig rig;
        QVERIFY(rig.start(u"anna"_s));
        QCOMPARE(rig.wire.openCount(), 1);
        rig.lookup.reset();
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(rig.wire.aborted.size(), 1);
    }

    void startingAgainForgetsTheOldList()
    {
        Rig rig;
        QVERIFY(rig.start(u"anna"_s));
        QVERIFY(rig.start(u"adam"_s));
        QCOMPARE(rig.wire.openCount(), 1);
        rig.answer(rig.wire.oldest());
        QCOMPARE(rig.lookup->report().entries.size(), 1);
        QCOMPARE(rig.lookup->report().found(), QList { IdentityId(u"id-adam"_s) });
        rig.lookup->start(u"alf"_s, { .key = ListKey::AccountName });
        QVERIFY(rig.start(u"arno"_s)); // while the one before is still being read
        rig.answer(rig.wire.oldest());
        QCOMPARE(rig.lookup->report().found(), QList { IdentityId(u"id-arno"_s) });
    }

    void anEntryTheTenantRefusesHoldsUpNobody()
    {
        Rig rig;
        QVERIFY(rig.start(u"anna\nadam\nevil\nalf"_s));
        while (rig.wire.openCount() > 0) {
            const Transport::Id id = rig.wire.oldest();
            if (rig.filter(id).contains(u"evil"_s))
                rig.refuse(id, 400);
            else
                rig.answer(id);
        }
        QCOMPARE(rig.lookup->stage(), Stage::Done);
        QCOMPARE(rig.lookup->report().count(MatchOutcome::Found), 3);
        QCOMPARE(
            rig.lookup->report().entries.at(2).reason, u"The tenant refused it: Illegal value"_s);
    }

    void aTenantThatRefusesEverythingIsAnError()
    {
        Rig rig;
        QVERIFY(rig.start(Rig::accounts(u"a"_s, 2000)));
        while (rig.wire.openCount() > 0)
            rig.refuse(rig.wire.oldest(), 400);
        QCOMPARE(rig.lookup->stage(), Stage::Failed);
        QVERIFY2(
            rig.wire.started.size() < 200, qPrintable(QString::number(rig.wire.started.size())));
    }
};

QTEST_GUILESS_MAIN(TestListLookup)
#include "tst_listlookup.moc"
