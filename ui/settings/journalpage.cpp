#include "ui/settings/journalpage.h"

#include "ui/parts/text.h"
#include "ui/settings/choicebox.h"

#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ic {

JournalPage::JournalPage(Settings& settings, const QString& journalPath, QWidget* parent)
    : SettingsPage(tr("Journal"), parent)
{
    const QString label = tr("Keep ended jobs");
    auto* days = new ChoiceBox(
        settings, Setting::JournalDays, label,
        { { tr("For 30 days"), 30 }, { tr("For 90 days"), 90 }, { tr("For 1 year"), 365 },
            { tr("For ever"), 0 } },
        [](int number) { return tr("For %Ln days", "For %Ln day", number); }, this);
    days->setObjectName(u"journalDays"_s);
    addChoice(label, days,
        tr("Applies at the next start: older jobs are forgotten then, with what became of each "
           "identity, once the tenant's clock has shown that this computer's is right. The newest "
           "100 and jobs that have not ended are kept in any case."));
    auto* path = new QLineEdit(journalPath, this);
    path->setObjectName(u"journalPath"_s);
    path->setAccessibleName(tr("File of the journal"));
    path->setReadOnly(true);
    path->setCursorPosition(0);
    path->setLayoutDirection(Qt::LeftToRight);
    addRow(
        tr("File"), path, tr("The record of every change, of all tenants. Readable by you only."));
    addSection(tr("Snapshots"));
    addFact(tr("Kept"),
        tr("The last two of each connection, readable by you only, until the program ends: they "
           "hold personal data. In Connections you can keep those of a connection for some days."),
        u"snapshotsKept"_s);
}

} // namespace ic
