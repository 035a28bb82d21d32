#include "files/identityexport.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace ic {

namespace {

constexpr qsizetype BlockBytes = 262'144;
constexpr int TickMs = 250;

} // namespace

IdentityExport::IdentityExport(ApiClient& client, const Clock& clock, ExportRequest request,
    std::unique_ptr<ExportSink> sink, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_sink(sink ? std::move(sink) : std::make_unique<FileSink>(m_request.path))
    , m_encoder(std::make_shared<RowEncoder>(m_request))
    , m_walk(
          client, m_request.who,
          [encoder = m_encoder](
              const ApiResponse& answer, qint64 offset) { return encoder->read(answer, offset); },
          [this](
              const DecodedPage& page, std::size_t from, std::size_t to) { take(page, from, to); })
{
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { report(false); });
    connect(&m_walk, &IdentityWalk::progressed, this, [this] {
        m_meter.answered(m_clock.monotonicMs());
        report(false);
    });
    connect(&m_walk, &IdentityWalk::finished, this, &IdentityExport::save);
    connect(&m_walk, &IdentityWalk::failed, this, &IdentityExport::fail);
}

IdentityExport::~IdentityExport()
{
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
    m_tick.start();
    m_walk.start();
}

void IdentityExport::cancel()
{
    if (m_phase == Phase::Reading)
        fail({ .kind = ApiError::Kind::Cancelled });
}

void IdentityExport::pause()
{
    m_walk.pause();
    m_tick.stop();
}

void IdentityExport::resume()
{
    if (m_phase != Phase::Reading)
        return;
    m_tick.start();
    m_walk.resume();
}

void IdentityExport::settle()
{
    if (!isSaving())
        return;
    m_saver->wait();
    m_saver->disconnect(this); // or it would be told twice
    onSaved();
}

void IdentityExport::take(const DecodedPage& page, std::size_t from, std::size_t to)
{
    const auto& encoded = std::any_cast<const EncodedRows&>(page.content);
    for (std::size_t row = from; row < to; ++row) {
        const QString& oddity = encoded.rows[row].oddity;
        if (oddity.isEmpty())
            continue;
        ++m_result.odd;
        if (m_result.firstOddity.isEmpty())
            m_result.firstOddity = oddity;
    }
    m_block.append(encoded.bytes(from, to));
    if (m_block.size() >= BlockBytes && !flush())
        failFile();
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
    if (!flush()) {
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
    const WalkResult& read = m_walk.result();
    m_result.written = read.rows;
    m_result.expected = read.expected;
    m_result.atEnd = read.atEnd;
    m_result.duplicates = read.duplicates;
    m_result.withoutId = read.withoutId;
    m_result.missing = m_request.who.ids ? read.expected - (read.rows - read.withoutId) : 0;
    m_result.reread = read.reread;
    m_result.unsettled = read.unsettled;
    m_result.elapsedMs = m_meter.elapsed(m_clock.monotonicMs());
    finish(m_result);
}

void IdentityExport::fail(ApiError error)
{
    if (m_phase == Phase::Done)
        return;
    m_walk.stop();
    if (error.operation.isEmpty())
        error.operation = QCoreApplication::translate("IdentityExport", "Export identities");
    finish(error);
}

void IdentityExport::failFile()
{
    if (m_sink)
        fail({ .kind = ApiError::Kind::File, .detail = m_sink->problem() });
}

void IdentityExport::finish(const Outcome& outcome)
{
    m_phase = Phase::Done;
    m_tick.stop();
    if (m_saver)
        m_saver->wait();
    m_sink.reset(); // without commit() this removes what was written
    emit finished(outcome);
}

void IdentityExport::report(bool force)
{
    if (m_phase == Phase::Done || m_phase == Phase::New)
        return;
    const WalkResult& read = m_walk.result();
    qint64 expected = read.expected;
    if (m_phase == Phase::Reading && !m_request.who.ids && expected >= 0)
        expected = std::max<qint64>(0, expected - m_request.who.except.size());
    const std::optional<ExportProgress> due = m_meter.report(
        m_clock.monotonicMs(), read.rows, expected, m_phase == Phase::Saving, force);
    if (due)
        emit progress(*due);
}

} // namespace ic
