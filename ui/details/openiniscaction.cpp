#include "ui/details/openiniscaction.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/window/uiservices.h"

#include "profile/tenantaddress.h"

using namespace Qt::StringLiterals;

namespace ic {

OpenInIscAction::OpenInIscAction(QObject* parent)
    : QAction(ic::icon(u"external-link"_s), tr("Open in ISC"), parent)
{
    setToolTip(tr("Open in ISC (Ctrl+Shift+O)"));
    setNoTarget();
    connect(this, &QAction::triggered, this, [this] { m_openPage(m_url); });
}

void OpenInIscAction::setTarget(const UiServices& services, const IdentityId& id)
{
    const TenantPage page = identityPage(services.tenant.host, id);
    m_openPage = services.desktop.openPage;
    m_url = page.url;
    setRefusal(*this, page.whyNot);
}

void OpenInIscAction::setNoTarget()
{
    setRefusal(*this, tr("Nobody is shown in Details."));
}

} // namespace ic
