#include "ui/export/exportpresetbox.h"

#include "ui/parts/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

ExportPresetBox::ExportPresetBox(const QStringList& saved, QWidget* parent)
    : QWidget(parent)
{
    m_presets = new QComboBox(this);
    m_presets->setObjectName(u"presets"_s);
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->addItem(tr("Choose a preset…"));
    for (const QString& text : saved) {
        if (const auto preset = ExportPreset::fromText(text))
            m_presets->addItem(preset->name, text);
    }
    connect(m_presets, &QComboBox::activated, this, &ExportPresetBox::choose);
    m_presetName = new QLineEdit(this);
    m_presetName->setObjectName(u"presetName"_s);
    m_presetName->setPlaceholderText(tr("Name to save these choices"));
    m_presetName->setAccessibleName(tr("Name of the preset"));
    auto* save = new QPushButton(tr("Save preset"), this);
    save->setAutoDefault(false);
    save->setObjectName(u"savePreset"_s);
    connect(save, &QPushButton::clicked, this, &ExportPresetBox::askToSave);
    connect(m_presetName, &QLineEdit::returnPressed, this, &ExportPresetBox::askToSave);
    auto* row = new QHBoxLayout;
    row->addWidget(m_presetName, 1);
    row->addWidget(save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(tr("Preset"), this));
    layout->addWidget(m_presets);
    layout->addLayout(row);
}

void ExportPresetBox::choose(int index)
{
    if (const auto preset = ExportPreset::fromText(m_presets->itemData(index).toString()))
        emit chosen(*preset);
}

void ExportPresetBox::askToSave()
{
    const QString name = m_presetName->text().trimmed();
    if (name.isEmpty()) {
        m_presetName->setFocus();
        return;
    }
    m_presetName->clear();
    emit saveRequested(name);
}

void ExportPresetBox::save(const ExportPreset& preset)
{
    int at = m_presets->findText(preset.name);
    if (at <= 0) {
        m_presets->addItem(preset.name);
        at = m_presets->count() - 1;
    }
    m_presets->setItemData(at, preset.toText());
    m_presets->setCurrentIndex(at);
}

QStringList ExportPresetBox::saved() const
{
    QStringList all;
    for (int i = 1; i < m_presets->count(); ++i)
        all += m_presets->itemData(i).toString();
    return all;
}

} // namespace ic
