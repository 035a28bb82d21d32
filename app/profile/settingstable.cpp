#include "profile/settingstable.h"

#include "base/networkoptions.h"

#include <array>

namespace ic {

namespace {

constexpr bool OfProfile = true;

// Not "general": an INI file keeps its keys without a group under that name, and what is written to
// a group so called is never found again.
constexpr std::array Rows {
    SettingRow { Setting::Theme, "appearance/theme", false, "system light dark" },
    SettingRow { Setting::Dates, "appearance/dates", false, "relative absolute" },
    SettingRow { Setting::Density, "appearance/density", false, "normal compact comfortable" },
    SettingRow { Setting::WindowGeometry, "windowGeometry", OfProfile },
    SettingRow { Setting::WindowState, "windowState", OfProfile },
    SettingRow { Setting::TableColumns, "tableColumns", OfProfile },
    SettingRow { Setting::Scope, "scope", OfProfile },
    SettingRow { Setting::Filter, "filter", OfProfile },
    SettingRow { Setting::FilterHistory, "filterHistory", OfProfile },
    SettingRow { Setting::SavedViews, "savedViews", OfProfile },
    SettingRow { Setting::PinnedAttributes, "pinnedAttributes", OfProfile },
    SettingRow { Setting::MailSources, "mailSources", OfProfile },
    SettingRow { Setting::ExportPresets, "defaults/exportPresets" },
    SettingRow { Setting::LastConnection, "console/lastConnection" },
    SettingRow { Setting::JournalDays, "journal/keepDays", false, "", 365, 0, 36'500 },
    SettingRow { Setting::ExportOptions, "exportOptions", OfProfile },
    SettingRow { Setting::ExportDefaults, "defaults/export" },
    SettingRow { Setting::ConfirmFrom, "defaults/confirmFrom", false, "", 0, 0,
        Settings::MostConfirmFrom },
    SettingRow { Setting::PagePrefetch, "defaults/pagePrefetch", false, "", 0, 0,
        Settings::MostPagePrefetch },
    SettingRow { Setting::NewConnectionTimeout, "network/newTimeout", false, "",
        NetworkOptions::DefaultTimeoutSeconds, NetworkOptions::ShortestTimeoutSeconds,
        NetworkOptions::LongestTimeoutSeconds },
    SettingRow { Setting::NewConnectionProxy, "network/newProxy", false, "system none" },
};

} // namespace

const SettingRow& settingRow(Setting setting)
{
    for (const SettingRow& row : Rows) {
        if (row.setting == setting)
            return row;
    }
    Q_UNREACHABLE();
}

} // namespace ic
