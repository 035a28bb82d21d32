#pragma once

#include "profile/settings.h"

namespace ic {

/// One setting in the file, and what it takes.
struct SettingRow
{
    Setting setting;
    const char* key; ///< "group/name"; of a profile: the name alone
    bool ofProfile = false;
    const char* words = ""; ///< separated by spaces, the standard first
    int standard = 0;
    int least = 0;
    int most = 0; ///< 0 = it is no number
};

const SettingRow& settingRow(Setting setting);

} // namespace ic
