#include "ui/settings/journalpage.h"

#include "ui/settings/choicebox.h"
#include "ui/text.h"

#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ic {

JournalPage::JournalPage(Settings& settings, const QString& journalPath, QWidget* parent)
    : SettingsPage(u"Journal"_s, parent)
{
    const QString label = u"Keep ended jobs"_s;
    auto* days = new ChoiceBox(settings, Setting::JournalDays, label,
        { { u"For 30 days"_s, 30 }, { u"For 90 days"_s, 90 }, { u"For 1 year"_s, 365 },
            { u"For ever"_s, 0 } },
        [](int number) { return u"For %1 days"_s.arg(numberText(number)); }, this);
    days->setObjectName(u"journalDays"_s);
    addChoice(label, days,
        u"Applies at the next start: older jobs are forgotten then, with what became of each "
        "identity, once the tenant's clock has shown that this computer's is right. The newest 100 "
        "and jobs that have not ended are kept in any case."_s);
    auto* path = new QLineEdit(journalPath, this);
    path->setObjectName(u"journalPath"_s);
    path->setAccessibleName(u"File of the journal"_s);
    path->setReadOnly(true);
    path->setCursorPosition(0);
    path->setLayoutDirection(Qt::LeftToRight);
    addRow(u"File"_s, path,
        u"The record of every change, of all tenants. Readable by you only."_s);
}

} // namespace ic
