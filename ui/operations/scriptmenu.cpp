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
    const auto target = [&tenant] {
        return ScriptTarget { .address = tenant.address, .version = tenant.version };
    };
    addAction(tr("PowerShell (SailPoint SDK)"), this, [plan, target, &notices] {
        QApplication::clipboard()->setText(powerShellScript(plan(), target()));
        notices.say(tr("Copied as PowerShell. It signs in by itself; no token is in it."));
    })->setObjectName(u"copyPowerShell"_s);
    addAction(u"curl"_s, this, [plan, target, &notices] {
        QApplication::clipboard()->setText(curlScript(plan(), target()));
        notices.say(tr("Copied as curl. Token left out: it is read from ISC_TOKEN."));
    })->setObjectName(u"copyCurl"_s);
}

} // namespace ic
