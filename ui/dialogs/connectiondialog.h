#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QDialog>

class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace ic {

class Clock;
class DiscardBar;
class FieldNote;
class ProfileForm;
class ProfileList;
class StatePage;
class TestPanel;

/// Where a ConnectionDialog begins.
struct ConnectionDialogStart
{
    ProfileId selected = {}; ///< empty: the first one
    bool withNew = false; ///< adds an empty connection and selects that
    QString connectText = QStringLiteral("Connect"); ///< e.g. "Connect in new window"
    NetworkOptions forNew = {}; ///< what a new connection begins with
};

/// The person's connections: edits, tests, imports and opens them. Nothing is written before Save
/// or Connect; then all connections are written, and the typed secrets go to the service.
class ConnectionDialog final : public QDialog
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

private:
    enum class Action { None, Test, Save, Connect };

    QWidget* makeBody();
    QWidget* makeButtons(const QString& connectText);
    QPushButton* addButton(const QString& name, const QString& text, Action action);
    void load(const ProfileId& selected);
    /// Puts what is in the form among the drafts.
    void collect();
    void select(const ProfileId& id);
    void showAll(const ProfileId& id);
    void onEdited();
    void showEdits();
    void onRemove();
    void openNetwork();
    void openImport();
    void showElsewhere();
    void showTestIsOld();
    void showNote();
    void showEmpty();

    void perform(Action action);
    /// Whether the tenant has to be heard first; the action follows by itself then.
    bool waitsForAddress(Action action);
    void onAddressAnswered();
    bool refuse(Action action);
    void startTest(const ProfileDraft& draft);
    void showTest();
    void save(Action action);
    void onSecretKept(Action action, const QString& problem);
    void finish(Action action);
    void askToDiscard(bool ask);
    void setKeeping(int secrets);

    ConnectionService& m_service;
    const Clock& m_clock;
    const NetworkOptions m_forNew;
    ConnectionDrafts m_drafts;
    ProfileId m_current;
    ProfileDraft m_tested;
    Action m_next = Action::None; ///< waits for the tenant's address
    int m_keeping = 0; ///< secrets on their way to the keychain
    bool m_isSaving = false;
    QString m_problem; ///< of saving

    ProfileList* m_list;
    QStackedWidget* m_pages;
    StatePage* m_empty;
    QScrollArea* m_area;
    ProfileForm* m_form;
    TestPanel* m_test;
    FieldNote* m_fileNote;
    FieldNote* m_elsewhere;
    FieldNote* m_note;
    QStackedWidget* m_bottom;
    QList<QPushButton*> m_actions;
    QPushButton* m_cancel;
    QPushButton* m_connect;
    DiscardBar* m_discard;
};

} // namespace ic
