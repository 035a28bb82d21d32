#include "ui/operations/scriptmenu.h"

#include "ui/parts/icons.h"

#include "operations/operationscript.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace ic {

ScriptMenu::ScriptMenu(std::function<BulkPlan()> plan, const Tenant& tenant, QWidget* parent)
    : QMenu(parent)
{
    addAction(tr("PowerShell (SailPoint SDK)"), this, [this, plan, tenant] {
        QApplication::clipboard()->setText(powerShellScript(plan(), tenant.address));
        emit notice(tr("Copied as PowerShell. It signs in by itself; no token is in it."));
    })->setObjectName(u"copyPowerShell"_s);
    addAction(u"curl"_s, this, [this, plan, tenant] {
        QApplication::clipboard()->setText(curlScript(plan(), tenant.address));
        emit notice(tr("Copied as curl. Token left out: it is read from ISC_TOKEN."));
    })->setObjectName(u"copyCurl"_s);
}

} // namespace ic
