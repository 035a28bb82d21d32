#include "models/snapshot/snapshotwords.h"

#include "models/filter/namedview.h"

#include "base/apierror.h"
#include "base/wording.h"
#include "snapshot/snapshotfacts.h"

#include <QCoreApplication>
#include <QLocale>

namespace ic {

namespace {

constexpr qint64 StaleAfterSeconds = 3600;

} // namespace

QString snapshotTime(const QDateTime& takenAt, const QDateTime& now, const QDateTime& other)
{
    const bool isOfToday = takenAt.toLocalTime().date() == now.toLocalTime().date();
    if (other.isValid() && absoluteTime(other) == absoluteTime(takenAt)) {
        return isOfToday ? QLocale().toString(takenAt.toLocalTime(), u"HH:mm:ss")
                         : localTime(takenAt);
    }
    return isOfToday ? clockTime(takenAt) : absoluteTime(takenAt);
}

QString snapshotWhom(const SnapshotFacts& facts)
{
    if (!facts.correlatedOnly && facts.filters.isEmpty())
        return {};
    return NamedView { .query = queryOf(facts) }.words();
}

IdentityQuery queryOf(const SnapshotFacts& facts)
{
    return { .scope = facts.correlatedOnly ? IdentityScope::Correlated : IdentityScope::All,
        .filter = facts.filters };
}

QString unreadableText(const ApiError& error)
{
    // Its own sentence is about files that are to be written.
    return QCoreApplication::translate("ic::SnapshotWords", "The snapshot cannot be read. %1")
        .arg(error.detail);
}

bool isStale(const QDateTime& takenAt, const QDateTime& now)
{
    return takenAt.secsTo(now) >= StaleAfterSeconds;
}

} // namespace ic
