#pragma once

#include "operations/bulkplan.h"
#include "profile/tenant.h"

#include <QMenu>

#include <functional>

namespace ic {

/// Puts what a plan would send on the clipboard, as commands. No token is in them.
class ScriptMenu final : public QMenu
{
    Q_OBJECT

public:
    ScriptMenu(std::function<BulkPlan()> plan, const Tenant& tenant, QWidget* parent = nullptr);

signals:
    void notice(const QString& text);
};

} // namespace ic
