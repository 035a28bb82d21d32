#pragma once

#include "operations/bulkplan.h"
#include "profile/tenant.h"

#include <QMenu>

#include <functional>

namespace ic {

class Notices;

/// Puts what a plan would send on the clipboard, as commands. No token is in them.
class ScriptMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `tenant` outlives the menu: the version of the API may change meanwhile.
    ScriptMenu(std::function<BulkPlan()> plan, const Tenant& tenant, Notices& notices,
        QWidget* parent = nullptr);
};

} // namespace ic
