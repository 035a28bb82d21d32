#include "files/identityexport.h"

#include "reading/identitycount.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace ic {

namespace {

constexpr qsizetype BlockBytes = 262'144;
constexpr int TickMs = 250;

/// Only a snapshot keeps who is correlated.
std::vector<CorrelationPart> partsOf(const ExportRequest& request)
{
    if (request.format == ExportFormat::Snapshot)
        return partsByCorrelation(request.who);
    return { { .who = request.who } };
}

/// Who names columns wants no other attributes.
ExportRequest withAttributes(ExportRequest request)
{
    if (request.format == ExportFormat::Snapshot || request.columns.isEmpty())
        return request;
    request.who.attributes.emplace();
    for (const ExportColumn& column : request.columns) {
        if (!column.field)
            request.who.attributes->append(column.attribute);
    }
    return request;
}

/// -1 = not known.
qint64 sumOf(qint64 a, qint64 b)
{
    return a < 0 || b < 0 ? -1 : a + b;
}

WalkResult sumOf(const WalkResult& a, const WalkResult& b)
{
    return { .rows = a.rows + b.rows,
        .expected = sumOf(a.expected, b.expected),
        .atEnd = sumOf(a.atEnd, b.atEnd),
        .duplicates = a.duplicates + b.duplicates,
        .withoutId = a.withoutId + b.withoutId,
        .reread = a.reread + b.reread,
        .unsettled = a.unsettled + b.unsettled };
}

} // namespace

IdentityExport::IdentityExport(
    ApiClient& client, const Clock& clock, ExportRequest request, ExportForm form, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_request(withAttributes(std::move(request)))
    , m_sink(form.sink ? std::move(form.sink) : std::make_unique<FileSink>(m_request.path))
    , m_encoder(form.encoder ? std::move(form.encoder) : std::make_shared<RowEncoder>(m_request))
    , m_parts(partsOf(m_request))
    , m_read { .expected = 0, .atEnd = 0 }
{
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { report(false); });
}

IdentityExport::~IdentityExport()
{
    stopCounting();
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
    if (isInTwoParts())
        countOthers();
    walkNextPart();
}

/// One request, so that it is known from the beginning how many come.
void IdentityExport::countOthers()
{
    m_counting = countIdentities(IdentityLists(m_client), m_parts.back().who.page(0, true), this,
        [this](const Expected<std::optional<qint64>>& count) {
            m_counting.reset();
            if (count && m_request.who.except.isEmpty())
                m_others = *count;
        });
}

/// Who became correlated, or no longer is, between the two parts is met twice or not at all: only
/// the number of all shows it.
void IdentityExport::countAtEnd()
{
    stopCounting();
    m_counting = countIdentities(IdentityLists(m_client), m_request.who.page(0, true), this,
        [this](const Expected<std::optional<qint64>>& count) {
            m_counting.reset();
            m_read.atEnd = count && m_request.who.except.isEmpty() ? count->value_or(-1) : -1;
            save();
        });
}

void IdentityExport::stopCounting()
{
    if (m_counting)
        m_client.cancel(*std::exchange(m_counting, std::nullopt));
}

void IdentityExport::walkNextPart()
{
    const CorrelationPart& part = m_parts.at(m_nextPart);
    IdSet met = m_walk ? m_walk->takeMet() : IdSet();
    if (m_walk)
        m_walk.release()->deleteLater(); // it may be what calls
    m_walk = std::make_unique<IdentityWalk>(
        m_client, part.who,
        [encoder = m_encoder, correlated = part.correlated](const ApiResponse& answer,
            qint64 offset) { return encoder->read(answer, offset, correlated); },
        [this](
            const DecodedPage& page, std::size_t from, std::size_t to) { take(page, from, to); });
    connect(m_walk.get(), &IdentityWalk::progressed, this, [this] {
        m_meter.answered(m_clock.monotonicMs());
        report(false);
    });
    connect(m_walk.get(), &IdentityWalk::finished, this, &IdentityExport::onPartRead);
    connect(m_walk.get(), &IdentityWalk::failed, this, &IdentityExport::fail);
    if (m_nextPart > 0)
        m_walk->leaveOut(std::move(met));
    ++m_nextPart;
    if (m_isPaused)
        m_walk->pause();
    m_walk->start();
}

/// With what is known of the part that is read, and of the one after it.
WalkResult IdentityExport::readSoFar() const
{
    if (!m_walk || m_isRead)
        return m_read;
    WalkResult read = m_walk->result();
    if (isInTwoParts() && m_nextPart == 1)
        read.expected = sumOf(read.expected, m_others.value_or(-1));
    else if (isInTwoParts())
        read.expected = m_others.value_or(read.expected); // as it was when the first part began
    return sumOf(m_read, read);
}

void IdentityExport::onPartRead()
{
    if (m_nextPart < m_parts.size()) {
        m_read = sumOf(m_read, m_walk->result());
        walkNextPart();
        return;
    }
    m_read = readSoFar();
    m_isRead = true;
    if (isInTwoParts())
        countAtEnd();
    else
        save();
}

void IdentityExport::cancel()
{
    if (m_phase == Phase::Reading)
        fail({ .kind = ApiError::Kind::Cancelled });
}

void IdentityExport::pause()
{
    m_isPaused = true;
    if (m_walk)
        m_walk->pause();
    m_tick.stop();
}

void IdentityExport::resume()
{
    if (m_phase != Phase::Reading)
        return;
    m_isPaused = false;
    m_tick.start();
    if (m_walk)
        m_walk->resume();
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
    m_result.written = m_read.rows;
    m_result.expected = m_read.expected;
    m_result.atEnd = m_read.atEnd;
    m_result.duplicates = m_read.duplicates;
    m_result.withoutId = m_read.withoutId;
    m_result.missing = m_request.who.ids ? m_read.expected - (m_read.rows - m_read.withoutId) : 0;
    m_result.reread = m_read.reread;
    m_result.unsettled = m_read.unsettled;
    m_phase = Phase::Saving;
    report(true);
    m_sink->conclude(m_result);
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
    m_result.elapsedMs = m_meter.elapsed(m_clock.monotonicMs());
    finish(m_result);
}

void IdentityExport::fail(ApiError error)
{
    if (m_phase == Phase::Done)
        return;
    if (m_walk)
        m_walk->stop();
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
    stopCounting();
    if (m_saver)
        m_saver->wait();
    m_sink.reset(); // without commit() this removes what was written
    emit finished(outcome);
}

void IdentityExport::report(bool force)
{
    if (m_phase == Phase::Done || m_phase == Phase::New)
        return;
    const WalkResult read = readSoFar();
    qint64 expected = read.expected;
    if (m_phase == Phase::Reading && !m_request.who.ids && expected >= 0)
        expected = std::max<qint64>(0, expected - m_request.who.except.size());
    const std::optional<ExportProgress> due = m_meter.report(
        m_clock.monotonicMs(), read.rows, expected, m_phase == Phase::Saving, force);
    if (due)
        emit progress(*due);
}

} // namespace ic
