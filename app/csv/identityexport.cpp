#include "csv/identityexport.h"

#include "api/filterexpression.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype BlockBytes = 262'144;
constexpr int TickMs = 250;
constexpr int MostPagesInVain = 3;
constexpr qint64 Reread = -1; // takes the place of a page's number; there is only one at a time

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

/// The error, with which rows it stands for: they were asked for often enough.
ApiError ofRows(const PagePlan::Ask& asked, ApiError error)
{
    error.place = u"rows %1 to %2 of the list"_s.arg(asked.offset + 1)
                      .arg(asked.offset + ListIdentities::maxLimit);
    return error;
}

/// The same for a part of a selection.
ApiError ofSelected(const PagePlan::Ask& asked, ApiError error)
{
    error.place = u"identities %1 to %2 of the selection"_s.arg(asked.offset + 1)
                      .arg(asked.offset + recommendedIdsPerFilter);
    return error;
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
    , m_encoder(std::make_shared<RowEncoder>(m_request))
    , m_plan(ListIdentities::maxLimit, MostAhead)
    , m_chain(ListIdentities::maxLimit)
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
    m_meter.start(m_clock.monotonicMs());
    if (!m_sink->open()) {
        QMetaObject::invokeMethod(this, &IdentityExport::failFile, Qt::QueuedConnection);
        return;
    }
    m_block = m_encoder->head();
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
            ask({ .page = m_nextPage, .offset = m_nextPage * recommendedIdsPerFilter }, *next,
                &IdentityExport::onChunk);
            ++m_nextPage;
        } else {
            const std::optional<PagePlan::Ask> next = m_plan.next(m_chain.overlap());
            if (!next)
                return;
            ask(*next, pageAt(next->offset, next->count), &IdentityExport::onPlanned);
        }
    }
}

void IdentityExport::ask(const PagePlan::Ask& what, const ListIdentities& endpoint, Reader reader)
{
    m_outstanding[what.page] = m_client.read<ExportPage>(
        endpoint.request(),
        [encoder = m_encoder, offset = what.offset](
            const ApiResponse& response) { return encoder->read(response, offset); },
        this,
        [this, what, reader](const Expected<ExportPage>& answer) {
            m_outstanding.erase(what.page);
            m_meter.answered(m_clock.monotonicMs());
            (this->*reader)(what, answer);
        });
}

