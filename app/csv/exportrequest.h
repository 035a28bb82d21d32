#pragma once

#include "api/identityfields.h"
#include "csv/csvwriter.h"

#include <QList>
#include <QMetaType>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace ic {

enum class ExportFormat {
    Csv,
    JsonLines, ///< one JSON object a line
};

/// What to export, and where to.
struct ExportRequest
{
    QString filters = {}; ///< from FilterExpression::toFilterText(); empty = no filter
    bool correlatedOnly = true;
    /// The view's order, e.g. {"name", "-cloudStatus"}; name and alias follow where they are not
    /// in it, see stableSorters().
    QStringList sorters = {};
    /// A selection: these and no others; `filters`, `correlatedOnly` and `except` are then not
    /// looked at. nullopt = all that match. The rows are kept until all are there (about 0.5 KB
    /// each) and ordered here by `sorters`, ignoring case.
    std::optional<QList<IdentityId>> ids = {};
    QSet<IdentityId> except = {}; ///< all that match, without these
    ExportFormat format = ExportFormat::Csv;
    /// None, in JSON Lines: every record whole, as the tenant gave it.
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
    /// One line: expected, written, what is odd, what could not be settled.
    QString summary() const;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::ExportProgress)
Q_DECLARE_METATYPE(ic::ExportResult)
