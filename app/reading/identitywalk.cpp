#include "reading/identitywalk.h"

#include "api/filter/filterexpression.h"
#include "reading/background.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostPagesInVain = 3;
constexpr int MostAtOnce = 4000; // rows handed over in one turn of the window's loop
// What takes the place of a page's number; there is only one of each at a time.
constexpr qint64 Reread = -1;
constexpr qint64 Order = -2;

/// The error, with which rows it stands for: they were asked for often enough.
ApiError ofRows(const PagePlan::Ask& asked, ApiError error, bool ofSelection)
{
    const qint64 rows = ofSelection ? recommendedIdsPerFilter : ListIdentities::maxLimit;
    const QString text = ofSelection
        ? QCoreApplication::translate("IdentityWalk", "identities %1 to %2 of the selection")
        : QCoreApplication::translate("IdentityWalk", "rows %1 to %2 of the list");
    error.place = text.arg(asked.offset + 1).arg(asked.offset + rows);
    return error;
}

} // namespace

IdentityWalk::IdentityWalk(ApiClient& client, const ReadRequest& request, PageDecoder decoder,
    Receiver receiver, QObject* parent)
    : QObject(parent)
    , m_lists(client, request.snapshot)
    , m_request(request)
    , m_decoder(std::move(decoder))
    , m_receiver(std::move(receiver))
    , m_plan(ListIdentities::maxLimit, MostAhead)
    , m_chain(ListIdentities::maxLimit)
    , m_partRows([order = SortOrder(stableSorters(request.sorters)),
                     sorts = request.ids && !request.snapshot](const PartRow& a, const PartRow& b) {
        return sorts
            ? order.comesBefore(a.page->rows[a.row].sortTexts, b.page->rows[b.row].sortTexts)
            : a.part < b.part;
    })
{
    if (m_request.ids) {
        m_result.expected = m_request.ids->size();
        m_asked.reserve(m_result.expected);
    } else if (m_request.range) {
        m_result.expected = m_request.range->last - m_request.range->first + 1;
    } else {
        for (const IdentityId& id : m_request.except)
            m_except.insert(IdKey::of(id));
    }
}

IdentityWalk::~IdentityWalk()
{
    stop();
    if (m_result.rows > MostAtOnce) {
        letGoElsewhere(
            std::tuple(std::move(m_partRows), std::move(m_parts), std::move(m_request.ids)));
    }
}

void IdentityWalk::leaveOut(IdSet others)
{
    for (const IdentityId& id : m_request.except)
        others.insert(IdKey::of(id));
    m_except = std::move(others);
}

void IdentityWalk::start()
{
    m_isRunning = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_request.ids)
                m_seen.reserve(m_request.ids->size());
            if (m_request.ids && m_request.snapshot)
                askForOrder();
            askMore();
            finishIfComplete(); // nobody was asked for
        },
        Qt::QueuedConnection);
}

void IdentityWalk::stop()
{
    m_isRunning = false;
    for (const auto& [page, call] : std::exchange(m_outstanding, {}))
        m_lists.cancel(call);
}

void IdentityWalk::resume()
{
    m_isPaused = false;
    goOn();
}

/// A snapshot knows more orders than what is read of a row tells: its parts are asked for, and come
/// in, in the one that is wanted.
void IdentityWalk::askForOrder()
{
    m_outstanding[Order] = m_request.snapshot->inOrder(*m_request.ids,
        stableSorters(m_request.sorters), this, [this](const Expected<QList<IdentityId>>& ids) {
            m_outstanding.erase(Order);
            if (!ids) {
                fail(ids.error());
                return;
            }
            m_request.ids = *ids;
            m_result.expected = ids->size();
            goOn();
        });
}

void IdentityWalk::askMore()
{
    if (m_outstanding.contains(Order))
        return;
    while (m_isRunning && !m_isPaused && m_outstanding.size() < MostOutstanding) {
        if (!m_request.isInParts()) {
            const std::optional<PagePlan::Ask> next = m_plan.next(m_chain.overlap());
            if (!next)
                return;
            ask(*next, m_request.page(next->offset, next->count), &IdentityWalk::onPage);
        } else {
            if (m_nextPage == m_request.parts())
                return;
            askForNextPart();
        }
    }
}

