#pragma once

#include <QWidget>

class QPushButton;

namespace ic {

class FieldNote;
struct ProfileDraft;

/// Whether somebody is signed in with the browser, and the buttons to do so and to end it.
class SignInState final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInState(QWidget* parent = nullptr);

    void setDraft(const ProfileDraft& draft);
    QPushButton* button() const { return m_signIn; }

signals:
    void signInRequested();
    void signOutRequested();

private:
    QPushButton* m_signIn;
    QPushButton* m_signOut;
    FieldNote* m_note;
};

} // namespace ic