ListIdentities IdentityExport::pageAt(qint64 offset, bool count) const
{
    return {
        .filters = m_request.filters,
        .sorters = m_sorters,
        .correlatedOnly = m_request.correlatedOnly,
        .count = count,
        .offset = offset,
        .lane = Lane::Bulk,
    };
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

void IdentityExport::onPlanned(const PagePlan::Ask& asked, const Expected<ExportPage>& answer)
{
    if (!answer && !isEndOfList(asked, answer.error())) {
        fail(ofRows(asked, answer.error()));
        return;
    }
    PageChain::Page page { .offset = asked.offset, .overlap = asked.overlap };
    if (answer) {
        page.content = answer->encoded;
        const std::optional<qint64> total = answer->totalCount;
        m_plan.answered(asked, static_cast<qsizetype>(page.content.rows.size()), total);
        if (asked.page == 0 && total) {
            m_result.expected = *total;
            m_seen.reserve(*total);
        }
        m_result.atEnd = total.value_or(m_result.atEnd);
    } else {
        m_plan.refused(asked);
    }
    page.readAt = ++m_answers;
    m_early[asked.page] = std::move(page);
    goOn();
}

void IdentityExport::onReread(const PagePlan::Ask& asked, const Expected<ExportPage>& answer)
{
    if (!answer && !isEndOfList(asked, answer.error())) {
        fail(ofRows(asked, answer.error()));
        return;
    }
    PageChain::Page page { .offset = asked.offset, .planned = false, .readAt = ++m_answers };
    if (answer)
        page.content = answer->encoded;
    m_chain.add(std::move(page));
    goOn();
}

void IdentityExport::onChunk(const PagePlan::Ask& asked, const Expected<ExportPage>& answer)
{
    if (!answer) {
        fail(ofSelected(asked, answer.error()));
        return;
    }
    // Whoever lost the question on the way answers it for others: none of them is meant.
    const QList<IdentityId> meant = m_request.ids->mid(asked.offset, recommendedIdsPerFilter);
    const bool isOurs = std::ranges::all_of(answer->identities, [&](const Identity& identity) {
        return identity.id.isEmpty() || meant.contains(identity.id);
    });
    if (!isOurs) {
        fail(ofSelected(asked,
            { .kind = ApiError::Kind::Malformed,
                .operation = Operation,
                .detail = u"Identities came that were not asked for."_s }));
        return;
    }
    qsizetype begin = 0;
    for (qsizetype i = 0; i < answer->identities.size(); ++i) {
        const EncodedPage::Row& row = answer->encoded.rows[static_cast<std::size_t>(i)];
        if (m_seen.insert(row.key)) {
            m_selected.add(
                answer->identities.at(i), answer->encoded.lines.mid(begin, row.end - begin));
            countWritten(row);
        } else {
            ++m_result.duplicates;
        }
        begin = row.end;
    }
    goOn();
}

/// Some endpoints answer 400 to an offset at or after the end of the list.
bool IdentityExport::isEndOfList(const PagePlan::Ask& asked, const ApiError& error) const
{
    return asked.offset > 0 && error.kind == ApiError::Kind::BadRequest
        && (m_plan.isBeyondTotal(asked.offset)
            || error.serverText.contains(u"offset"_s, Qt::CaseInsensitive));
}

void IdentityExport::goOn()
{
    if (!m_request.ids)
        writeInOrder();
    askMore();
    report(false);
    if (m_phase == Phase::Reading && isComplete())
        save();
}

bool IdentityExport::isComplete() const
{
    if (!m_outstanding.empty())
        return false;
    return m_request.ids || (m_plan.isComplete() && m_early.empty() && !m_chain.isWaiting());
}

void IdentityExport::writeInOrder()
{
    while (m_phase == Phase::Reading && !m_outstanding.contains(Reread)) {
        if (!m_chain.isWaiting()) {
            const auto next = m_early.begin();
            if (next == m_early.end() || next->first != m_nextPage)
                return;
            m_chain.add(std::move(next->second));
            m_early.erase(next);
            ++m_nextPage;
        }
        if (const std::optional<PageChain::Page> page = m_chain.take()) {
            if (!writePage(*page))
                failFile();
        } else if (const std::optional<qint64> offset = m_chain.wanted()) {
            ask({ .page = Reread, .offset = *offset }, pageAt(*offset, false),
                &IdentityExport::onReread);
        }
    }
}

bool IdentityExport::writePage(const PageChain::Page& page)
{
    const QByteArrayView lines = page.content.lines;
    qint64 repeated = 0;
    qsizetype begin = 0; // of the rows that are not put yet
    qsizetype end = 0;
    for (const EncodedPage::Row& row : page.content.rows) {
        if (!m_seen.insert(row.key)) {
            ++repeated;
            if (!put(lines.sliced(begin, end - begin)))
                return false;
            begin = row.end;
        } else if (row.excluded) {
            ++m_excluded;
        } else {
            countWritten(row);
        }
        end = row.end;
    }
    if (page.planned) {
        m_plan.wrote();
        if (!page.besideGap)
            m_result.duplicates += std::max<qint64>(0, repeated - page.overlap);
        // A tenant that answers every offset with the same page would never come to an end.
        const bool inVain = repeated == static_cast<qint64>(page.content.rows.size());
        m_pagesInVain = inVain ? m_pagesInVain + 1 : 0;
        if (m_pagesInVain >= MostPagesInVain && m_plan.isBeyondTotal(page.offset))
            m_plan.stop();
    }
    return put(lines.sliced(begin, end - begin));
}

void IdentityExport::countWritten(const EncodedPage::Row& row)
{
    ++m_result.written;
    m_result.withoutId += row.withoutId ? 1 : 0;
    if (row.oddity.isEmpty())
        return;
    ++m_result.odd;
    if (m_result.firstOddity.isEmpty())
        m_result.firstOddity = row.oddity;
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
        m_result.missing = m_result.expected - (m_result.written - m_result.withoutId);
    else if (m_result.expected >= 0)
        m_result.expected = std::max<qint64>(0, m_result.expected - m_excluded);
    if (m_result.atEnd >= 0)
        m_result.atEnd = std::max<qint64>(0, m_result.atEnd - m_excluded);
    m_result.reread = m_chain.reread();
    m_result.unsettled = m_chain.unsettled();
    m_result.elapsedMs = m_meter.elapsed(m_clock.monotonicMs());
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
    if (m_phase == Phase::Done || m_phase == Phase::New)
        return;
    qint64 expected = m_result.expected;
    if (!m_request.ids && expected >= 0)
        expected = std::max<qint64>(0, expected - m_request.except.size());
    const std::optional<ExportProgress> due = m_meter.report(
        m_clock.monotonicMs(), m_result.written, expected, m_phase == Phase::Saving, force);
    if (due)
        emit progress(*due);
}

} // namespace ic