/// Each id once, and no empty one.
void IdentityWalk::askForNextPart()
{
    const qint64 part = m_nextPage++;
    const PagePlan::Ask what { .page = part, .offset = m_request.firstRowOfPart(part) };
    if (!m_request.ids) {
        ask(what, m_request.part(part), &IdentityWalk::onPart);
        return;
    }
    QList<IdentityId> ids = m_request.idsOfPart(part);
    m_result.expected -= ids.removeIf(
        [this](const IdentityId& id) { return id.isEmpty() || !m_asked.insert(IdKey::of(id)); });
    if (ids.isEmpty())
        return;
    const Expected<ListIdentities> endpoint = m_request.only(ids);
    if (!endpoint) {
        fail(endpoint.error());
        return;
    }
    m_meant[part] = ids;
    ask(what, *endpoint, &IdentityWalk::onPart);
}

void IdentityWalk::ask(const PagePlan::Ask& what, const ListIdentities& endpoint, Reader reader)
{
    m_outstanding[what.page] = m_lists.read<DecodedPage>(
        endpoint,
        [decoder = m_decoder, offset = what.offset](
            const ApiResponse& response) { return decoder(response, offset); },
        this,
        [this, what, reader](const Expected<DecodedPage>& answer) {
            m_outstanding.erase(what.page);
            (this->*reader)(what, answer);
        });
}

void IdentityWalk::onPage(const PagePlan::Ask& asked, const Expected<DecodedPage>& answer)
{
    if (!answer && !isEndOfList(asked, answer.error())) {
        fail(ofRows(asked, answer.error(), false));
        return;
    }
    PageChain::Page page { .content = answer ? *answer : DecodedPage(),
        .offset = asked.offset,
        .overlap = asked.overlap,
        .planned = asked.page != Reread,
        .readAt = ++m_answers };
    if (!page.planned) {
        m_chain.add(std::move(page));
    } else {
        const std::optional<qint64> total = page.content.totalCount;
        m_plan.answered(asked, static_cast<qsizetype>(page.content.rows.size()), total);
        if (asked.page == 0 && total) {
            m_result.expected = *total;
            m_seen.reserve(*total);
        }
        m_result.atEnd = total.value_or(m_result.atEnd);
        m_early[asked.page] = std::move(page);
    }
    goOn();
}

void IdentityWalk::onPart(const PagePlan::Ask& asked, const Expected<DecodedPage>& answer)
{
    if (!answer) {
        fail(ofRows(asked, answer.error(), m_request.ids.has_value()));
        return;
    }
    if (!isMeant(asked.page, *answer)) {
        fail(ofRows(asked,
            { .kind = ApiError::Kind::Malformed,
                .detail = QCoreApplication::translate(
                    "IdentityWalk", "Identities came that were not asked for.") },
            true));
        return;
    }
    const DecodedPage& page = m_parts[asked.page] = *answer;
    for (std::size_t row = 0; row < page.rows.size(); ++row) {
        if (m_seen.insert(page.rows[row].key)) {
            count(page.rows[row]);
            m_partRows.insert({ asked.page, &page, row });
        } else {
            ++m_result.duplicates;
        }
    }
    if (const auto meant = m_meant.find(asked.page); meant != m_meant.end()) {
        meant->second.removeIf(
            [this](const IdentityId& id) { return m_seen.contains(IdKey::of(id)); });
        if (!meant->second.isEmpty())
            m_missing.insert(m_meant.extract(meant));
        else
            m_meant.erase(meant);
    }
    goOn();
}

/// Some endpoints answer 400 to an offset at or after the end of the list.
bool IdentityWalk::isEndOfList(const PagePlan::Ask& asked, const ApiError& error) const
{
    return asked.offset > 0 && error.kind == ApiError::Kind::BadRequest
        && (m_plan.isBeyondTotal(asked.offset)
            || error.serverText.contains(u"offset"_s, Qt::CaseInsensitive));
}

