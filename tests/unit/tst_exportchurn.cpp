#include "files/identityexport.h"

#include "support/exportrig.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// Numbers of the persons in the tenant, in its order, and what others do to them.
class Others
{
public:
    explicit Others(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    void change(ExportRig& rig)
    {
        for (int i = below(12); i > 0 && !rig.tenant.isEmpty(); --i)
            rig.tenant.removeAt(below(static_cast<int>(rig.tenant.size())));
        for (int i = below(4); i > 0; --i) {
            // Between two others: the fraction sorts it there.
            const int number = 1'000'000 + m_added++;
            QJsonObject person = ExportRig::person(number);
            const int at = below(static_cast<int>(rig.tenant.size()) + 1);
            const QString before = at > 0 ? rig.tenant[at - 1][u"name"].toString() : u"Person"_s;
            person[u"name"] = before + u" +"_s + QString::number(m_added);
            rig.tenant.insert(at, person);
        }
    }

private:
    QRandomGenerator m_random;
    int m_added = 0;
};

QSet<QString> idsOf(const ExportRig& rig)
{
    QSet<QString> ids;
    for (const QJsonObject& person : rig.tenant)
        ids += person[u"id"].toString();
    return ids;
}

} // namespace

class TestExportChurn final : public QObject
{
    Q_OBJECT

private slots:
    /// Random sizes, changes and orders of answers, the whole export from requests to file.
    void everybodyWhoStaysIsWrittenOnce()
    {
        int reread = 0;
        for (quint32 seed = 1; seed <= 60; ++seed) {
            Others others(seed);
            ExportRig rig(others.below(4000));
            rig.counts = seed % 5 != 0;
            const QSet<QString> before = idsOf(rig);
            rig.start(rig.request());
            while (rig.wire.openCount() > 0) {
                if (others.below(2) == 0)
                    others.change(rig);
                const QList<Transport::Id> open = rig.wire.open();
                rig.answer(open[others.below(static_cast<int>(open.size()))]);
            }
            QTRY_VERIFY(rig.outcome);
            QVERIFY(*rig.outcome);
            const ExportResult& result = **rig.outcome;

            QSet<QString> written;
            QByteArrayList lines = rig.file().split('\n');
            lines.removeLast();
            for (const QByteArray& line : lines)
                written += QString::fromLatin1(line.left(32));
            QCOMPARE(written.size(), lines.size()); // nobody twice
            QCOMPARE(result.written, lines.size());
            const QSet<QString> stayed = QSet(before).intersect(idsOf(rig));
            const auto missing = QSet(stayed).subtract(written);
            QVERIFY2(missing.isEmpty(),
                qPrintable(u"seed %1: %2 missing"_s.arg(seed).arg(missing.size())));
            QCOMPARE(result.unsettled, 0);
            reread += result.reread;
        }
        QVERIFY(reread > 0);
    }

    void someWhoAreDeletedBehindTheReadingPoint()
    {
        ExportRig rig(2000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.tenant.remove(0, 40); // 40 of those who come next slip to where it was read already
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 2000)));
        const ExportResult& result = **rig.outcome;
        QCOMPARE(result.reread, 1);
        QCOMPARE(result.expected, 2000);
        QCOMPARE(result.atEnd, 1960);
        QVERIFY(result.summary().endsWith(
            u"The tenant changed meanwhile and counts 1,960 now. Nobody who stayed is missing."_s));
    }

    void someWhoSlipFromTheLastPage()
    {
        ExportRig rig(260);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.tenant.remove(0, 15); // the page at 248 is now beyond the end
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 260)));
        QCOMPARE(rig.outcome->value().unsettled, 0);
    }

    /// The chain trusts the order, but the total does not fit.
    void aTenantWithoutOrderIsNotTrusted()
    {
        ExportRig rig(3000);
        std::mt19937 random(1);
        rig.start(rig.request());
        while (rig.wire.openCount() > 0) {
            std::shuffle(rig.tenant.begin(), rig.tenant.end(), random);
            rig.answer(rig.wire.oldest());
        }
        QTRY_VERIFY(rig.outcome);
        QVERIFY(rig.outcome->value().differs());
        QVERIFY(!rig.outcome->value().summary().contains(u"Nobody who stayed"_s));
        QVERIFY(rig.wire.started.size() < 2 * 14 + PageChain::SpareReads);
    }
};

QTEST_GUILESS_MAIN(TestExportChurn)
#include "tst_exportchurn.moc"
