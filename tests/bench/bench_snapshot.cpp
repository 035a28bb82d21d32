// Measures a snapshot of a large tenant: taking it against exporting the same, what it takes, and
// how long its questions take when a field is first asked for and afterwards. One line a measure:
//   measure TAB figure TAB target TAB met
//
//   bench_snapshot IDENTITIES [--cpu] [FOLDER]
//
// --cpu: processor time instead of the clock's, on a machine that is busy. In FOLDER the snapshots
// stay, and are taken only once.

#include "figures.h"

#include "demo/directory.h"
#include "demo/identityjson.h"
#include "files/exportsink.h"
#include "files/rowencoder.h"
#include "snapshot/snapshotanswers.h"
#include "snapshot/snapshotencoder.h"
#include "snapshot/snapshotsink.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <ctime>
#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::bench;

namespace {

constexpr quint32 PerPage = 250;
constexpr double MostTimesExport = 1.3;
constexpr double MostBytes = 1.2e9;
constexpr double MostMegabytes = 60;
constexpr quint32 ManyRows = 500'000; ///< from here on the targets are those of a million

const std::atomic_bool Never = false;

class Stopwatch
{
public:
    static inline bool countsProcessor = false;

    void start() { m_begin = now(); }
    double ms() const { return now() - m_begin; }

private:
    static double now()
    {
        timespec time = {};
        ::clock_gettime(countsProcessor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
        return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
    }

    double m_begin = 0;
};

double residentMegabytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void within(const QString& measure, double figure, double target, const QString& unit)
{
    report(measure, number(figure) + u' ' + unit, u"≤ %1 %2"_s.arg(number(target, 0), unit),
        yesNo(figure <= target));
}

/// The pages of a tenant, one after the other. `later`: as they are after some time: one of a
/// hundred left, one of fifty changed, and all were refreshed.
class Pages
{
public:
    Pages(quint32 identities, bool later)
        : m_directory(1, identities)
        , m_identities(identities)
        , m_later(later)
    {
    }

    std::optional<ApiResponse> next()
    {
        if (m_next == m_identities)
            return std::nullopt;
        ApiResponse page { .status = 200, .body = "[", .contentType = "application/json" };
        const quint32 end = std::min(m_next + PerPage, m_identities);
        for (; m_next < end; ++m_next) {
            if (m_later && m_next % 100 == 7)
                continue;
            QByteArray json = demo::identityJson(m_directory, m_next);
            if (m_later && m_next % 50 == 3)
                json.replace("\"country\":\"", "\"country\":\"X");
            if (m_later)
                json.replace("\"lastRefresh\":\"20", "\"lastRefresh\":\"19");
            page.body += (page.body.size() > 1 ? "," : "") + json;
        }
        page.body += ']';
        return page;
    }

private:
    demo::Directory m_directory;
    quint32 m_identities;
    bool m_later;
    quint32 m_next = 0;
};

struct Taken
{
    double ms = 0; ///< of what comes after the answer
    double megabytes = 0; ///< the most it took beyond what was there before
    qint64 bytes = 0;
};

template <class Encoder> Taken take(Pages pages, const Encoder& encoder, ExportSink& sink)
{
    Taken taken;
    Stopwatch timer;
    ::malloc_trim(0);
    const double before = residentMegabytes();
    if (!sink.open())
        qFatal("%s", qPrintable(sink.problem()));
    qint64 offset = 0;
    while (const auto page = pages.next()) {
        timer.start();
        const auto decoded = encoder.read(*page, offset);
        if (!decoded || !sink.write(std::any_cast<const EncodedRows&>(decoded->content).lines))
            qFatal("%s", qPrintable(sink.problem()));
        taken.ms += timer.ms();
        offset += PerPage;
        if (offset % (100 * PerPage) == 0)
            taken.megabytes = std::max(taken.megabytes, residentMegabytes() - before);
    }
    timer.start();
    if (!sink.commit())
        qFatal("%s", qPrintable(sink.problem()));
    taken.ms += timer.ms();
    return taken;
}

std::unique_ptr<SnapshotAnswers> answersOf(const QString& path)
{
    auto reader = SnapshotReader::open(path);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().detail));
    return std::make_unique<SnapshotAnswers>(std::move(reader).value(), false);
}

double ask(SnapshotAnswers& answers, const ListIdentities& list)
{
    Stopwatch timer;
    timer.start();
    const auto answer = answers.list(list, Never);
    if (!answer)
        qFatal("%s: %s", qPrintable(answer.error().sentence()), qPrintable(list.filters));
    return timer.ms();
}

