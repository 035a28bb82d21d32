#include "csv/identityexport.h"

#include "api/filterexpression.h"

#include <QThread>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype BlockBytes = 262'144;
constexpr int TickMs = 250;
constexpr qint64 SilenceMs = 1000; // without an answer: "waiting"
constexpr qint64 RateWindowMs = 12'000; // longer than the tenant's window, to even it out

const QString Operation = u"Export identities"_s;

QList<IdentityId> withoutRepetitions(const QList<IdentityId>& ids)
{
    QSet<IdentityId> seen;
    QList<IdentityId> result;
    for (const IdentityId& id : ids) {
        if (!id.isEmpty() && !seen.contains(id)) {
            seen.insert(id);
            result.append(id);
        }
    }
    return result;
}

ExportRequest cleaned(ExportRequest request)
{
    if (request.ids)
        request.ids = withoutRepetitions(*request.ids);
    return request;
}

} // namespace

IdentityExport::IdentityExport(ApiClient& client, const Clock& clock, ExportRequest request,
    std::unique_ptr<ExportSink> sink, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_request(cleaned(std::move(request)))
    , m_sorters(stableSorters(m_request.sorters))
    , m_sink(sink ? std::move(sink) : std::make_unique<FileSink>(m_request.path))
    , m_encoder(m_request)
    , m_plan(ListIdentities::maxLimit, MostAhead)
    , m_selected(m_sorters)
{
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { report(false); });
}

IdentityExport::~IdentityExport()
{
    for (const auto& [page, call] : m_outstanding)
        m_client.cancel(call);
    if (m_saver)
        m_saver->wait();
}

void IdentityExport::start()
{
    Q_ASSERT(m_phase == Phase::New);
    m_phase = Phase::Reading;
    m_startedAt = m_clock.monotonicMs();
    if (!m_sink->open()) {
        QMetaObject::invokeMethod(this, &IdentityExport::failFile, Qt::QueuedConnection);
        return;
    }
    m_block = m_encoder.head();
    if (m_request.ids) {
        m_result.expected = m_request.ids->size();
        if (m_request.ids->isEmpty())
            QMetaObject::invokeMethod(this, &IdentityExport::save, Qt::QueuedConnection);
    }
    m_tick.start();
    QMetaObject::invokeMethod(this, &IdentityExport::askMore, Qt::QueuedConnection);
}

void IdentityExport::cancel()
{
    if (m_phase == Phase::Reading)
        fail({ .kind = ApiError::Kind::Cancelled, .operation = Operation });
}

void IdentityExport::askMore()
{
    while (m_phase == Phase::Reading && m_outstanding.size() < MostOutstanding) {
        if (m_request.ids) {
            const std::optional<ListIdentities> next = chunk(m_nextPage);
            if (!next)
                return;
            ask(m_nextPage++, *next);
        } else {
            const std::optional<PagePlan::Ask> next = m_plan.next();
            if (!next)
                return;
            ask(next->page,
                ListIdentities {
                    .filters = m_request.filters,
                    .sorters = m_sorters,
                    .correlatedOnly = m_request.correlatedOnly,
                    .count = next->count,
                    .offset = next->page * ListIdentities::maxLimit,
                    .lane = Lane::Bulk,
                });
        }
    }
}

void IdentityExport::ask(qint64 page, const ListIdentities& endpoint)
{
    m_outstanding[page] = m_client.send(endpoint, this,
        [this, page](const Expected<IdentityPage>& answer) { onPage(page, answer); });
}

/// The request for the selection's chunk `index`; nullopt after the last.
std::optional<ListIdentities> IdentityExport::chunk(qint64 index)
{
    const qsizetype from = index * recommendedIdsPerFilter;
    if (from >= m_request.ids->size())
        return std::nullopt;
    QStringList values;
    for (const IdentityId& id : m_request.ids->mid(from, recommendedIdsPerFilter))
        values.append(id.text());
    const FilterResult filter = FilterExpression::condition(
        { .field = FilterField::Id, .op = FilterOperator::In, .values = values });
    if (const auto* error = std::get_if<FilterError>(&filter)) {
        fail({ .kind = ApiError::Kind::BadRequest,
            .operation = Operation,
            .detail = error->message });
        return std::nullopt;
    }
    return ListIdentities {
        .filters = std::get<FilterExpression>(filter).toFilterText(),
        .sorters = m_sorters,
        .correlatedOnly = false, // the selection may hold uncorrelated ones
        .lane = Lane::Bulk,
    };
}

void IdentityExport::onPage(qint64 page, const Expected<IdentityPage>& answer)
{
    m_outstanding.erase(page);
    m_answeredAt = m_clock.monotonicMs();
    if (!answer) {
        if (!isEndOfList(page, answer.error())) {
            fail(answer.error());
            return;
        }
        m_plan.refused(page);
        m_early[page] = {};
    } else if (m_request.ids) {
        collect(*answer);
    } else {
        m_plan.answered(page, answer->identities.size(), answer->totalCount);
        if (page == 0 && answer->totalCount) {
            m_result.expected = *answer->totalCount;
            m_seen.reserve(*answer->totalCount);
        }
        m_early[page] = m_encoder.encode(answer->identities);
    }
    if (!m_request.ids)
        writeInOrder();
    askMore();
    report(false);
    const bool complete = m_request.ids ? m_outstanding.empty() : m_plan.isComplete();
    if (m_phase == Phase::Reading && complete)
        save();
}

/// Some endpoints answer 400 to an offset at or after the end of the list.
bool IdentityExport::isEndOfList(qint64 page, const ApiError& error) const
{
    return !m_request.ids && page > 0 && error.kind == ApiError::Kind::BadRequest
        && (m_plan.isBeyondTotal(page)
            || error.serverText.contains(u"offset"_s, Qt::CaseInsensitive));
}

