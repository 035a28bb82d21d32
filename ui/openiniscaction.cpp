#include "ui/openiniscaction.h"

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/uiservices.h"

#include "profile/tenantpage.h"

using namespace Qt::StringLiterals;

namespace ic {

OpenInIscAction::OpenInIscAction(QObject* parent)
    : QAction(ic::icon(u"external-link"_s), u"Open in ISC"_s, parent)
{
    setNoTarget();
    connect(this, &QAction::triggered, this, [this] { m_openPage(m_url); });
}

void OpenInIscAction::setTarget(const UiServices& services, const IdentityId& id)
{
    const TenantPage page = identityPage(services.tenant.host, id);
    m_openPage = services.openPage;
    m_url = page.url;
    setEnabled(m_openPage && !m_url.isEmpty());
    setToolTip(page.whyNot.isEmpty() ? u"Open in ISC (Ctrl+Shift+O)"_s : toolTipText(page.whyNot));
}

void OpenInIscAction::setNoTarget()
{
    setEnabled(false);
    setToolTip(u"Open in ISC (Ctrl+Shift+O)"_s);
}

} // namespace ic
