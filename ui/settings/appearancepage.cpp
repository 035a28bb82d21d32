#include "ui/settings/appearancepage.h"

#include "ui/filter/datemenu.h"
#include "ui/parts/theme.h"
#include "ui/settings/choicebox.h"

using namespace Qt::StringLiterals;

namespace ic {

AppearancePage::AppearancePage(Settings& settings, QWidget* parent)
    : SettingsPage(tr("Appearance"), parent)
{
    const auto choice = [&](Setting setting, const QString& name, const QString& text,
                            const QList<ChoiceBox::Choice>& choices, const QString& note) {
        auto* box = new ChoiceBox(settings, setting, text, choices, {}, this);
        box->setObjectName(name);
        addChoice(text, box, note);
    };
    choice(Setting::Theme, u"theme"_s, tr("Theme"),
        { { tr("Follow the system"), themeWord(ThemeMode::System) },
            { tr("Light"), themeWord(ThemeMode::Light) },
            { tr("Dark"), themeWord(ThemeMode::Dark) } },
        tr("For all windows."));
    choice(Setting::Density, u"density"_s, tr("Row height"),
        { { tr("Compact"), u"compact"_s }, { tr("Normal"), u"normal"_s },
            { tr("Comfortable"), u"comfortable"_s } },
        {});
    choice(Setting::Dates, u"dates"_s, tr("Dates in the table"),
        { { tr("Relative"), dateStyleWord(DateStyle::Relative) },
            { tr("Absolute"), dateStyleWord(DateStyle::Absolute) } },
        tr("Relative: “3 days ago”. Absolute: “23 Nov 2026 14:02”."));
}

} // namespace ic
