#pragma once

#include "profile/connectionservice.h"
#include "ui/parts/dialogframe.h"

class QPushButton;

namespace ic {

class Clock;
class ConnectionEditor;
class DiscardBar;

/// Where a ConnectionDialog begins.
struct ConnectionDialogStart
{
    ProfileId selected = {}; ///< empty: the first one
    bool withNew = false; ///< adds an empty connection and selects that
    QString connectText = {}; ///< e.g. "Connect in new window"; empty: "Connect"
    NetworkOptions forNew = {}; ///< what a new connection begins with
};

/// The person's connections: edits, tests, imports and opens them. Nothing is written before Save
/// or Connect; then all connections are written, and the typed secrets go to the service.
class ConnectionDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `service` and `clock` outlive the dialog.
    ConnectionDialog(ConnectionService& service, const Clock& clock,
        const ConnectionDialogStart& start = {}, QWidget* parent = nullptr);
    ~ConnectionDialog() override;

    void reject() override;
    void done(int result) override;

signals:
    /// Everything is saved and the dialog is closed.
    void connectRequested(const ic::Profile& profile);

protected:
    void confirm() override;

private:
    enum class Action { None, Test, SignIn, Save, Connect };

    void makeButtons();
    void perform(Action action);
    /// Whether the tenant has to be heard first; the action follows by itself then.
    bool waitsForAddress(Action action);
    void onAddressAnswered();
    void save(Action action);
    void onSecretKept(Action action, const QString& problem);
    void finish(Action action);
    void setKeeping(int secrets);
    void askToDiscard(bool ask);
    void showNote();
    void showButtons();

    ConnectionService& m_service;
    const QString m_connectText;
    Action m_next = Action::None; ///< waits for the tenant's address
    int m_keeping = 0; ///< secrets on their way to the keychain
    bool m_isSaving = false;
    bool m_isAsking = false; ///< whether the edits may be lost
    QString m_problem; ///< of saving

    ConnectionEditor* m_editor;
    QPushButton* m_test = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_connect = nullptr;
    DiscardBar* m_discard = nullptr;
};

} // namespace ic
