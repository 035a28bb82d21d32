#include "ui/settings/choicebox.h"

namespace ic {

ChoiceBox::ChoiceBox(Settings& settings, Setting setting, const QString& name,
    const QList<Choice>& choices, const std::function<QString(int)>& other, QWidget* parent)
    : QComboBox(parent)
    , m_settings(settings)
    , m_setting(setting)
{
    setAccessibleName(name);
    for (const Choice& choice : choices)
        addItem(choice.text, choice.value);
    m_before = isNumber() ? QVariant(settings.number(setting)) : QVariant(settings.word(setting));
    if (findData(m_before) < 0 && other)
        addItem(other(m_before.toInt()), m_before);
    setCurrentIndex(findData(m_before));
}

bool ChoiceBox::isNumber() const
{
    return itemData(0).typeId() == QMetaType::Int;
}

void ChoiceBox::restoreDefault()
{
    setCurrentIndex(findData(isNumber() ? QVariant(Settings::standardNumber(m_setting))
                                        : QVariant(Settings::standardWord(m_setting))));
}

void ChoiceBox::save()
{
    if (currentData() == m_before)
        return;
    m_before = currentData();
    m_settings.setValue(m_setting, m_before);
}

} // namespace ic
