#include "ui/settings/appearancepage.h"

#include "ui/datemenu.h"
#include "ui/settings/choicebox.h"
#include "ui/theme.h"

using namespace Qt::StringLiterals;

namespace ic {

AppearancePage::AppearancePage(Settings& settings, QWidget* parent)
    : SettingsPage(u"Appearance"_s, parent)
{
    const auto choice = [&](Setting setting, const QString& name, const QString& text,
                            const QList<ChoiceBox::Choice>& choices, const QString& note) {
        auto* box = new ChoiceBox(settings, setting, text, choices, {}, this);
        box->setObjectName(name);
        addChoice(text, box, note);
    };
    choice(Setting::Theme, u"theme"_s, u"Theme"_s,
        { { u"Follow the system"_s, themeWord(ThemeMode::System) },
            { u"Light"_s, themeWord(ThemeMode::Light) },
            { u"Dark"_s, themeWord(ThemeMode::Dark) } },
        u"For all windows."_s);
    choice(Setting::Density, u"density"_s, u"Row height"_s,
        { { u"Compact"_s, u"compact"_s }, { u"Normal"_s, u"normal"_s },
            { u"Comfortable"_s, u"comfortable"_s } },
        {});
    choice(Setting::Dates, u"dates"_s, u"Dates in the table"_s,
        { { u"Relative"_s, dateStyleWord(DateStyle::Relative) },
            { u"Absolute"_s, dateStyleWord(DateStyle::Absolute) } },
        u"Relative: “3 days ago”. Absolute: “23 Nov 2026 14:02”."_s);
}

} // namespace ic
