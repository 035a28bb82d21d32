#pragma once

#include "models/selection/selectionsets.h"
#include "reading/identityreading.h"
#include "ui/parts/namedialog.h"
#include "ui/window/uiservices.h"

#include <QAction>

class QMenu;

namespace ic {

class IdentityBrowser;

/// What a person does with selection sets: keeps what is ticked under a name, ticks a set again,
/// adds it, takes it out, renames and deletes it.
class SetDesk final : public QObject
{
    Q_OBJECT

public:
    /// `browser` outlives the desk, and is the parent of its dialogs' window.
    SetDesk(const UiServices& services, IdentityBrowser& browser, QObject* parent = nullptr);

    const SelectionSets& sets() const { return m_sets; }
    /// Keeps whoever is ticked under a name that is asked for.
    QAction* saveAction() { return &m_save; }

    /// What can be done with the set, or without one: with all of them.
    void fillMenu(QMenu& menu, const SelectionSet* set);

private:
    void save();
    void keepAs(const QString& name);
    void read(const QString& name);
    void stopReading();
    void onRead(const ReadIdentities& read);
    void keep(const QString& name, KeptPeople&& people, int unsettled = 0);
    void use(const QString& name, SelectionSets::Use how);
    void rename(const QString& name);
    void remove(const QString& name);
    void onUsed(const QString& name, SelectionSets::Use how, const SelectionSets::Used& used);
    NameDialog::Kind kind(const QString& title) const;
    void updateAction();

    const UiServices m_services;
    IdentityBrowser& m_browser;
    SelectionSets m_sets;
    IdentityReading m_reading; ///< of "all matching", which have to become ids
    QString m_readName; ///< for which set
    QAction m_save;
};

} // namespace ic
