#pragma once

#include "api/identity.h"
#include "program/commandrun.h"

#include <memory>

namespace ic {

class Snapshot;

/// Puts out how many identities of a snapshot share a value, as CSV.
class GroupsRun final : public CommandRun
{
    Q_OBJECT

public:
    /// `keys`: one field or two.
    GroupsRun(
        std::shared_ptr<Snapshot> snapshot, const ListIdentities& list, const QStringList& keys);
    ~GroupsRun() override;

    void start() override;

private:
    const std::shared_ptr<Snapshot> m_snapshot;
    const ListIdentities m_list;
    const QStringList m_keys;
};

} // namespace ic
