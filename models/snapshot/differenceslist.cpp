#include "models/snapshot/differenceslist.h"

#include "files/tablefile.h"
#include "snapshot/snapshot.h"

#include <QEventLoop>

#include <optional>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// As the filter of snapshots calls it.
QString changeWord(IdentityChange change)
{
    switch (change) {
    case IdentityChange::None:
        return {};
    case IdentityChange::New:
        return u"new"_s;
    case IdentityChange::Changed:
        return u"changed"_s;
    case IdentityChange::Gone:
        return u"gone"_s;
    }
    Q_UNREACHABLE();
}

/// On a thread that may wait.
Expected<SnapshotDifferences> differencesFrom(Snapshot& snapshot, qint64 from)
{
    QEventLoop answers;
    std::optional<Expected<SnapshotDifferences>> found;
    snapshot.differences(from, &answers, [&](const Expected<SnapshotDifferences>& some) {
        found = some;
        answers.quit();
    });
    answers.exec();
    return *found;
}

} // namespace

std::function<Expected<int>(const QString& path, const std::atomic_bool& stop)> differencesWriter(
    const std::shared_ptr<Snapshot>& snapshot)
{
    return [snapshot](const QString& path, const std::atomic_bool& stop) -> Expected<int> {
        TableFile file(path, { u"id"_s, u"name"_s, u"change"_s, u"field"_s, u"from"_s, u"to"_s });
        for (qint64 next = 0; next >= 0;) {
            const Expected<SnapshotDifferences> some = differencesFrom(*snapshot, next);
            if (!some)
                return some.error();
            for (const SnapshotDifference& one : some->differences) {
                if (stop)
                    return ApiError { .kind = ApiError::Kind::Cancelled };
                file.add({ one.id, one.name, changeWord(one.change), one.field, one.from, one.to });
            }
            next = some->next;
        }
        return file.commit();
    };
}

} // namespace ic
