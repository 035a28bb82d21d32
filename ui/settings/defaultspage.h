#pragma once

#include "ui/settings/settingspage.h"

namespace ic {

class ConfirmFromBox;
class ExportFormatBox;
class Settings;

/// How changes are confirmed, how far the table reads ahead, what is counted, how a first export is
/// written.
class DefaultsPage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit DefaultsPage(Settings& settings, QWidget* parent = nullptr);

    void restoreDefaults() override;
    bool check() override;
    void save() override;

private:
    Settings& m_settings;
    ConfirmFromBox* m_confirmFrom;
    FieldNote* m_confirmNote;
    ExportFormatBox* m_export;
    QString m_exportBefore;
    int m_confirmBefore;
};

} // namespace ic
