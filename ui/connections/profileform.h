#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace ic {

class AddressField;
class EnvironmentChoice;
class FieldNote;
class FormRows;
class SignInFields;
class VersionField;
class WrapLabel;

/// Whether a refresh token that was got for the one may be sent for the other.
bool isSignedInAlike(const Profile& a, const Profile& b);

/// The fields of one connection. It holds a draft that follows what is typed.
class ProfileForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileForm(ConnectionService& service, QWidget* parent = nullptr);

    void setDraft(const ProfileDraft& draft);
    /// A secret that is being typed is not in it yet.
    const ProfileDraft& draft() const { return m_draft; }
    /// The draft with what is in the secret field.
    ProfileDraft takeDraft();
    bool holds(const Secret& clientSecret) const;
    void setSecretState(const SecretState& state);
    /// Somebody signed in with the browser; without a token, out.
    void setSignIn(const Secret& refreshToken, const QString& who);
    void setNetwork(const NetworkOptions& network, const Secret& proxyPassword);
    /// Forgets what is in the secret field.
    void wipe();

    void showNameProblem(const QString& text);
    void showProblems(const QList<FieldProblem>& problems);
    void focusField(ProfileField field);
    AddressField& address() const { return *m_address; }

signals:
    void edited();
    /// The tenant said what its API is called.
    void answered();
    void networkRequested();
    void signInRequested();
    void signOutRequested();

private:
    void buildReadOnly();
    void buildSnapshots();
    void showSnapshotDays(int days);
    void buildNetwork();
    void onEnvironmentChosen();
    void showReadOnly();
    void readAddress();
    void onAddressLeft();
    void showNetwork();
    void readFields();
    void take(const Profile& profile);

    ProfileDraft m_draft;
    FormRows* m_rows;
    QLineEdit* m_name;
    FieldNote* m_nameNote;
    AddressField* m_address;
    VersionField* m_version;
    EnvironmentChoice* m_environment;
    QCheckBox* m_readOnly;
    WrapLabel* m_readOnlyNote = nullptr;
    SignInFields* m_signIn = nullptr;
    QComboBox* m_snapshotDays = nullptr;
    QPushButton* m_network = nullptr;
};

} // namespace ic
