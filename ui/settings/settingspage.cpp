#include "ui/settings/settingspage.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/formrows.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"
#include "ui/settings/choicebox.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SettingsPageLabelWidth = 152;

} // namespace

SettingsPage::SettingsPage(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_rows(new FormRows)
{
    QLabel* heading = plainLabel(title, this);
    QFont strong = font();
    strong.setPixelSize(QFontInfo(strong).pixelSize() + 3);
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(10);
    m_rows->setColumnMinimumWidth(0, SettingsPageLabelWidth);
    m_column->setContentsMargins(1, 1, 1, 1); // the focus ring
    m_column->setSpacing(12);
    m_column->addWidget(heading);
    m_column->addLayout(m_rows);
    m_column->addStretch();
}

FieldNote* SettingsPage::addRow(const QString& text, QWidget* field, const QString& said)
{
    auto* note = new FieldNote(this);
    note->setObjectName(field->objectName() + u"Note"_s);
    note->say({}, Tone::Neutral, said);
    m_rows->add(text, field, field, note);
    if (!said.isEmpty())
        field->setAccessibleDescription(said);
    return note;
}

FieldNote* SettingsPage::addChoice(const QString& label, ChoiceBox* box, const QString& note)
{
    m_choices += box;
    return addRow(label, box, note);
}

void SettingsPage::addSection(const QString& title)
{
    QLabel* label = sectionLabel(title, this);
    label->setContentsMargins(0, m_rows->rowCount() > 1 ? 8 : 0, 0, 0);
    addWide(label);
}

void SettingsPage::addWide(QWidget* widget, bool grows)
{
    const int row = m_rows->rowCount();
    m_rows->addWidget(widget, row, 0, 1, 2);
    if (grows) {
        m_rows->setRowStretch(row, 1);
        m_column->setStretchFactor(m_rows, 1);
    }
}

void SettingsPage::addFact(const QString& text, const QString& fact, const QString& name)
{
    const int row = m_rows->rowCount();
    QLabel* label = plainLabel(text, this);
    label->setWordWrap(true);
    auto* said = new WrapLabel(Tone::Neutral, this);
    said->setObjectName(name);
    said->setShown(fact);
    said->setAccessibleName(text);
    said->setAccessibleDescription(fact);
    m_rows->addWidget(label, row, 0, Qt::AlignTop);
    m_rows->addWidget(said, row, 1, Qt::AlignTop);
}

void SettingsPage::restoreDefaults()
{
    for (ChoiceBox* choice : m_choices)
        choice->restoreDefault();
}

void SettingsPage::save()
{
    for (ChoiceBox* choice : m_choices)
        choice->save();
}

} // namespace ic
