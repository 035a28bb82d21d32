#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace ic {

class AddressField;
class EnvironmentChoice;
class FieldNote;
class SecretField;
class VersionField;
class WrapLabel;

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

private:
    void addRow(const QString& label, QWidget* field, QWidget* focus, FieldNote* note = nullptr);
    void buildReadOnly();
    void buildSnapshots();
    void showSnapshotDays(int days);
    void buildNetwork();
    void onEnvironmentChosen();
    void showReadOnly();
    void showSecretState();
    void readAddress();
    void onAddressLeft();
    void showNetwork();
    void readFields();

    ProfileDraft m_draft;
    QGridLayout* m_rows;
    QLineEdit* m_name;
    FieldNote* m_nameNote;
    AddressField* m_address;
    VersionField* m_version;
    EnvironmentChoice* m_environment;
    QCheckBox* m_readOnly;
    WrapLabel* m_readOnlyNote = nullptr;
    QLineEdit* m_clientId;
    FieldNote* m_clientIdNote;
    SecretField* m_secret;
    QComboBox* m_snapshotDays;
    QPushButton* m_network;
};

} // namespace ic
