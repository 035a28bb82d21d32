#include "reading/pagechain.h"
#include "reading/pageplan.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace ic;

namespace {

constexpr int PageSize = 20;
constexpr int InFlight = 16;

/// One identity; the list is sorted by `key`, and nothing orders equal keys.
struct Person
{
    quint64 key = 0;
    quint64 id = 0;
};

/// A list that changes between any two readings, in a way that the seed decides.
class ChangingList
{
public:
    ChangingList(quint32 seed, bool ties)
        : m_random(seed)
    {
        const int size = below(600);
        // Keys leave room between them; with ties, three share one.
        for (int i = 0; i < size; ++i)
            m_people.push_back(
                { static_cast<quint64>(ties ? i / 3 : i) * 1000 + 1000, m_nextId++ });
        m_ties = ties;
        m_deletes = below(4);
        m_inserts = below(4);
        m_burst = below(3) == 0 ? below(80) : 0;
        m_atFront = below(2) == 0;
    }

    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    qint64 size() const { return static_cast<qint64>(m_people.size()); }
    std::set<quint64> ids() const
    {
        std::set<quint64> ids;
        for (const Person& person : m_people)
            ids.insert(person.id);
        return ids;
    }

    void change()
    {
        remove(below(m_deletes + 1));
        if (m_burst > 0 && below(20) == 0)
            remove(m_burst);
        for (int i = below(m_inserts + 1); i > 0; --i) {
            const quint64 key = m_random.bounded(quint64(700'000));
            const auto at = std::upper_bound(m_people.begin(), m_people.end(), key,
                [](quint64 value, const Person& person) { return value < person.key; });
            m_people.insert(at, { key, m_nextId++ });
        }
        if (m_ties)
            shuffleTies();
    }

    DecodedPage read(qint64 offset) const
    {
        DecodedPage page;
        for (qint64 i = offset; i < std::min(size(), offset + PageSize); ++i) {
            const Person& person = m_people[static_cast<std::size_t>(i)];
            page.rows.push_back({ .key = { 7, person.id }, .sortKey = person.key });
        }
        return page;
    }

private:
    void remove(int count)
    {
        const int start = m_people.empty() || m_atFront ? 0 : below(static_cast<int>(size()));
        for (; count > 0 && !m_people.empty(); --count) {
            const int at = count > 10 ? std::min(start, static_cast<int>(size()) - 1)
                                      : below(static_cast<int>(size()));
            m_people.erase(m_people.begin() + at);
        }
    }
    void shuffleTies()
    {
        for (auto from = m_people.begin(); from != m_people.end();) {
            const auto to = std::find_if(
                from, m_people.end(), [&](const Person& one) { return one.key != from->key; });
            std::shuffle(from, to, m_random);
            from = to;
        }
    }

    QRandomGenerator m_random;
    std::vector<Person> m_people;
    quint64 m_nextId = 1;
    bool m_ties = false;
    int m_deletes = 0;
    int m_inserts = 0;
    int m_burst = 0;
    bool m_atFront = false;
};

struct Reading
{
    std::set<quint64> written;
    int unsettled = 0;
    int reread = 0;
    int planned = 0;
};

void write(const DecodedPage& page, Reading& reading)
{
    for (const DecodedRow& row : page.rows)
        reading.written.insert(row.key.low);
}

/// Reads the list by `plan` as an export does: many pages at once, answered in any order, with a
/// change before each answer. Without `chain` pages are written as they are.
Reading readAll(ChangingList& list, bool chained, bool counted)
{
    PagePlan plan(PageSize, 32);
    PageChain chain(PageSize);
    Reading reading;
    std::vector<PagePlan::Ask> open;
    std::map<qint64, PageChain::Page> early;
    qint64 nextPage = 0;
    quint64 answers = 0;
    while (true) {
        while (static_cast<int>(open.size()) < InFlight) {
            const auto ask = plan.next(chained ? chain.overlap() : 0);
            if (!ask)
                break;
            open.push_back(*ask);
        }
        if (open.empty())
            return reading;
        const auto at = open.begin() + list.below(static_cast<int>(open.size()));
        const PagePlan::Ask ask = *at;
        open.erase(at);
        list.change();
        DecodedPage content = list.read(ask.offset);
        if (ask.page >= 0) {
            plan.answered(ask, static_cast<qsizetype>(content.rows.size()),
                ask.count && counted ? std::optional(list.size()) : std::nullopt);
            ++reading.planned;
            early[ask.page] = { .content = content,
                .offset = ask.offset,
                .overlap = ask.overlap,
                .readAt = ++answers };
        } else {
            chain.add({ .content = content,
                .offset = ask.offset,
                .planned = false,
                .readAt = ++answers });
        }
        const auto rereading = [&] {
            return std::any_of(
                open.begin(), open.end(), [](const PagePlan::Ask& one) { return one.page < 0; });
        };
        while (!rereading()) {
            if (!chain.isWaiting()) {
                const auto next = early.find(nextPage);
                if (next == early.end())
                    break;
                if (chained) {
                    chain.add(next->second);
                } else {
                    write(next->second.content, reading);
                    plan.wrote();
                }
                early.erase(next);
                ++nextPage;
            } else if (const auto page = chain.take()) {
                write(page->content, reading);
                if (page->planned)
                    plan.wrote();
            } else if (const auto offset = chain.wanted()) {
                open.push_back({ .page = -1, .offset = *offset });
            }
        }
        reading.unsettled = chain.unsettled();
        reading.reread = chain.reread();
    }
}

/// How many of those who were there before and are there now were not written.
int lost(const std::set<quint64>& before, const ChangingList& list, const Reading& reading)
{
    const std::set<quint64> after = list.ids();
    return static_cast<int>(std::count_if(before.begin(), before.end(),
        [&](quint64 id) { return after.contains(id) && !reading.written.contains(id); }));
}

} // namespace

class TestPageChain final : public QObject
{
    Q_OBJECT

private slots:
    void nobodyWhoStaysIsLost_data()
    {
        QTest::addColumn<bool>("ties");
        QTest::addColumn<bool>("counted");
        QTest::newRow("counted") << false << true;
        QTest::newRow("uncounted") << false << false;
        QTest::newRow("equal keys in any order") << true << true;
    }
    /// Thousands of lists that change wildly: between two answers up to a sixth of a page, and at
    /// times four pages at once.
    void nobodyWhoStaysIsLost()
    {
        QFETCH(bool, ties);
        QFETCH(bool, counted);
        int unsettled = 0;
        int naiveLost = 0;
        for (quint32 seed = 1; seed <= 1000; ++seed) {
            ChangingList list(seed, ties);
            const std::set<quint64> before = list.ids();
            const Reading reading = readAll(list, true, counted);
            QVERIFY2(reading.unsettled > 0 || lost(before, list, reading) == 0,
                qPrintable(QString::number(seed)));
            QVERIFY(reading.reread <= reading.planned + PageChain::SpareReads);
            unsettled += reading.unsettled > 0 ? 1 : 0;

            ChangingList again(seed, ties);
            naiveLost += lost(before, again, readAll(again, false, counted)) > 0 ? 1 : 0;
        }
        // So much changes between two answers here that the chain gives up now and then, and says
        // so.
        QVERIFY2(unsettled <= 40, qPrintable(QString::number(unsettled)));
        QVERIFY2(naiveLost > 400, qPrintable(QString::number(naiveLost)));
    }

