#pragma once

#include "ui/parts/dialogframe.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ic {

class SavedViews;

/// Asks for the name of a view. Says at once when there is a view of that name, and what happens
/// to it.
class ViewNameDialog final : public DialogFrame
{
    Q_OBJECT

public:
    enum class Purpose {
        Save, ///< a view of the name is replaced
        Rename, ///< a view of the name forbids it
    };

    /// `words`: what the view shows. `name`: what the field begins with. `saved` outlives the
    /// dialog.
    ViewNameDialog(const SavedViews& saved, Purpose purpose, const QString& words,
        const QString& name, QWidget* parent = nullptr);

    QString name() const;

private:
    void check();

    const SavedViews& m_saved;
    Purpose m_purpose;
    QString m_oldName;
    QLineEdit* m_name;
    QLabel* m_note;
    QPushButton* m_confirm;
};

} // namespace ic
