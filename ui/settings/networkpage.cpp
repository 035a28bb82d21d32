#include "ui/settings/networkpage.h"

#include "ui/icons.h"
#include "ui/settings/choicebox.h"

#include "base/networkoptions.h"

#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize TimeoutSize(100, 28);

} // namespace

NetworkPage::NetworkPage(Settings& settings, bool hasConnections, QWidget* parent)
    : SettingsPage(u"Network"_s, parent)
    , m_settings(settings)
    , m_timeout(new QSpinBox(this))
    , m_timeoutBefore(settings.number(Setting::NewConnectionTimeout))
{
    addSection(u"New connections begin with"_s);
    auto* proxy = new ChoiceBox(settings, Setting::NewConnectionProxy, u"Proxy"_s,
        { { u"As the system says"_s, u"system"_s }, { u"None"_s, u"none"_s } }, {}, this);
    proxy->setObjectName(u"newProxy"_s);
    addChoice(u"Proxy"_s, proxy, {});
    m_timeout->setObjectName(u"newTimeout"_s);
    m_timeout->setAccessibleName(u"Timeout in seconds"_s);
    m_timeout->setRange(
        NetworkOptions::ShortestTimeoutSeconds, NetworkOptions::LongestTimeoutSeconds);
    m_timeout->setSuffix(u" s"_s);
    m_timeout->setValue(m_timeoutBefore);
    m_timeout->setFixedSize(TimeoutSize);
    addRow(u"Timeout"_s, m_timeout,
        u"For one attempt, %1 to %2 s. Each connection can have its own."_s
            .arg(NetworkOptions::ShortestTimeoutSeconds)
            .arg(NetworkOptions::LongestTimeoutSeconds));
    if (hasConnections) {
        auto* row = new QWidget(this);
        auto* connections = new QPushButton(icon(u"plug"_s), u"Connections…"_s, row);
        connections->setObjectName(u"openConnections"_s);
        connections->setAutoDefault(false);
        connect(connections, &QPushButton::clicked, this, &NetworkPage::connectionsRequested);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(connections);
        layout->addStretch();
        addRow(u"Your connections"_s, row);
    }

    addSection(u"For every connection"_s);
    addFact(u"Request limit"_s,
        u"100 requests in 10 s, which is what Identity Security Cloud allows one client. The "
        "console waits before it would be refused."_s);
    addFact(u"Jobs and exports"_s,
        u"Are spread evenly over the limit; what you click on goes first."_s);
    addFact(u"After an error"_s,
        u"Reads are tried 3 times, those of jobs and exports 8 times. A change whose outcome is "
        "not known is never sent again."_s);
}

void NetworkPage::restoreDefaults()
{
    SettingsPage::restoreDefaults();
    m_timeout->setValue(Settings::standardNumber(Setting::NewConnectionTimeout));
}

void NetworkPage::save()
{
    SettingsPage::save();
    if (m_timeout->value() != m_timeoutBefore)
        m_settings.setValue(Setting::NewConnectionTimeout, m_timeout->value());
}

} // namespace ic
