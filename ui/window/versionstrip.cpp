#include "ui/window/versionstrip.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "base/apiversion.h"
#include "models/table/connectionstatus.h"
#include "profile/settings.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ic {

VersionStrip::VersionStrip(const UiServices& services, QAction& refresh, QWidget* parent)
    : AttentionStrip(parent)
    , m_services(services)
    , m_refresh(refresh)
    , m_text(plainLabel({}, this))
{
    setObjectName(u"versionStrip"_s);
    m_text->setObjectName(u"versionText"_s);
    m_text->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(u"triangle-alert"_s, Tone::Warning, this), 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_change = addLink(u"changeVersion"_s);
    LinkButton* later = addLink(u"keepVersion"_s, tr("Not now"));
    connect(m_change, &LinkButton::clicked, this, &VersionStrip::change);
    connect(later, &LinkButton::clicked, this, &VersionStrip::putAway);
    connect(&services.status, &ConnectionStatus::changed, this, &VersionStrip::onStatus);
    hide();
    onStatus();
}

void VersionStrip::onStatus()
{
    const NetStatus& now = m_services.status.current();
    if (now.version != m_left)
        m_left.clear();
    const NetStatus before = std::exchange(m_seen, now);
    if (before.versionState == NetStatus::Version::Gone && before.version != now.version)
        m_refresh.trigger(); // another window changed it
    const bool isSaid = now.versionState == NetStatus::Version::Gone
        ? m_putAway == now.version
        : m_services.settings.value(Setting::EndingVersion).toString() == now.version;
    if (now.versionState == NetStatus::Version::Served || isSaid || !m_left.isEmpty()) {
        hide();
        return;
    }
    const QString other = otherApiVersion(now.version);
    const QString words = text(other);
    if (!isHidden() && m_text->text() == words)
        return;
    m_text->setText(words);
    m_change->setVisible(!isLastToEnd());
    m_change->setText(tr("Use “%1”", "a version of the API").arg(other));
    setAccessibleName(words);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString VersionStrip::text(const QString& other) const
{
    const NetStatus& now = m_services.status.current();
    if (now.versionState == NetStatus::Version::Gone) {
        return tr("The tenant does not serve the API's version “%1”. “%2” has the same operations.")
            .arg(now.version, other);
    }
    if (isLastToEnd()) {
        return tr("The tenant says that operations of the API's version “%1” will end. Look for a "
                  "newer version of this program.")
            .arg(now.version);
    }
    return tr("The tenant says that the API's version “%1” will end. “%2” has the same operations; "
              "view, selection and jobs stay.")
        .arg(now.version, other);
}

/// There is none to go on to: what else is known ends with the versions of the years.
bool VersionStrip::isLastToEnd() const
{
    const NetStatus& now = m_services.status.current();
    return now.versionState == NetStatus::Version::Deprecated && now.version == currentApiVersion();
}

void VersionStrip::change()
{
    m_left = m_services.status.current().version;
    const QString other = otherApiVersion(m_left);
    hide();
    m_seen = {};
    m_services.useVersion(other);
    m_refresh.trigger();
}

void VersionStrip::putAway()
{
    const NetStatus& now = m_services.status.current();
    if (now.versionState == NetStatus::Version::Gone)
        m_putAway = now.version;
    else
        m_services.settings.setValue(Setting::EndingVersion, now.version);
    hide();
}

} // namespace ic
