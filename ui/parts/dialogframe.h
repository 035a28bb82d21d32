#pragma once

#include <QDialog>

class QAction;
class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace ic {

class FieldNote;
struct Tenant;

/// A line from side to side.
QFrame* makeRule(QWidget* parent);

/// What all dialogs have in common, from top to bottom: the strip of the tenant, a title, the
/// body, a message about what is wrong or under way, and a row of buttons.
///
/// F1, and the mark at the left end of the buttons, open the guide at what it says of the dialog.
/// Escape cancels. Enter presses the default button and never another: the one that confirms,
/// or Cancel where the weight of what is confirmed asks for a deliberate click.
class DialogFrame : public QDialog
{
    Q_OBJECT

public:
    enum class Shape {
        Page, ///< a rule parts the buttons from the body
        Question, ///< small: one margin goes round everything
    };

    /// What a confirmation does decides what Enter does.
    enum class Weight {
        Light, ///< Enter confirms
        Heavy, ///< Enter cancels
        Final, ///< it cannot be taken back: Enter cancels, and the button is red
    };

    /// `name` is the object name; `parent` may be nullptr.
    DialogFrame(
        const QString& name, const QString& title, QWidget* parent, Shape shape = Shape::Page);

    /// Lets a column of fields scroll up and down; with large letters the dialog grows sideways.
    static QScrollArea* makeScrollArea(QWidget* column, QWidget* parent);

protected:
    /// Puts the strip that says which tenant this is about on top; returns it.
    QWidget* showTenant(const Tenant& tenant);
    /// Large, above the body; what is said beneath it is quiet and takes no room while it is empty.
    void setLead(const QString& lead, const QString& subtitle = {});
    /// What is said beneath the lead keeps the room of a line while it is empty: what stands below
    /// stays where it is when it comes. After setLead().
    void keepSubtitlePlace();
    QVBoxLayout& body() { return *m_body; }
    /// In pixels, to be called once; the dialog is wider where its texts need it.
    void setLeastWidth(int width);
    /// A paragraph of the body.
    QLabel* addText(const QString& text);

    /// At the left end of the row of buttons, in the order of the calls; `icon` may be empty.
    QPushButton* addTool(const QString& name, const QString& icon, const QString& text);
    void addAside(QWidget* widget, int stretch = 0);
    /// At the right end, in the order of the calls. Nothing is connected.
    QPushButton* addButton(const QString& name, const QString& text);
    /// Rejects. `text` is "Cancel" unless it is given.
    QPushButton* addCancel(const QString& text = {});
    /// Closes; no Enter does it.
    QPushButton* addClose();
    /// Filled, and the last one. Calls confirm(), and Enter presses it.
    QPushButton* addConfirm(const QString& name, const QString& text);
    virtual void confirm() { accept(); }
    /// Heavy and Final need a Cancel.
    void setWeight(Weight weight);
    /// The dialog asks for nothing but what is typed there: Enter in it confirms. In every other
    /// field Enter belongs to the field and presses no button.
    void answerIn(const QLineEdit* field) { m_answer = field; }

    /// It needs no explanation.
    void hideHelp();
    /// The line at the end of the body; takes no room while it says nothing.
    FieldNote& message();
    /// Shows a question in place of the buttons until it is called with nullptr.
    void askInstead(QWidget* question);

    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QVBoxLayout* m_layout;
    QVBoxLayout* m_body;
    QWidget* m_foot;
    QWidget* m_row; ///< of buttons, in the foot
    QHBoxLayout* m_buttons;
    QAction* m_help;
    QToolButton* m_helpButton;
    QWidget* m_question = nullptr; ///< in the foot in place of the row
    QLabel* m_lead = nullptr;
    QLabel* m_subtitle = nullptr;
    FieldNote* m_message = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_confirm = nullptr;
    int m_asides = 0;
    const QLineEdit* m_answer = nullptr;
};

} // namespace ic
