#include "ui/settings/networkpage.h"

#include "ui/parts/icons.h"
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
    : SettingsPage(tr("Network"), parent)
    , m_settings(settings)
    , m_timeout(new QSpinBox(this))
    , m_timeoutBefore(settings.number(Setting::NewConnectionTimeout))
{
    addSection(tr("New connections begin with"));
    auto* proxy = new ChoiceBox(settings, Setting::NewConnectionProxy, tr("Proxy"),
        { { tr("As the system says"), u"system"_s }, { tr("None"), u"none"_s } }, {}, this);
    proxy->setObjectName(u"newProxy"_s);
    addChoice(tr("Proxy"), proxy, {});
    m_timeout->setObjectName(u"newTimeout"_s);
    m_timeout->setAccessibleName(tr("Timeout in seconds"));
    m_timeout->setRange(
        NetworkOptions::ShortestTimeoutSeconds, NetworkOptions::LongestTimeoutSeconds);
    m_timeout->setSuffix(tr(" s", "seconds"));
    m_timeout->setValue(m_timeoutBefore);
    m_timeout->setFixedSize(TimeoutSize);
    addRow(tr("Timeout"), m_timeout,
        tr("For one attempt, %1 to %2 s. Each connection can have its own.")
            .arg(NetworkOptions::ShortestTimeoutSeconds)
            .arg(NetworkOptions::LongestTimeoutSeconds));
    if (hasConnections) {
        auto* row = new QWidget(this);
        auto* connections = new QPushButton(icon(u"plug"_s), tr("Connections…"), row);
        connections->setObjectName(u"openConnections"_s);
        connections->setAutoDefault(false);
        connect(connections, &QPushButton::clicked, this, &NetworkPage::connectionsRequested);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(connections);
        layout->addStretch();
        addRow(tr("Your connections"), row);
    }

    addSection(tr("For every connection"));
    addFact(tr("Request limit"),
        tr("100 requests in 10 s, which is what Identity Security Cloud allows one client. The "
           "console waits before it would be refused."));
    addFact(tr("Jobs and exports"),
        tr("Are spread evenly over the limit; what you click on goes first."));
    addFact(tr("After an error"),
        tr("Reads are tried 3 times, those of jobs and exports 8 times. A change whose outcome is "
           "not known is never sent again."));
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