    void aQuietListCostsNothing()
    {
        PageChain chain(250);
        PagePlan plan(250, 1000);
        DecodedPage everybody;
        for (quint64 i = 0; i < 100'000; ++i)
            everybody.rows.push_back({ .key = { 7, i }, .sortKey = i });
        int pages = 0;
        while (const auto ask = plan.next(chain.overlap())) {
            const auto from = everybody.rows.begin() + static_cast<std::ptrdiff_t>(ask->offset);
            const auto to = everybody.rows.begin()
                + static_cast<std::ptrdiff_t>(std::min<qint64>(100'000, ask->offset + 250));
            PageChain::Page page { .offset = ask->offset, .overlap = ask->overlap };
            page.content.rows.assign(from, to);
            plan.answered(*ask, static_cast<qsizetype>(page.content.rows.size()), 100'000);
            chain.add(page);
            QVERIFY(chain.take());
            ++pages;
        }
        QCOMPARE(pages, 404); // 400 without any overlap, and then a look beyond the end
        QCOMPARE(chain.reread(), 0);
    }

    void theOverlapFollowsTheChanges()
    {
        PageChain chain(100);
        const auto page = [](qint64 offset, quint64 first, int overlap) {
            PageChain::Page made { .offset = offset, .overlap = overlap };
            for (quint64 i = 0; i < 100; ++i)
                made.content.rows.push_back({ .key = { 7, first + i }, .sortKey = first + i });
            return made;
        };
        chain.add(page(0, 0, 0));
        QVERIFY(chain.take());
        chain.add(page(98, 110, 2)); // twelve were deleted meanwhile
        QVERIFY(!chain.take());
        QCOMPARE(chain.overlap(), 4);
        QCOMPARE(chain.wanted(), std::optional<qint64>(18));
        PageChain::Page between = page(18, 30, 0);
        between.planned = false;
        between.readAt = 5;
        chain.add(between);
        QVERIFY(chain.take());
        QVERIFY(chain.take());
        QVERIFY(!chain.isWaiting());
        quint64 first = 110;
        for (int i = 0; i < 400; ++i) {
            const int overlap = chain.overlap();
            first += 100U - static_cast<quint64>(overlap);
            chain.add(page(static_cast<qint64>(first), first, overlap));
            QVERIFY(chain.take());
        }
        QCOMPARE(chain.overlap(), PageChain::SmallestOverlap);
        QCOMPARE(chain.reread(), 1);
    }

    /// A tenant without any order: no page joins, and the readings are limited all the same.
    void anUnsortedListIsGivenUp()
    {
        QRandomGenerator random(1);
        PageChain chain(100);
        int written = 0;
        for (int i = 0; i < 50; ++i) {
            const auto page = [&](qint64 offset) {
                PageChain::Page made { .offset = offset };
                for (int row = 0; row < 100; ++row) {
                    const quint64 id = random.generate64();
                    made.content.rows.push_back({ .key = { 7, id }, .sortKey = id });
                }
                return made;
            };
            chain.add(page(i * 98));
            while (chain.isWaiting()) {
                if (const auto taken = chain.take()) {
                    written += taken->planned ? 1 : 0;
                } else if (const auto offset = chain.wanted()) {
                    PageChain::Page again = page(std::max<qint64>(1, *offset));
                    again.planned = false;
                    chain.add(again);
                }
            }
        }
        QCOMPARE(written, 50);
        QVERIFY(chain.unsettled() > 40);
        QVERIFY(chain.reread() <= 50 + PageChain::SpareReads);
    }
};

QTEST_APPLESS_MAIN(TestPageChain)
#include "tst_pagechain.moc"
