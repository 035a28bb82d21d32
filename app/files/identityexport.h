#pragma once

#include "api/apiclient.h"
#include "files/exportrequest.h"
#include "files/exportsink.h"
#include "files/rowencoder.h"
#include "reading/correlation.h"
#include "reading/identitywalk.h"

#include "base/clock.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QThread;

namespace ic {

/// What the answers become, and where that goes.
struct ExportForm
{
    std::shared_ptr<const PageEncoder> encoder = {}; ///< null = a RowEncoder of the request
    std::unique_ptr<ExportSink> sink = {}; ///< null = the file of the request
};

/// Writes identities to a file: what a walk hands over, with its guarantees and with bounded
/// memory, however many there are. A snapshot is read in parts of which it is known who is
/// correlated, each by a walk of its own; who was in the first is left out of the second.
///
/// Either the whole file appears under its name or, after an error, cancel() or destruction, a file
/// that was there before stays as it was. Lives on the client's thread.
class IdentityExport final : public QObject
{
    Q_OBJECT

public:
    using Outcome = Expected<ExportResult>;

    /// Of a snapshot `form` has both.
    IdentityExport(ApiClient& client, const Clock& clock, ExportRequest request,
        ExportForm form = {}, QObject* parent = nullptr);
    ~IdentityExport() override;

    /// Call once. Nothing is emitted from inside it.
    void start();
    /// Emits finished() with Kind::Cancelled at once and leaves no file. Ignored before start(),
    /// after finished(), and while everything is read and being saved.
    void cancel();
    /// Nothing more is asked for until resume(); what is under way is answered and written.
    void pause();
    void resume();
    /// Everything is read: cancel() comes too late.
    bool isSaving() const { return m_phase == Phase::Saving; }
    /// Waits while it is being saved and emits finished() then.
    void settle();

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

    bool isInTwoParts() const { return m_parts.size() > 1; }
    void walkNextPart();
    WalkResult readSoFar() const;
    void onPartRead();
    void countOthers();
    void countAtEnd();
    void stopCounting();
    void take(const DecodedPage& page, std::size_t from, std::size_t to);
    bool flush();
    void save();
    void onSaved();
    void fail(ApiError error);
    void failFile();
    void finish(const Outcome& outcome);
    void report(bool force);

    ApiClient& m_client;
    const Clock& m_clock;
    const ExportRequest m_request;
    std::unique_ptr<ExportSink> m_sink;
    const std::shared_ptr<const PageEncoder> m_encoder; ///< shared with the network's thread
    const std::vector<CorrelationPart> m_parts;
    std::size_t m_nextPart = 0;
    std::unique_ptr<IdentityWalk> m_walk; ///< of the part that is read
    WalkResult m_read; ///< of the parts before it
    std::optional<qint64> m_others; ///< who the second part would have had when the first began
    std::optional<ApiClient::CallId> m_counting;
    QByteArray m_block; ///< not handed to the sink yet
    ExportResult m_result;
    Phase m_phase = Phase::New;
    bool m_isPaused = false;
    bool m_isRead = false; ///< the last part as well
    ProgressMeter m_meter;
    QTimer m_tick;
    std::unique_ptr<QThread> m_saver;
    bool m_saved = false;
};

} // namespace ic
