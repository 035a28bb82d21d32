#pragma once

#include "base/expected.h"
#include "bulk/jobsnapshot.h"

#include <QVariant>

class QSqlQuery;

namespace ic {

class JournalDatabase;

// Rows of the journal as values, for Journal and JournalReader.

/// Columns of `job`, in the order jobFrom() reads them.
QString jobColumns();
/// Columns of `item`, in the order itemFrom() reads them, starting at `first`.
QString itemColumns();
JobItem itemFrom(const QSqlQuery& row, int first = 0);

/// Jobs of "SELECT <jobColumns> FROM job <tail>" with their counts.
Expected<QList<JobSnapshot>> readJobs(
    JournalDatabase& database, const QString& tail, const QVariantList& values);
Expected<JobSnapshot> readJob(JournalDatabase& database, const JobId& id);
/// Items of the job; `tail` continues "… WHERE job=(…)", with its values.
Expected<QList<JobItem>> readItems(
    JournalDatabase& database, const JobId& id, const QString& tail, const QVariantList& values);
Expected<QList<JobTask>> readTasks(JournalDatabase& database, const JobId& id);
/// Oldest first.
Expected<QList<Resumption>> readResumptions(JournalDatabase& database, const JobId& id);
Expected<JobCounts> readCounts(JournalDatabase& database, const JobId& id);
/// Whom jobs of this verb and tenant act on, may have acted on or have; `which` of them is the rest
/// of a condition on `job`, with its values.
Expected<QSet<IdentityId>> readActedOn(JournalDatabase& database, OperationId operation,
    const QString& tenant, const QString& which, const QVariantList& values);
/// Of jobs that have not ended, but one.
inline Expected<QSet<IdentityId>> readInJobs(JournalDatabase& database, OperationId operation,
    const QString& tenant, const JobId& except = {})
{
    return readActedOn(database, operation, tenant, QStringLiteral("ended IS NULL AND id IS NOT ?"),
        { except.text() });
}
/// The number in the only row and column.
Expected<int> readNumber(JournalDatabase& database, const QString& sql, const QVariantList& values);

/// Milliseconds since 1970, or null where there is no date.
QVariant dateValue(const QDateTime& date);

} // namespace ic
