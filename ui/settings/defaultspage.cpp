#include "ui/settings/defaultspage.h"

#include "ui/connections/fieldnote.h"
#include "ui/dialogs/exportformatbox.h"
#include "ui/settings/choicebox.h"
#include "ui/settings/confirmfrombox.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString confirmText()
{
    return u"Process, Synchronize, Invite and Reset email of so many identities or more then ask "
           "you to type their number. Reset and Delete always ask."_s;
}

QString exportText(const ExportFormatBox& box)
{
    ExportPreset preset;
    box.fill(preset);
    return preset.toText();
}

} // namespace

DefaultsPage::DefaultsPage(Settings& settings, QWidget* parent)
    : SettingsPage(u"Defaults"_s, parent)
    , m_settings(settings)
    , m_confirmFrom(new ConfirmFromBox(this))
    , m_export(new ExportFormatBox(this))
{
    const QString confirmLabel = u"Ask for the number from"_s;
    m_confirmFrom->setObjectName(u"confirmFrom"_s);
    m_confirmFrom->setAccessibleName(confirmLabel);
    m_confirmFrom->lineEdit()->setAccessibleName(confirmLabel);
    m_confirmNote = addRow(confirmLabel, m_confirmFrom, confirmText());
    m_confirmBefore = settings.number(Setting::ConfirmFrom);
    m_confirmFrom->setNumber(m_confirmBefore);
    connect(m_confirmFrom, &QComboBox::editTextChanged, this, [this] {
        m_confirmNote->say({}, Tone::Neutral, confirmText());
        m_confirmFrom->setAccessibleDescription(confirmText());
    });

    const QString aheadLabel = u"Read ahead in the table"_s;
    auto* ahead = new ChoiceBox(settings, Setting::PagePrefetch, aheadLabel,
        { { u"Only the next rows"_s, 0 }, { u"1 page (250 rows)"_s, 1 },
            { u"2 pages (500 rows)"_s, 2 }, { u"3 pages (750 rows)"_s, 3 } },
        {}, this);
    ahead->setObjectName(u"pagePrefetch"_s);
    addChoice(aheadLabel, ahead,
        u"Above and below the rows on screen, once these are there. Each page is one request."_s);

    addSection(u"First export of a tenant"_s);
    auto* note = new FieldNote(this);
    note->say({}, Tone::Neutral, u"Afterwards each tenant keeps the choices of its last export."_s);
    addWide(note);
    addWide(m_export);
    if (const auto preset
        = ExportPreset::fromText(settings.value(Setting::ExportDefaults).toString()))
        m_export->apply(*preset);
    m_exportBefore = exportText(*m_export);
}

void DefaultsPage::restoreDefaults()
{
    SettingsPage::restoreDefaults();
    m_confirmFrom->setNumber(Settings::standardNumber(Setting::ConfirmFrom));
    m_export->apply({});
}

bool DefaultsPage::check()
{
    if (m_confirmFrom->number())
        return true;
    m_confirmNote->sayProblem(ConfirmFromBox::rule());
    m_confirmFrom->setAccessibleDescription(ConfirmFromBox::rule());
    m_confirmFrom->setFocus();
    return false;
}

void DefaultsPage::save()
{
    SettingsPage::save();
    const int confirmFrom = m_confirmFrom->number().value_or(m_confirmBefore);
    if (confirmFrom != m_confirmBefore)
        m_settings.setValue(Setting::ConfirmFrom, confirmFrom);
    if (const QString chosen = exportText(*m_export); chosen != m_exportBefore)
        m_settings.setValue(Setting::ExportDefaults, chosen);
}

} // namespace ic
