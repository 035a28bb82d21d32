#pragma once

#include "api/apiclient.h"
#include "api/endpoints/listidentities.h"
#include "csv/exportrequest.h"
#include "csv/exportsink.h"
#include "csv/pagechain.h"
#include "csv/pageplan.h"
#include "csv/progressmeter.h"
#include "csv/rowencoder.h"
#include "csv/selectedrows.h"

#include "base/clock.h"
#include "base/expected.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

class QThread;

namespace ic {

/// Writes identities to a CSV or JSON Lines file, in the view's order and with bounded memory,
/// however many there are. Pages are read in the bulk lane, many at once, and written in order; an
/// identity that comes twice is written once.
///
/// Others may add and delete identities meanwhile: whoever was there from the first request to the
/// last, and kept the values the list is sorted by, is in the file, unless the result counts
/// something unsettled; see PageChain. Who came or went meanwhile may be in it or not, and who came
/// may stand some rows late.
///
/// Either the whole file appears under its name or, after an error, cancel() or destruction, a file
/// that was there before stays as it was. Lives on the client's thread.
class IdentityExport final : public QObject
{
    Q_OBJECT

public:
    using Outcome = Expected<ExportResult>;

    static constexpr int MostOutstanding = 16; ///< requests
    static constexpr int MostAhead = 32; ///< pages read before their turn

    /// `sink` takes the place of the file `request.path`.
    IdentityExport(ApiClient& client, const Clock& clock, ExportRequest request,
        std::unique_ptr<ExportSink> sink = nullptr, QObject* parent = nullptr);
    ~IdentityExport() override;

    /// Call once. Nothing is emitted from inside it.
    void start();
    /// Emits finished() with Kind::Cancelled at once and leaves no file. Ignored before start(),
    /// after finished(), and while everything is read and being saved.
    void cancel();

signals:
    /// At most 10 times a second, and once before the end.
    void progress(const ic::ExportProgress& progress);
    /// Exactly once. Errors of the file are Kind::File.
    void finished(const ic::IdentityExport::Outcome& outcome);

private:
    enum class Phase {
        New,
        Reading,
        Saving,
        Done,
    };

    using Reader = void (IdentityExport::*)(const PagePlan::Ask&, const Expected<ExportPage>&);

    void askMore();
    void ask(const PagePlan::Ask& what, const ListIdentities& endpoint, Reader reader);
    ListIdentities pageAt(qint64 offset, bool count) const;
    std::optional<ListIdentities> chunk(qint64 index);
    void onPlanned(const PagePlan::Ask& asked, const Expected<ExportPage>& answer);
    void onReread(const PagePlan::Ask& asked, const Expected<ExportPage>& answer);
    void onChunk(const PagePlan::Ask& asked, const Expected<ExportPage>& answer);
    bool isEndOfList(const PagePlan::Ask& asked, const ApiError& error) const;
    void goOn();
    void writeInOrder();
    bool isComplete() const;
    bool writePage(const PageChain::Page& page);
    void countWritten(const EncodedPage::Row& row);
    bool put(QByteArrayView bytes);
    bool flush();
    void save();
    void onSaved();
    void fail(const ApiError& error);
    void failFile();
    void finish(const Outcome& outcome);
    void report(bool force);

    ApiClient& m_client;
    const Clock& m_clock;
    const ExportRequest m_request;
    const QStringList m_sorters;
    std::unique_ptr<ExportSink> m_sink;
    const std::shared_ptr<const RowEncoder> m_encoder; ///< shared with the network's thread
    PagePlan m_plan;
    PageChain m_chain;
    SelectedRows m_selected;
    std::map<qint64, ApiClient::CallId> m_outstanding; ///< by page or chunk
    std::map<qint64, PageChain::Page> m_early; ///< pages that came before their turn
    quint64 m_answers = 0; ///< so far: tells which page is younger
    qint64 m_nextPage = 0; ///< to write; of a selection the next chunk to ask for
    int m_pagesInVain = 0; ///< full ones in sequence that brought nothing new
    IdSet m_seen;
    QByteArray m_block; ///< not handed to the sink yet
    ExportResult m_result;
    qint64 m_excluded = 0;
    Phase m_phase = Phase::New;
    ProgressMeter m_meter;
    QTimer m_tick;
    std::unique_ptr<QThread> m_saver;
    bool m_saved = false;
};

} // namespace ic
