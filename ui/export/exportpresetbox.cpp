#include "ui/export/exportpresetbox.h"

#include "ui/parts/text.h"

#include "models/filter/namedview.h"

#include <QCheckBox>
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
    , m_presets(new QComboBox(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_presetName(new QLineEdit(this))
    , m_keepView(new QCheckBox(tr("Keep the filter in it"), this))
{
    m_presets->setObjectName(u"presets"_s);
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->addItem(tr("Choose a preset…"));
    for (const QString& text : saved) {
        if (const auto preset = ExportPreset::fromText(text))
            m_presets->addItem(preset->name, text);
    }
    connect(m_presets, &QComboBox::activated, this, &ExportPresetBox::choose);
    m_remove->setObjectName(u"removePreset"_s);
    m_remove->setAutoDefault(false);
    m_remove->setEnabled(false);
    connect(m_remove, &QPushButton::clicked, this, &ExportPresetBox::remove);
    connect(m_presets, &QComboBox::currentIndexChanged, m_remove,
        [this](int index) { m_remove->setEnabled(index > 0); });
    m_presetName->setObjectName(u"presetName"_s);
    m_presetName->setPlaceholderText(tr("Name to save these choices"));
    m_presetName->setAccessibleName(tr("Name of the preset"));
    m_presetName->setMaxLength(NamedView::LongestName);
    m_keepView->setObjectName(u"keepView"_s);
    m_keepView->setChecked(true);
    m_keepView->setToolTip(tr("Else the preset exports what the table shows, or who is ticked, "
                              "when it is used."));
    auto* save = new QPushButton(tr("Save preset"), this);
    save->setAutoDefault(false);
    save->setObjectName(u"savePreset"_s);
    connect(save, &QPushButton::clicked, this, [this] {
        if (viewNameFrom(m_presetName->text()).isEmpty())
            m_presetName->setFocus();
        saveTyped();
    });
    connect(m_presetName, &QLineEdit::returnPressed, this, &ExportPresetBox::saveTyped);
    auto* choice = new QHBoxLayout;
    choice->addWidget(m_presets, 1);
    choice->addWidget(m_remove);
    auto* row = new QHBoxLayout;
    row->addWidget(m_presetName, 1);
    row->addWidget(save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(tr("Preset, the same for all connections"), this));
    layout->addLayout(choice);
    layout->addLayout(row);
    layout->addWidget(m_keepView);
}

void ExportPresetBox::choose(int index)
{
    if (const auto preset = ExportPreset::fromText(m_presets->itemData(index).toString()))
        emit chosen(*preset);
}

void ExportPresetBox::setCanKeepView(bool can)
{
    m_keepView->setEnabled(can);
}

bool ExportPresetBox::keepsView() const
{
    return m_keepView->isEnabled() && m_keepView->isChecked();
}

void ExportPresetBox::saveTyped()
{
    const QString name = viewNameFrom(m_presetName->text());
    if (name.isEmpty())
        return;
    m_presetName->clear();
    emit saveRequested(name);
}

void ExportPresetBox::save(const ExportPreset& preset)
{
    int at = m_presets->findText(preset.name, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    if (at <= 0) {
        m_presets->addItem(preset.name);
        at = m_presets->count() - 1;
    }
    m_presets->setItemData(at, preset.toText());
    m_presets->setCurrentIndex(at);
}

void ExportPresetBox::show(const QString& name)
{
    const int at = m_presets->findText(name, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    m_presets->setCurrentIndex(std::max(0, at));
}

/// The choices stay as they are.
void ExportPresetBox::remove()
{
    m_presets->removeItem(m_presets->currentIndex());
    m_presets->setCurrentIndex(0);
    emit removed();
}

QStringList ExportPresetBox::saved() const
{
    QStringList all;
    for (int i = 1; i < m_presets->count(); ++i)
        all += m_presets->itemData(i).toString();
    return all;
}

} // namespace ic
