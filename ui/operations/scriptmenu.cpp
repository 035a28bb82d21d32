#include "ui/operations/scriptmenu.h"

#include "ui/icons.h"

#include "bulk/operationscript.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace ic {

ScriptMenu::ScriptMenu(std::function<BulkPlan()> plan, const Tenant& tenant, QWidget* parent)
    : QMenu(parent)
{
    addAction(u"PowerShell (SailPoint SDK)"_s, this, [this, plan, tenant] {
        QApplication::clipboard()->setText(powerShellScript(plan(), tenant.address));
        emit notice(u"Copied as PowerShell. It signs in by itself; no token is in it."_s);
    })->setObjectName(u"copyPowerShell"_s);
    addAction(u"curl"_s, this, [this, plan, tenant] {
        QApplication::clipboard()->setText(curlScript(plan(), tenant.address));
        emit notice(u"Copied as curl. Token left out: it is read from ISC_TOKEN."_s);
    })->setObjectName(u"copyCurl"_s);
}

} // namespace ic
