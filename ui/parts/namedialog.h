#pragma once

#include "ui/parts/dialogframe.h"

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ic {

/// Asks for the name of something that is kept under one: a view, a selection set. Says at once
/// when the name is taken, and what happens to what has it.
class NameDialog final : public DialogFrame
{
    Q_OBJECT

public:
    enum class Purpose {
        Save, ///< what has the name is replaced
        Rename, ///< what has the name forbids it
    };

    /// What there is already, and what it is called in sentences.
    struct Kind
    {
        QString dialog = {}; ///< its object name, by which the guide explains it
        QString title = {};
        QString label = {}; ///< of the field, for screen readers
        QString isReplaced = {}; ///< "There is a view “%1”. It is replaced."
        QString isTaken = {}; ///< "There is a view “%1” already."
        /// The name, as it is written, of what is called so whatever the case; empty = nothing.
        std::function<QString(const QString& name)> find;
        QString full = {}; ///< why nothing new can be kept; empty = it can
    };

    /// `words`: what it is about. `name`: what the field begins with. What `kind` refers to
    /// outlives the dialog.
    NameDialog(Kind kind, Purpose purpose, const QString& words, const QString& name,
        QWidget* parent = nullptr);

    QString name() const;

private:
    void check();

    const Kind m_kind;
    const Purpose m_purpose;
    const QString m_oldName;
    QLineEdit* m_name;
    QLabel* m_note;
    QPushButton* m_confirm;
};

} // namespace ic
