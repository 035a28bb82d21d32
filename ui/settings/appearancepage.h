#pragma once

#include "ui/settings/settingspage.h"

namespace ic {

class Settings;

/// Theme, row height and dates: what the View menu and the table's bar offer as well.
class AppearancePage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit AppearancePage(Settings& settings, QWidget* parent = nullptr);
};

} // namespace ic