/// Questions as people ask them, and some that are harder.
class Questions
{
public:
    const QStringList fields { u"name"_s, u"alias"_s, u"email"_s, u"cloudStatus"_s,
        u"lifecycleState"_s, u"managerName"_s, u"attributes.department"_s, u"attributes.jobTitle"_s,
        u"attributes.location"_s, u"attributes.country"_s, u"attributes.costCenter"_s,
        u"attributes.phone"_s, u"attributes.identificationNumber"_s, u"attributes.lastname"_s,
        u"attributes.personalEmail"_s, u"attributes.startDate"_s, u"attributes.accessGroups"_s };

    ListIdentities next()
    {
        ListIdentities list { .correlatedOnly = false, .count = true, .limit = 100 };
        QString filter;
        for (int i = m_random.bounded(3); i >= 0; --i) {
            filter += (filter.isEmpty()             ? QString()
                              : m_random.bounded(2) ? u" and "_s
                                                    : u" or "_s)
                + (m_random.bounded(5) ? QString() : u"not "_s) + condition();
        }
        list.filters = filter;
        for (int i = m_random.bounded(3); i > 0; --i)
            list.sorters += (m_random.bounded(2) ? u"-"_s : QString()) + field();
        return list;
    }

private:
    QString field() { return fields[m_random.bounded(int(fields.size()))]; }
    QString condition()
    {
        static const QStringList parts { u"an"_s, u"er"_s, u"sal"_s, u"10"_s, u"x"_s, u"müll"_s,
            u"berlin"_s, u"qqq"_s, u"CC-1"_s, u"active"_s };
        const QString part = u'"' + parts[m_random.bounded(int(parts.size()))] + u'"';
        switch (m_random.bounded(8)) {
        case 0:
            return field() + u" eq "_s + part;
        case 1:
            return field() + u" sw "_s + part;
        case 2:
            return field() + u" isnull"_s;
        case 3:
            return u"lastRefresh lt now-%1d"_s.arg(m_random.bounded(90));
        case 4:
            return u"anyField co "_s + part;
        case 5:
            return u"attributes.lastSyncDate gt %1"_s.arg(1'500'000'000'000);
        default:
            return field() + u" co "_s + part;
        }
    }

    QRandomGenerator m_random { 7 };
};

double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void measureTaking(quint32 identities, const QString& path, const QString& olderPath)
{
    const ReadRequest all;
    ExportRequest lines { .format = ExportFormat::JsonLines, .columns = {} };
    FileSink lineSink(path + u".jsonl"_s);
    const Taken exported = take(Pages(identities, false), RowEncoder(lines), lineSink);
    QFile::remove(path + u".jsonl"_s);
    SnapshotSink olderSink(olderPath, {});
    const Taken taken = take(Pages(identities, false), SnapshotEncoder(all, true), olderSink);
    SnapshotSink sink(path, { .takenAt = QDateTime::currentDateTimeUtc() });
    take(Pages(identities, true), SnapshotEncoder(all, true), sink);
    report(u"export as JSON Lines: after the answers"_s, number(exported.ms / 1000) + u" s"_s);
    report(u"snapshot: after the answers"_s,
        number(taken.ms / 1000) + u" s, "_s + number(taken.ms / exported.ms, 2) + u" × export"_s,
        u"–"_s);
    report(u"snapshot: file"_s, number(double(QFileInfo(path).size()) / 1e6) + u" MB"_s,
        u"≤ %1 MB"_s.arg(number(MostBytes / 1e6, 0)),
        yesNo(double(QFileInfo(path).size()) <= MostBytes));
    within(u"snapshot: memory while it is taken"_s, taken.megabytes, MostMegabytes, u"MB"_s);
}

