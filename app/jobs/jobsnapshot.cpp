#include "jobs/jobsnapshot.h"

#include "base/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::JobSnapshot)
};

constexpr std::array<QLatin1StringView, 16> stateKeys { "planned"_L1, "running"_L1, "waiting"_L1,
    "following"_L1, "paused"_L1, "offline"_L1, "sign-in-needed"_L1, "read-only"_L1,
    "journal-failed"_L1, "interrupted"_L1, "done"_L1, "done-with-skips"_L1, "done-with-errors"_L1,
    "cancelled"_L1, "failed"_L1, "abandoned"_L1 };

} // namespace

QString jobStateKey(JobState state)
{
    return stateKeys[static_cast<size_t>(state)];
}

std::optional<JobState> jobStateFromKey(QStringView key)
{
    const auto* const found = std::ranges::find_if(
        stateKeys, [key](QLatin1StringView candidate) { return key == candidate; });
    if (found == stateKeys.end())
        return std::nullopt;
    return static_cast<JobState>(found - stateKeys.begin());
}

bool isEnded(JobState state)
{
    return state == JobState::Done || state == JobState::DoneWithSkips
        || state == JobState::DoneWithErrors || state == JobState::Cancelled
        || state == JobState::Failed || state == JobState::Abandoned;
}

bool isPaused(JobState state)
{
    return state == JobState::PausedByPerson || state == JobState::PausedOffline
        || state == JobState::PausedSignIn || state == JobState::PausedReadOnly
        || state == JobState::PausedJournal;
}

bool JobSnapshot::isOf(const QString& tenant) const
{
    return namesOfTenant(tenant).contains(host);
}

QString JobSnapshot::operationTitle() const
{
    if (exported)
        return exported->title();
    return operation != nullptr ? operation->title : foreignOperation;
}

QString JobSnapshot::operationKey() const
{
    if (exported)
        return exported->key();
    return operation != nullptr ? operation->key : foreignOperation;
}

QStringList namesOfTenant(const QString& tenant)
{
    // An address may have named the usual port.
    const bool isBare = !tenant.contains(u':') && !tenant.contains(u'/');
    return isBare ? QStringList { tenant, tenant + u":443"_s } : QStringList { tenant };
}

int& JobCounts::of(ItemState state)
{
    switch (state) {
    case ItemState::Planned:
        return planned;
    case ItemState::Sent:
        return sent;
    case ItemState::Following:
        return following;
    case ItemState::Succeeded:
        return succeeded;
    case ItemState::Failed:
        return failed;
    case ItemState::Unknown:
        return unknown;
    case ItemState::Skipped:
        return skipped;
    case ItemState::Cancelled:
        return cancelled;
    }
    Q_UNREACHABLE();
}

QString summaryLine(const JobSnapshot& job)
{
    if (job.exported) {
        if (job.state != JobState::Abandoned || !job.exported->outcome.isEmpty())
            return job.exported->outcome;
        return job.exported->isSnapshot()
            ? Texts::tr("The program ended before the snapshot was taken.")
            : Texts::tr("The program ended before it wrote down the end of the export. The file "
                        "is there whole, or not at all.");
    }
    const JobCounts& counts = job.counts;
    QStringList parts { Texts::tr("%1 ok").arg(numberText(counts.succeeded)) };
    const auto add = [&](int count, const QString& text) {
        if (count > 0)
            parts += text.arg(numberText(count));
    };
    add(counts.skipped, Texts::tr("%1 skipped"));
    add(counts.failed, Texts::tr("%1 failed"));
    add(counts.unknown, Texts::tr("%1 unknown"));
    add(counts.cancelled, Texts::tr("%1 cancelled"));
    add(counts.following, Texts::tr("%1 being followed"));
    add(counts.sent, Texts::tr("%1 under way"));
    add(counts.planned, Texts::tr("%1 not sent"));
    const QString line = Texts::tr("%1 of %2", "%1 says what came of how many")
                             .arg(parts.join(u" · "_s), numberText(job.total));
    if (!job.startedAt.isValid() || !job.endedAt.isValid())
        return line;
    return Texts::tr("%1 in %2", "%2 is a duration")
        .arg(line, durationText(job.startedAt.msecsTo(job.endedAt)));
}

QString durationText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms + 500) / 1000;
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return u"%1:%2"_s.arg(QString::number(seconds / 60), two(seconds % 60));
    return u"%1:%2:%3"_s.arg(
        QString::number(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60));
}

} // namespace ic
