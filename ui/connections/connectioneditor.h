#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QWidget>

#include <functional>

class QScrollArea;
class QStackedWidget;

namespace ic {

class AddressField;
class Clock;
class FieldNote;
class ProfileForm;
class ProfileList;
class StatePage;
class TestPanel;

/// The list of connections and the fields of the selected one, as drafts: nothing is written here.
/// Tests what is in the fields.
class ConnectionEditor final : public QWidget
{
    Q_OBJECT

public:
    /// What a connection is about to be used for decides what it must have.
    enum class Check { ForTest, ForSaving, ForConnecting };

    /// `service` and `clock` outlive the editor. `forNew`: what a new connection begins with;
    /// `selected`: empty for the first one.
    ConnectionEditor(ConnectionService& service, const Clock& clock, const NetworkOptions& forNew,
        const ProfileId& selected, QWidget* parent = nullptr);

    const ConnectionDrafts& drafts() const { return m_drafts; }
    /// nullptr while there is no connection.
    const ProfileDraft* current() const { return m_drafts.find(m_current); }
    AddressField& address() const;

    void addConnection();
    /// Puts what is in the form among the drafts.
    void collect();
    /// Takes over what another window saved, unless something is edited here.
    void followService();
    /// Shows what has to be mended first; false if there is nothing.
    bool refuses(Check check);
    /// The name of the window in which the present connection is open; empty if none is.
    const QString& openElsewhere() const { return m_openAs; }
    void startTest();
    /// Whether somebody has to sign in with the browser before it can be tested or connected to.
    bool needsSignIn() const { return current() != nullptr && ic::needsSignIn(*current()); }
    /// Signs in with the browser; then `next`.
    void signIn(std::function<void()> next);
    /// What is here is saved now. Returns the drafts with what was typed for the keychain, which
    /// is wiped here.
    QList<ProfileDraft> markSaved();
    void showDrafts();
    void focusList();
    /// Gives the focus to the list unless a field has it.
    void keepFocusInside();
    /// Ends the test and forgets what was typed for the keychain.
    void wipe();

signals:
    /// By the person, in a field.
    void edited();
    /// Another connection is shown, or none.
    void currentChanged();
    /// The person wants to sign in with the browser.
    void signInRequested();
    /// Anything is different among the drafts.
    void changed();
    /// The tenant said what its API is called.
    void addressAnswered();

private:
    void makeEmptyPage();
    void load(const ProfileId& selected);
    void select(const ProfileId& id);
    void showAll(const ProfileId& id);
    void showEdits();
    void onRemove();
    void signOut();
    void readSecretState();
    void onSecretReplaced(const Secret& now);
    void openNetwork();
    void openImport();
    void showElsewhere();
    void showTest();
    void showTestIsOld();

    ConnectionService& m_service;
    const Clock& m_clock;
    const NetworkOptions m_forNew;
    ConnectionDrafts m_drafts;
    ProfileId m_current;
    ProfileDraft m_tested;
    bool m_isTestedKept = false; ///< its secret was saved as it is

    ProfileList* m_list;
    QStackedWidget* m_pages;
    StatePage* m_empty;
    QScrollArea* m_area;
    ProfileForm* m_form;
    TestPanel* m_test;
    FieldNote* m_fileNote;
    QString m_openAs;
    FieldNote* m_elsewhere;
};

} // namespace ic
