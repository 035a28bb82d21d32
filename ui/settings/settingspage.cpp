#include "ui/settings/settingspage.h"

#include "ui/connections/fieldnote.h"
#include "ui/connections/wraplabel.h"
#include "ui/settings/choicebox.h"
#include "ui/text.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int FieldHeight = 28;
constexpr int LabelWidth = 132;

} // namespace

SettingsPage::SettingsPage(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_rows(new QGridLayout)
{
    QLabel* heading = plainLabel(title, this);
    QFont strong = font();
    strong.setPixelSize(QFontInfo(strong).pixelSize() + 3);
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(10);
    m_rows->setColumnMinimumWidth(0, LabelWidth);
    m_rows->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1); // the focus ring
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(m_rows);
    layout->addStretch();
}

FieldNote* SettingsPage::addRow(const QString& text, QWidget* field, const QString& said)
{
    const int row = m_rows->rowCount();
    QLabel* label = plainLabel(text, this);
    label->setWordWrap(true);
    label->setBuddy(field);
    label->setMinimumHeight(FieldHeight);
    m_rows->addWidget(label, row, 0, Qt::AlignTop);
    auto* note = new FieldNote(this);
    note->setObjectName(field->objectName() + u"Note"_s);
    note->say({}, Tone::Neutral, said);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(note);
    m_rows->addLayout(column, row, 1);
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

void SettingsPage::addWide(QWidget* widget)
{
    m_rows->addWidget(widget, m_rows->rowCount(), 0, 1, 2);
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
