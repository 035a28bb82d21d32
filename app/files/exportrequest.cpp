#include "files/exportrequest.h"

#include "base/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ExportResult)
};

constexpr qint64 SilenceMs = 1000; // without an answer: "waiting"
constexpr qint64 RateWindowMs = 12'000; // longer than the tenant's window, to even it out

QString size(qint64 bytes)
{
    if (bytes < 1000)
        return Texts::tr("%Ln bytes", "%Ln byte", pluralCount(bytes));
    if (bytes < 999'500)
        return Texts::tr("%1 KB").arg((bytes + 500) / 1000);
    return Texts::tr("%1 MB").arg(QLocale().toString(static_cast<double>(bytes) / 1e6, 'f', 1));
}

QString duration(qint64 ms)
{
    const auto seconds = [](double value) { return QLocale().toString(value, 'f', 1); };
    if (ms < 100)
        return Texts::tr("under %1 s").arg(seconds(0.1));
    if (ms < 60'000)
        return Texts::tr("%1 s").arg(seconds(static_cast<double>(ms) / 1000));
    return Texts::tr("%1 min %2 s").arg(ms / 60'000).arg(ms / 1000 % 60);
}

} // namespace

bool ExportResult::differs() const
{
    return (expected >= 0 && written != expected) || (atEnd >= 0 && atEnd != expected)
        || duplicates > 0 || missing > 0 || unsettled > 0;
}

QString ExportResult::summary() const
{
    const QString rows = Texts::tr("%Ln rows", "%Ln row", pluralCount(written));
    const QString wrote = expected >= 0
        ? Texts::tr("Wrote %1 of %2 expected (%3) in %4.")
              .arg(rows, numberText(expected), size(bytes), duration(elapsedMs))
        : Texts::tr("Wrote %1 (%2) in %3; the tenant gave no count.")
              .arg(rows, size(bytes), duration(elapsedMs));
    return (QStringList { wrote } + remarks()).join(u' ');
}

QStringList ExportResult::remarks() const
{
    QStringList sentences;
    if (odd > 0) {
        sentences += Texts::tr("%Ln rows are not what the API describes (the first: %1).",
            "%Ln row is not what the API describes (the first: %1).", pluralCount(odd))
                         .arg(firstOddity);
    }
    if (withoutId > 0) {
        sentences += Texts::tr("%Ln rows have no id: nothing can be done to whoever that is.",
            "%Ln row has no id: nothing can be done to whoever that is.", pluralCount(withoutId));
    }
    if (differs() && missing == 0) {
        sentences += atEnd >= 0
            ? Texts::tr("The tenant changed meanwhile and counts %1 now.").arg(numberText(atEnd))
            : Texts::tr("The tenant changed meanwhile.");
    }
    if (unsettled > 0) {
        sentences += Texts::tr(
            "%Ln places of the list could not be settled: identities may be missing there.",
            "%Ln place of the list could not be settled: identities may be missing there.",
            unsettled);
    } else if (atEnd > written) {
        sentences += Texts::tr(
            "It lacks at least %1 who came, or changed their place in the list, meanwhile.")
                         .arg(numberText(atEnd - written));
    } else if (missing == 0) {
        sentences += differs() ? Texts::tr("Nobody who stayed is missing.")
                               : Texts::tr("Nobody is missing.");
    }
    if (missing > 0 && expected == 1) {
        sentences += Texts::tr("1 of 1 selected identity no longer exists.");
    } else if (missing > 0) {
        sentences += Texts::tr("%Ln of %1 selected identities no longer exist.",
            "%Ln of %1 selected identities no longer exists.", pluralCount(missing))
                         .arg(numberText(expected));
    }
    return sentences;
}

std::optional<ExportProgress> ProgressMeter::report(
    qint64 now, qint64 rowsWritten, qint64 expected, bool saving, bool force)
{
    if (!force && now - m_reportedAt < EveryMs)
        return std::nullopt;
    m_reportedAt = now;
    ExportProgress progress { .rowsWritten = rowsWritten, .expected = expected };
    if (saving)
        progress.state = ExportProgress::State::Saving;
    else if (now - std::max(m_answeredAt, m_startedAt) >= SilenceMs)
        progress.state = ExportProgress::State::Waiting;
    else if (m_answeredAt >= 0)
        progress.state = ExportProgress::State::Reading;

    if (m_rates.empty())
        m_rates.emplace_back(m_startedAt, 0);
    while (m_rates.size() > 1 && now - m_rates[1].first >= RateWindowMs)
        m_rates.pop_front();
    const qint64 elapsed = now - m_rates.front().first;
    if (elapsed > 0) {
        progress.rowsPerSecond = static_cast<double>(rowsWritten - m_rates.front().second) * 1000
            / static_cast<double>(elapsed);
    }
    m_rates.emplace_back(now, rowsWritten);
    if (expected >= 0 && progress.rowsPerSecond > 0) {
        const auto left = static_cast<double>(std::max<qint64>(0, expected - rowsWritten));
        progress.secondsLeft
            = static_cast<int>(std::ceil(std::min(left / progress.rowsPerSecond, 1e6)));
    }
    return progress;
}

} // namespace ic
