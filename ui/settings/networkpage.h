#pragma once

#include "ui/settings/settingspage.h"

class QSpinBox;

namespace ic {

class Settings;

/// What a new connection begins with, and what holds for all of them.
class NetworkPage final : public SettingsPage
{
    Q_OBJECT

public:
    /// `hasConnections`: whether there is a list of connections to go to.
    NetworkPage(Settings& settings, bool hasConnections, QWidget* parent = nullptr);

    void restoreDefaults() override;
    void save() override;

signals:
    void connectionsRequested();

private:
    Settings& m_settings;
    QSpinBox* m_timeout;
    int m_timeoutBefore;
};

} // namespace ic
