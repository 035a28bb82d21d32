#pragma once

#include "ui/settings/settingspage.h"

namespace ic {

class Settings;

/// How long the record of changes is kept.
class JournalPage final : public SettingsPage
{
    Q_OBJECT

public:
    JournalPage(Settings& settings, const QString& journalPath, QWidget* parent = nullptr);
};

} // namespace ic
