#pragma once

#include "ui/window/uiservices.h"

#include "models/snapshot/snapshotplan.h"
#include "profile/snapshotplace.h"
#include "reading/latest.h"

#include <QAction>
#include <QMenu>
#include <QSet>

#include <functional>
#include <memory>

namespace ic {

class Snapshot;
struct ExportView;
struct JobEvent;

/// Where the window's snapshots come together: the dialog, the start of the job, what is said of
/// its end, those that are kept, and that they are forgotten.
class SnapshotDesk final : public QObject
{
    Q_OBJECT

public:
    /// `view`: what the window shows now. `parent` is where the dialog belongs.
    SnapshotDesk(const UiServices& services, std::function<ExportView()> view, QWidget* parent);

    /// Opens the dialog.
    QAction* takeAction() { return &m_take; }
    QAction* forgetAction() { return &m_forget; }
    /// Those that are kept, each to be opened, and what else can be done about them.
    QMenu& menu() { return m_menu; }
    /// The newest first.
    QList<KeptSnapshot> kept() const { return m_services.snapshots.kept(); }
    /// The newest that was taken before that one; nullopt if none is kept.
    std::optional<KeptSnapshot> before(const QString& path) const;

    /// Emits opened(), or says why not; unless another one is opened, or all are forgotten, before.
    void open(const QString& path);
    /// Without a question: the same people, as they are now.
    void takeAgain(const SnapshotFacts& facts);

signals:
    void opened(const std::shared_ptr<ic::Snapshot>& snapshot);
    /// They are gone; who shows one goes back to the tenant.
    void forgotten();
    /// The dialog was left without taking one.
    void cancelled();
    /// What kept() gives is another list.
    void changed();

private:
    void openDialog();
    void start(const SnapshotSubject& whom);
    void forget();
    void onEvent(const JobEvent& event);
    void fillMenu();
    void update();

    const UiServices m_services;
    const std::function<ExportView()> m_view;
    QWidget* m_parent;
    QAction m_take;
    QAction m_forget;
    QMenu m_menu;
    Latest m_opening;
    QSet<JobId> m_started; ///< by this window, and not ended
};

} // namespace ic