void IdentityExport::collect(const IdentityPage& page)
{
    const EncodedPage encoded = m_encoder.encode(page.identities);
    qsizetype begin = 0;
    for (qsizetype i = 0; i < page.identities.size(); ++i) {
        const EncodedPage::Row& row = encoded.rows[static_cast<std::size_t>(i)];
        if (m_seen.insert(row.key)) {
            m_selected.add(page.identities.at(i), encoded.lines.mid(begin, row.end - begin));
            ++m_result.written;
        } else {
            ++m_result.duplicates;
        }
        begin = row.end;
    }
}

void IdentityExport::writeInOrder()
{
    for (auto next = m_early.begin(); next != m_early.end() && next->first == m_nextPage;
         next = m_early.begin()) {
        const qint64 before = m_result.written + m_excluded;
        if (!writePage(next->second)) {
            failFile();
            return;
        }
        // A tenant that answers every offset with the same page would never come to an end.
        const bool nothingNew = before == m_result.written + m_excluded;
        if (nothingNew && m_plan.isBeyondTotal(m_nextPage))
            m_plan.stop();
        m_early.erase(next);
        m_plan.wrote();
        ++m_nextPage;
    }
}

bool IdentityExport::writePage(const EncodedPage& page)
{
    qsizetype begin = 0; // of the rows that are not put yet
    qsizetype end = 0;
    for (const EncodedPage::Row& row : page.rows) {
        if (row.hasId && !m_seen.insert(row.key)) {
            ++m_result.duplicates;
            if (!put(QByteArrayView(page.lines).sliced(begin, end - begin)))
                return false;
            begin = row.end;
        } else {
            (row.excluded ? m_excluded : m_result.written) += 1;
        }
        end = row.end;
    }
    return put(QByteArrayView(page.lines).sliced(begin, end - begin));
}

bool IdentityExport::put(QByteArrayView bytes)
{
    m_block.append(bytes);
    return m_block.size() < BlockBytes || flush();
}

bool IdentityExport::flush()
{
    m_result.bytes += m_block.size();
    const bool written = m_block.isEmpty() || m_sink->write(m_block);
    m_block.clear();
    return written;
}

void IdentityExport::save()
{
    if (m_phase != Phase::Reading)
        return;
    m_selected.sort();
    bool written = true;
    for (qint64 row = 0; row < m_selected.size() && written; ++row)
        written = put(m_selected.line(row));
    if (!written || !flush()) {
        failFile();
        return;
    }
    m_phase = Phase::Saving;
    report(true);
    // The disk may take long to say that it has everything, and this may be the window's thread.
    m_saver.reset(QThread::create([this] { m_saved = m_sink->commit(); }));
    connect(m_saver.get(), &QThread::finished, this, &IdentityExport::onSaved);
    m_saver->start();
}

void IdentityExport::onSaved()
{
    if (!m_saved) {
        failFile();
        return;
    }
    if (m_request.ids)
        m_result.missing = m_result.expected - m_result.written;
    else if (m_result.expected >= 0)
        m_result.expected = std::max<qint64>(0, m_result.expected - m_excluded);
    m_result.elapsedMs = m_clock.monotonicMs() - m_startedAt;
    finish(m_result);
}

void IdentityExport::fail(const ApiError& error)
{
    if (m_phase == Phase::Done)
        return;
    const auto outstanding = std::exchange(m_outstanding, {});
    for (const auto& [page, call] : outstanding)
        m_client.cancel(call);
    finish(error);
}

void IdentityExport::failFile()
{
    fail({ .kind = ApiError::Kind::File, .operation = Operation, .detail = m_sink->problem() });
}

void IdentityExport::finish(const Outcome& outcome)
{
    m_phase = Phase::Done;
    m_tick.stop();
    m_early.clear();
    if (m_saver)
        m_saver->wait();
    m_sink.reset(); // without commit() this removes what was written
    emit finished(outcome);
}

void IdentityExport::report(bool force)
{
    const qint64 now = m_clock.monotonicMs();
    if (m_phase == Phase::Done || m_phase == Phase::New)
        return;
    if (!force && now - m_reportedAt < ProgressEveryMs)
        return;
    m_reportedAt = now;
    ExportProgress progress { .rowsWritten = m_result.written, .expected = m_result.expected };
    if (!m_request.ids && progress.expected >= 0)
        progress.expected = std::max<qint64>(0, progress.expected - m_request.except.size());
    if (m_phase == Phase::Saving)
        progress.state = ExportProgress::State::Saving;
    else if (now - std::max(m_answeredAt, m_startedAt) >= SilenceMs)
        progress.state = ExportProgress::State::Waiting;
    else if (m_answeredAt >= 0)
        progress.state = ExportProgress::State::Reading;

    if (m_rates.empty())
        m_rates.emplace_back(m_startedAt, 0);
    while (m_rates.size() > 1 && now - m_rates[1].first >= RateWindowMs)
        m_rates.pop_front();
    const qint64 elapsed = now - m_rates.front().first;
    if (elapsed > 0)
        progress.rowsPerSecond = static_cast<double>(progress.rowsWritten - m_rates.front().second)
            * 1000 / static_cast<double>(elapsed);
    m_rates.emplace_back(now, progress.rowsWritten);
    if (progress.expected >= 0 && progress.rowsPerSecond > 0) {
        const auto left
            = static_cast<double>(std::max<qint64>(0, progress.expected - progress.rowsWritten));
        progress.secondsLeft
            = static_cast<int>(std::ceil(std::min(left / progress.rowsPerSecond, 1e6)));
    }
    emit this->progress(progress);
}

} // namespace ic
