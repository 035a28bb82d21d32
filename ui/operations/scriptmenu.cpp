#include "ui/operations/scriptmenu.h"

#include "ui/parts/notices.h"

#include "operations/operationscript.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace ic {

ScriptMenu::ScriptMenu(
    std::function<BulkPlan()> plan, const Tenant& tenant, Notices& notices, QWidget* parent)
    : QMenu(parent)
{
    addAction(tr("PowerShell (SailPoint SDK)"), this, [plan, tenant, &notices] {
        QApplication::clipboard()->setText(powerShellScript(plan(), tenant.address));
        notices.say(tr("Copied as PowerShell. It signs in by itself; no token is in it."));
    })->setObjectName(u"copyPowerShell"_s);
    addAction(u"curl"_s, this, [plan, tenant, &notices] {
        QApplication::clipboard()->setText(curlScript(plan(), tenant.address));
        notices.say(tr("Copied as curl. Token left out: it is read from ISC_TOKEN."));
    })->setObjectName(u"copyCurl"_s);
}

} // namespace ic
