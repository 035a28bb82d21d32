#include "ui/settings/defaultspage.h"

#include "ui/export/exportformatbox.h"
#include "ui/parts/fieldnote.h"
#include "ui/settings/choicebox.h"
#include "ui/settings/confirmfrombox.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString confirmText()
{
    return DefaultsPage::tr(
        "Process, Synchronize, Invite and Password email of so many identities or more then ask "
        "you to type their number. Reset and Delete always ask.");
}

QString exportText(const ExportFormatBox& box)
{
    ExportPreset preset;
    box.fill(preset);
    return preset.toText();
}

} // namespace

DefaultsPage::DefaultsPage(Settings& settings, QWidget* parent)
    : SettingsPage(tr("Defaults"), parent)
    , m_settings(settings)
    , m_confirmFrom(new ConfirmFromBox(this))
    , m_export(new ExportFormatBox(this))
{
    const QString confirmLabel = tr("Ask for the number from");
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

    const QString aheadLabel = tr("Read ahead in the table");
    auto* ahead = new ChoiceBox(settings, Setting::PagePrefetch, aheadLabel,
        { { tr("Only the next rows"), 0 }, { tr("1 page (250 rows)"), 1 },
            { tr("2 pages (500 rows)"), 2 }, { tr("3 pages (750 rows)"), 3 } },
        {}, this);
    ahead->setObjectName(u"pagePrefetch"_s);
    addChoice(aheadLabel, ahead,
        tr("Above and below the rows on screen, once these are there. Each page is one request."));

    const QString countLabel = tr("Count views and overview");
    auto* counting = new ChoiceBox(settings, Setting::Counting, countLabel,
        { { tr("By itself"), u"automatic"_s }, { tr("Only when asked"), u"asked"_s } }, {}, this);
    counting->setObjectName(u"counting"_s);
    addChoice(countLabel, counting,
        tr("Each number is one request, and waits for whatever a person asks for."));

    addSection(tr("First export of a tenant"));
    auto* note = new FieldNote(this);
    note->say(
        {}, Tone::Neutral, tr("Afterwards each tenant keeps the choices of its last export."));
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
