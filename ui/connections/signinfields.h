#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QObject>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ic {

class FieldNote;
class FormRows;
class SecretField;
class SignInState;

/// How a connection signs in, and what that needs: rows of the form of a connection.
class SignInFields final : public QObject
{
    Q_OBJECT

public:
    /// The widgets become children of `parent`, in `rows`.
    SignInFields(FormRows& rows, QWidget* parent);

    void setDraft(const ProfileDraft& draft);
    /// What the service says of the kept secret, or another address or host.
    void showSecretState(const ProfileDraft& draft);
    /// Writes the fields into the profile.
    void readInto(Profile& profile) const;

    bool isSecretTyped() const;
    /// What is in the field for it.
    Secret typedSecret() const;
    bool holds(const Secret& typed) const;
    /// Forgets what is in the field.
    void wipe();

    void showProblem(ProfileField field, const QString& text);
    /// Where the field is; nullptr for those of others.
    QWidget* widgetFor(ProfileField field) const;

signals:
    void edited();
    /// Another way to sign in: what was given for the one before is of no use.
    void kindChosen();
    void secretEdited();
    void signInRequested();
    void signOutRequested();

private:
    void showKind(SignInKind kind);
    SignInKind kind() const;

    QComboBox* m_kind;
    QLineEdit* m_clientId;
    FieldNote* m_clientIdNote;
    QLineEdit* m_redirect;
    FieldNote* m_redirectNote;
    SecretField* m_secret;
    SignInState* m_state;
    QLabel* m_clientIdLabel;
    QLabel* m_redirectLabel;
    QLabel* m_secretLabel;
    QLabel* m_stateLabel;
};

} // namespace ic
