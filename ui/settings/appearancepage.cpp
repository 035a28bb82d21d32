#include "ui/settings/appearancepage.h"

#include "ui/filter/datemenu.h"
#include "ui/parts/theme.h"
#include "ui/settings/choicebox.h"

#include "base/wording.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace ic {

AppearancePage::AppearancePage(Settings& settings, QWidget* parent)
    : SettingsPage(tr("Appearance"), parent)
{
    const QDateTime sample(QDate(2026, 11, 23), QTime(14, 2)); // as the table writes it
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
        tr("Relative: “%1”. Absolute: “%2”.", "a time in both styles")
            .arg(relativeTime(sample, sample.addDays(3)), absoluteTime(sample)));
}

} // namespace ic