/// Whoever lost the question on the way answers it for others: none of them is meant.
bool IdentityWalk::isMeant(qint64 part, const DecodedPage& page) const
{
    if (!m_request.ids)
        return true;
    std::vector<IdKey> meant;
    for (const IdentityId& id : m_meant.at(part))
        meant.push_back(IdKey::of(id));
    return std::ranges::all_of(page.rows, [&meant](const DecodedRow& row) {
        return row.withoutId || std::ranges::find(meant, row.key) != meant.end();
    });
}

void IdentityWalk::goOn()
{
    handOverInOrder();
    askMore();
    if (!m_isRunning)
        return;
    emit progressed();
    finishIfComplete();
}

void IdentityWalk::handOverInOrder()
{
    while (m_isRunning && !m_outstanding.contains(Reread)) {
        if (!m_chain.isWaiting()) {
            const auto next = m_early.begin();
            if (next == m_early.end() || next->first != m_nextPage)
                return;
            m_chain.add(std::move(next->second));
            m_early.erase(next);
            ++m_nextPage;
        }
        if (const std::optional<PageChain::Page> page = m_chain.take()) {
            handOver(*page);
        } else if (const std::optional<qint64> offset = m_chain.wanted()) {
            ask({ .page = Reread, .offset = *offset }, m_request.page(*offset, false),
                &IdentityWalk::onPage);
        }
    }
}

void IdentityWalk::handOver(const PageChain::Page& page)
{
    const std::vector<DecodedRow>& rows = page.content.rows;
    std::size_t from = 0; // of the rows that are not handed over yet
    const auto handOverBefore = [&](std::size_t row) {
        if (m_isRunning && from < row)
            m_receiver(page.content, from, row);
        from = row + 1;
    };
    qint64 repeated = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const bool isNew = m_seen.insert(rows[row].key);
        const bool isExcluded = m_except.size() > 0 && m_except.contains(rows[row].key);
        if (isNew && !isExcluded) {
            count(rows[row]);
            continue;
        }
        repeated += isNew ? 0 : 1;
        m_excluded += isNew ? 1 : 0;
        handOverBefore(row);
    }
    handOverBefore(rows.size());
    if (!page.planned)
        return;
    m_plan.wrote();
    if (!page.besideGap)
        m_result.duplicates += std::max<qint64>(0, repeated - page.overlap);
    // A tenant that answers every offset with the same page would never come to an end.
    const bool inVain = repeated == static_cast<qint64>(rows.size());
    m_pagesInVain = inVain ? m_pagesInVain + 1 : 0;
    if (m_pagesInVain >= MostPagesInVain && m_plan.isBeyondTotal(page.offset))
        m_plan.stop();
}

void IdentityWalk::count(const DecodedRow& row)
{
    ++m_result.rows;
    m_result.withoutId += row.withoutId ? 1 : 0;
}

void IdentityWalk::finishIfComplete()
{
    if (!m_isRunning || m_isPaused || !m_outstanding.empty())
        return;
    if (m_request.isInParts()) {
        if (!handOverParts()) {
            QMetaObject::invokeMethod(this, &IdentityWalk::finishIfComplete, Qt::QueuedConnection);
            return;
        }
    } else if (!m_plan.isComplete() || !m_early.empty() || m_chain.isWaiting()) {
        return;
    }
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_result.reread = m_chain.reread();
    m_result.unsettled = m_chain.unsettled();
    if (m_result.expected >= 0)
        m_result.expected = std::max<qint64>(0, m_result.expected - m_excluded);
    if (m_result.atEnd >= 0)
        m_result.atEnd = std::max<qint64>(0, m_result.atEnd - m_excluded);
    emit finished();
}

/// Some of them, so that a million do not stop the window; true when there are no more.
bool IdentityWalk::handOverParts()
{
    for (int left = MostAtOnce; left > 0 && m_isRunning && !m_partRows.empty(); --left) {
        const PartRow one = m_partRows.extract(m_partRows.begin()).value();
        m_receiver(*one.page, one.row, one.row + 1);
    }
    return !m_isRunning || m_partRows.empty();
}

QList<IdentityId> IdentityWalk::missing() const
{
    QList<IdentityId> missing;
    for (const auto& [part, ids] : m_missing)
        missing += ids;
    return missing;
}

void IdentityWalk::fail(const ApiError& error)
{
    stop();
    emit failed(error);
}

} // namespace ic
