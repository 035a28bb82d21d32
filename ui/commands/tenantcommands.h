#pragma once

#include "models/commands/command.h"

#include <QList>

namespace ic {

struct Identity;
class IdentityBrowser;
class IdentityDetail;
class Sidebar;

/// What can be reached in a window of a tenant beside its actions. All outlive what they run.
struct TenantParts
{
    IdentityBrowser& browser;
    IdentityDetail& detail;
    Sidebar& sidebar;
    /// Shows one identity in the details.
    std::function<void(const Identity&)> open;
};

/// Opens one person. `section`: where it stands.
Command personCommand(Command::Section section, const Identity& identity,
    const std::function<void(const Identity&)>& open);

/// The people who were looked at and the filters that were applied lately, columns, views.
QList<Command> tenantCommands(const TenantParts& parts);

} // namespace ic
