#pragma once

#include "reading/decodedpage.h"
#include "reading/identitylists.h"
#include "reading/pagechain.h"
#include "reading/pageplan.h"
#include "reading/readrequest.h"
#include "reading/sortorder.h"

#include <QObject>

#include <functional>
#include <map>
#include <set>

namespace ic {

/// What a walk met.
struct WalkResult
{
    qint64 rows = 0; ///< handed over, or of a selection or range: to be handed over
    /// What the tenant counted at the start, or the size of the selection or range; -1 = unknown.
    qint64 expected = -1;
    qint64 atEnd = -1; ///< what the tenant counted last; -1 = unknown
    qint64 duplicates = 0; ///< came twice without having been asked for twice
    qint64 withoutId = 0; ///< of the rows
    int reread = 0; ///< pages read again because the list had moved
    int unsettled = 0; ///< places where identities that stayed may be missing, see PageChain
};

/// Reads identities, however many there are: many pages at once, decoded by its owner's decoder and
/// handed over in the order of the request, each identity once.
///
/// Others may add and delete identities meanwhile: whoever was there from the first request to the
/// last, and kept the values the list is sorted by, is handed over, unless the result counts
/// something unsettled; see PageChain. Who came or went meanwhile may be among them or not, and who
/// came may stand some rows late. Memory is bounded, but for selections and ranges: these are
/// handed over when all of them are there.
///
/// Lives on the client's thread. Destroying it withdraws what is under way.
class IdentityWalk final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostOutstanding = 16; ///< requests
    static constexpr int MostAhead = 32; ///< pages read before their turn

    /// Takes the rows from `from` on and before `to` of the page: they are the next ones in order.
    using Receiver = std::function<void(const DecodedPage& page, std::size_t from, std::size_t to)>;

    IdentityWalk(ApiClient& client, const ReadRequest& request, PageDecoder decoder,
        Receiver receiver, QObject* parent = nullptr);
    ~IdentityWalk() override;

    /// Before start(): leaves these out, too, who were handed over elsewhere. Of all that match.
    void leaveOut(IdSet others);
    /// Call once. Nothing is emitted, and nothing handed over, from inside it.
    void start();
    /// Withdraws what is under way; nothing comes any more. The receiver may call it.
    void stop();
    /// Nothing more is asked for; what is under way is answered and handed over.
    void pause() { m_isPaused = true; }
    void resume();

    const WalkResult& result() const { return m_result; }
    /// Everybody who was met; once, when it is finished.
    IdSet takeMet() { return std::move(m_seen); }
    /// Of a selection, when it is finished: the tenant no longer knows them.
    QList<IdentityId> missing() const;

signals:
    /// An answer came.
    void progressed();
    /// One of these, once, and last.
    void finished();
    void failed(const ic::ApiError& error);

private:
    using Reader = void (IdentityWalk::*)(const PagePlan::Ask&, const Expected<DecodedPage>&);
    /// A row of a part that waits for the others.
    struct PartRow
    {
        qint64 part = 0;
        const DecodedPage* page = nullptr;
        std::size_t row = 0;
    };
    using Before = std::function<bool(const PartRow&, const PartRow&)>;

    void askForOrder();
    void askMore();
    void ask(const PagePlan::Ask& what, const ListIdentities& endpoint, Reader reader);
    void askForNextPart();
    void onPage(const PagePlan::Ask& asked, const Expected<DecodedPage>& answer);
    void onPart(const PagePlan::Ask& asked, const Expected<DecodedPage>& answer);
    bool isEndOfList(const PagePlan::Ask& asked, const ApiError& error) const;
    bool isMeant(qint64 part, const DecodedPage& page) const;
    void goOn();
    void handOverInOrder();
    void handOver(const PageChain::Page& page);
    bool handOverParts();
    void count(const DecodedRow& row);
    void finishIfComplete();
    void fail(const ApiError& error);

    const IdentityLists m_lists;
    ReadRequest m_request;
    const PageDecoder m_decoder;
    const Receiver m_receiver;
    PagePlan m_plan;
    PageChain m_chain;
    std::map<qint64, IdentityLists::CallId> m_outstanding; ///< by page or part
    std::map<qint64, PageChain::Page> m_early; ///< pages that came before their turn
    std::map<qint64, DecodedPage> m_parts;
    std::multiset<PartRow, Before> m_partRows; ///< in order from the beginning: sorting takes long
    std::map<qint64, QList<IdentityId>> m_meant; ///< of the parts that are asked for
    std::map<qint64, QList<IdentityId>> m_missing; ///< of the parts that have come
    IdSet m_asked;
    quint64 m_answers = 0; ///< so far: tells which page is younger
    qint64 m_nextPage = 0; ///< to hand over; of a selection or range the next part to ask for
    int m_pagesInVain = 0; ///< full ones in sequence that brought nothing new
    IdSet m_seen;
    IdSet m_except;
    qint64 m_excluded = 0;
    WalkResult m_result;
    bool m_isRunning = false;
    bool m_isPaused = false;
};

} // namespace ic
