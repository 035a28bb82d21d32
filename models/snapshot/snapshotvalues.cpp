#include "models/snapshot/snapshotvalues.h"

#include "api/filter/filterfield.h"
#include "snapshot/snapshot.h"

#include <algorithm>
#include <utility>

namespace ic {

SnapshotValues::SnapshotValues(std::shared_ptr<Snapshot> snapshot)
    : m_snapshot(std::move(snapshot))
{
}

SnapshotValues::~SnapshotValues() = default;

FilterValues::CallId SnapshotValues::attributes(
    QObject* context, std::function<void(const QStringList&)> callback)
{
    return m_snapshot->fields(context,
        [callback = std::move(callback)](const Expected<QList<SnapshotFieldCount>>& fields) {
            if (!fields)
                return;
            QList<SnapshotFieldCount> sorted = *fields;
            std::ranges::stable_sort(sorted, std::greater(), &SnapshotFieldCount::filled);
            QStringList keys;
            for (const SnapshotFieldCount& field : std::as_const(sorted)) {
                // First and last name are fields of their own.
                const std::optional<FilterSubject> subject = filterSubject(field.key);
                if (subject && subject->field == FilterField::Attribute)
                    keys += subject->attribute;
            }
            callback(keys);
        });
}

FilterValues::CallId SnapshotValues::values(const QString& key, const QString& beginning, int most,
    QObject* context, std::function<void(const QList<Value>&)> callback)
{
    return m_snapshot->values(key, beginning, most, context,
        [callback = std::move(callback)](const Expected<QList<SnapshotGroup>>& groups) {
            if (!groups)
                return;
            QList<Value> values;
            for (const SnapshotGroup& group : *groups)
                values += { group.values.value(0), group.count };
            callback(values);
        });
}

void SnapshotValues::cancel(CallId call)
{
    m_snapshot->cancel(call);
}

} // namespace ic
