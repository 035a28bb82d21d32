#pragma once

#include "profile/settings.h"

#include <QComboBox>

#include <functional>

namespace ic {

/// A list of values for one setting, a number or a word. Nothing is written before save().
class ChoiceBox final : public QComboBox
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text = {};
        QVariant value = {}; ///< int or QString
    };

    /// `other`: how a number is said that is none of the choices; it can only come from the file.
    ChoiceBox(Settings& settings, Setting setting, const QString& name,
        const QList<Choice>& choices, const std::function<QString(int)>& other = {},
        QWidget* parent = nullptr);

    void restoreDefault();
    /// Writes only what was changed here: another window may have changed the rest meanwhile.
    void save();

private:
    bool isNumber() const;

    Settings& m_settings;
    const Setting m_setting;
    QVariant m_before;
};

} // namespace ic
