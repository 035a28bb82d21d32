#pragma once

#include "api/apiclient.h"
#include "api/endpoints/listidentities.h"
#include "csv/exportrequest.h"
#include "csv/exportrows.h"
#include "csv/exportsink.h"
#include "csv/pageplan.h"

#include "base/clock.h"
#include "base/expected.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>

class QThread;

namespace ic {

/// Writes identities to a CSV file, in the view's order and with bounded memory, however many there
/// are. Pages are read in the bulk lane, many at once, and written in order; an identity that comes
/// twice is written once.
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
    static constexpr int ProgressEveryMs = 100;

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

    void askMore();
    void ask(qint64 page, const ListIdentities& endpoint);
    std::optional<ListIdentities> chunk(qint64 index);
    void onPage(qint64 page, const Expected<IdentityPage>& answer);
    bool isEndOfList(qint64 page, const ApiError& error) const;
    void collect(const IdentityPage& page);
    void writeInOrder();
    bool writePage(const EncodedPage& page);
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
    RowEncoder m_encoder;
    PagePlan m_plan;
    SelectedRows m_selected;
    std::map<qint64, ApiClient::CallId> m_outstanding; ///< by page or chunk
    std::map<qint64, EncodedPage> m_early; ///< pages that came before their turn
    qint64 m_nextPage = 0; ///< to write; of a selection the next chunk to ask for
    IdSet m_seen;
    QByteArray m_block; ///< not handed to the sink yet
    ExportResult m_result;
    qint64 m_excluded = 0;
    Phase m_phase = Phase::New;
    qint64 m_startedAt = 0;
    qint64 m_answeredAt = -1;
    qint64 m_reportedAt = -ProgressEveryMs;
    std::deque<std::pair<qint64, qint64>> m_rates; ///< ms, rows
    QTimer m_tick;
    std::unique_ptr<QThread> m_saver;
    bool m_saved = false;
};

} // namespace ic
