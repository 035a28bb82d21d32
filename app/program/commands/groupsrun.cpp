#include "program/commands/groupsrun.h"

#include "files/csvwriter.h"
#include "snapshot/snapshot.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace ic {

GroupsRun::GroupsRun(
    std::shared_ptr<Snapshot> snapshot, const ListIdentities& list, const QStringList& keys)
    : m_snapshot(std::move(snapshot))
    , m_list(list)
    , m_keys(keys)
{
}

GroupsRun::~GroupsRun() = default;

void GroupsRun::start()
{
    m_snapshot->groups(m_list, m_keys, GroupOrder::BySize, std::numeric_limits<int>::max(), this,
        [this](const Expected<SnapshotGroups>& found) {
            if (!found) {
                complain(found.error().sentence());
                end(ExitCode::Failed);
                return;
            }
            CsvWriter csv { CsvOptions() };
            csv.start();
            csv.row(m_keys + QStringList { u"count"_s });
            for (const SnapshotGroup& group : found->groups)
                csv.row(group.values + QStringList { QString::number(group.count) });
            print(QString::fromUtf8(csv.takeBlock()));
            end(ExitCode::Done);
        });
}

} // namespace ic