void measureFirstUses(const QString& path, const QStringList& fields, double most)
{
    std::vector<double> times;
    QString slowest;
    double longest = 0;
    for (const QString& field : fields) {
        for (const bool isSort : { false, true }) {
            const auto answers = answersOf(path);
            ListIdentities list { .correlatedOnly = false, .count = true, .limit = 100 };
            if (isSort)
                list.sorters = { field };
            else
                list.filters = field + u" co \"an\""_s;
            times.push_back(ask(*answers, list));
            if (times.back() > longest) {
                longest = times.back();
                slowest = field;
            }
        }
    }
    within(u"first use of a field, median"_s, percentile(times, 0.5), most, u"ms"_s);
    within(u"first use of a field, the slowest (%1)"_s.arg(slowest), longest, most, u"ms"_s);
    const auto answers = answersOf(path);
    within(u"contained text in every field, first use"_s,
        ask(*answers,
            { .filters = u"anyField co \"müll\""_s, .correlatedOnly = false, .limit = 100 }),
        most, u"ms"_s);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    Stopwatch::countsProcessor = arguments.removeOne(u"--cpu"_s);
    if (arguments.size() < 2) {
        std::fputs("bench_snapshot IDENTITIES [--cpu] [FOLDER]\n", stderr);
        return 2;
    }
    const quint32 identities = arguments.at(1).toUInt();
    const bool isMany = identities >= ManyRows;
    const QTemporaryDir temporary;
    const QString folder = arguments.value(2, temporary.path());
    const QString path = folder + u"/snapshot"_s;
    const QString olderPath = folder + u"/older"_s;
    report(u"identities"_s, number(identities, 0));
    if (!QFile::exists(path))
        measureTaking(identities, path, olderPath);

    Questions questions;
    measureFirstUses(path, questions.fields, isMany ? 1500 : 50);
    const auto answers = answersOf(path);
    const double before = residentMegabytes();
    for (const QString& field : questions.fields)
        ask(*answers, { .filters = u"pr "_s + field, .correlatedOnly = false });
    for (const QString& filter :
        { u"anyField co \"a\""_s, u"lastRefresh lt now"_s, u"attributes.lastSyncDate gt 1"_s })
        ask(*answers, { .filters = filter, .correlatedOnly = false });
    report(u"memory with every field used"_s, number(residentMegabytes() - before) + u" MB"_s);
    std::vector<double> first;
    std::vector<double> again;
    QString slowest;
    for (int i = 0; i < 200; ++i) {
        ListIdentities list = questions.next();
        first.push_back(ask(*answers, list));
        if (first.back() >= std::ranges::max(first))
            slowest = list.filters + u" by "_s + list.sorters.join(u',');
        list.offset = 500;
        again.push_back(ask(*answers, list));
    }
    const double most = isMany ? 200 : 50;
    within(u"200 questions: first rows, p95"_s, percentile(first, 0.95), most, u"ms"_s);
    report(u"200 questions: first rows, median"_s, number(percentile(first, 0.5)) + u" ms"_s);
    report(u"the slowest: "_s + slowest, number(percentile(first, 1)) + u" ms"_s);
    within(u"the next page of each, p95"_s, percentile(again, 0.95), 16, u"ms"_s);

    Stopwatch timer;
    const auto measured = [&](const QString& what, double target, const auto& act) {
        timer.start();
        if (!act())
            qFatal("%s", qPrintable(what));
        within(what, timer.ms(), target, u"ms"_s);
    };
    const auto group = [&](const QStringList& keys) {
        return answers->groups({ .correlatedOnly = false }, keys, GroupOrder::BySize, 1000, Never)
            .hasValue();
    };
    measured(u"group by location"_s, isMany ? 1000 : 50,
        [&] { return group({ u"attributes.location"_s }); });
    measured(u"group by email"_s, isMany ? 1000 : 50, [&] { return group({ u"email"_s }); });
    measured(u"group by location and department"_s, isMany ? 1000 : 50, [&] {
        return group({ u"attributes.location"_s, u"attributes.department"_s });
    });
    measured(u"summary of the name"_s, isMany ? 1000 : 50,
        [&] { return answers->summary({ .correlatedOnly = false }, u"name"_s, Never).hasValue(); });
    measured(u"values of the location that begin with b"_s, isMany ? 1000 : 50,
        [&] { return answers->values(u"attributes.location"_s, u"b"_s, 20, Never).hasValue(); });
    measured(u"values of the email that begin with b"_s, isMany ? 1000 : 50,
        [&] { return answers->values(u"email"_s, u"b"_s, 20, Never).hasValue(); });
    const auto list = [&](const QString& filters) {
        return [&, filters] {
            return answers
                ->list({ .filters = filters, .correlatedOnly = false, .limit = 100 }, Never)
                .hasValue();
        };
    };
    measured(
        u"duplicates of the email"_s, isMany ? 2000 : 50, list(u"duplicates in (\"email\")"_s));
    measured(u"duplicates of first and last name"_s, isMany ? 2000 : 50,
        list(u"duplicates in (\"attributes.firstname\",\"attributes.lastname\")"_s));
    measured(u"comparison with the one before"_s, isMany ? 5000 : 50,
        [&] { return answers->compareWith(olderPath, Never).hasValue(); });
    const auto page = answers->list({ .correlatedOnly = false, .offset = 500 }, Never);
    QList<Identity> people = (*ListIdentities::parse(*page)).identities;
    const auto changes = [&] {
        answers->sayChanges(people);
        return true;
    };
    measured(u"what is other about the rows of a page, first use"_s, isMany ? 1500 : 50, changes);
    measured(u"the same again"_s, 50, changes);
    return 0;
}
