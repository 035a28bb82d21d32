#pragma once

#include "api/identityfields.h"
#include "files/csvwriter.h"
#include "reading/readrequest.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <deque>
#include <optional>
#include <utility>

namespace ic {

enum class ExportFormat {
    Csv,
    JsonLines, ///< one JSON object a line
    Snapshot, ///< everything the list gives, in a file of the console's own
};

/// What to export, and where to.
struct ExportRequest
{
    ReadRequest who = {};
    ExportFormat format = ExportFormat::Csv;
    /// None, in JSON Lines: every record whole, as the tenant gave it. Not looked at for Snapshot.
    QList<ExportColumn> columns = defaultExportColumns();
    CsvOptions csv = {};
    QString path = {};
};

struct ExportProgress
{
    enum class State {
        Counting, ///< no answer yet
        Reading,
        Waiting, ///< nothing came for a second: the rate limit, or a slow tenant
        Saving, ///< everything is read; cancel() comes too late
    };

    State state = State::Counting;
    qint64 rowsWritten = 0;
    qint64 expected = -1; ///< -1 = not known
    double rowsPerSecond = 0; ///< over the last seconds
    int secondsLeft = -1; ///< -1 = not known
};

struct ExportResult
{
    qint64 written = 0; ///< rows, without the header
    /// What the tenant counted at the start, or the size of the selection; -1 = unknown.
    qint64 expected = -1;
    qint64 atEnd = -1; ///< what the tenant counted last; -1 = unknown
    qint64 duplicates = 0; ///< came twice without having been asked for twice; written once
    qint64 missing = 0; ///< of a selection: do not exist any more
    qint64 odd
        = 0; ///< rows that are not what the API describes, written as far as they can be read
    qint64 withoutId = 0; ///< of them: nobody can say who they are
    QString firstOddity = {}; ///< see Identity::oddity
    int reread = 0; ///< pages read again because the list had moved
    int unsettled = 0; ///< places where identities that stayed may be missing, see PageChain
    qint64 bytes = 0;
    qint64 elapsedMs = 0;

    /// Whether the tenant changed underneath. Only if `unsettled` is not 0 is it possible that the
    /// file lacks somebody who stayed, see IdentityExport.
    bool differs() const;
    /// Whether there is something to be said beyond the numbers.
    bool hasRemarks() const { return differs() || odd > 0; }
    /// Each a sentence, beyond the numbers.
    QStringList remarks() const;
    /// One line: expected, written, what is odd, what could not be settled.
    QString summary() const;
};

/// How fast an export runs and how long it will take, from readings of the clock in ms.
class ProgressMeter
{
public:
    static constexpr qint64 EveryMs = 100;

    void start(qint64 now) { m_startedAt = now; }
    void answered(qint64 now) { m_answeredAt = now; }

    /// At most one in EveryMs, unless `force`; nullopt before it is due.
    std::optional<ExportProgress> report(
        qint64 now, qint64 rowsWritten, qint64 expected, bool saving, bool force);

    qint64 elapsed(qint64 now) const { return now - m_startedAt; }

private:
    qint64 m_startedAt = 0;
    qint64 m_answeredAt = -1;
    qint64 m_reportedAt = -EveryMs;
    std::deque<std::pair<qint64, qint64>> m_rates; ///< ms, rows
};

} // namespace ic

Q_DECLARE_METATYPE(ic::ExportProgress)
Q_DECLARE_METATYPE(ic::ExportResult)
