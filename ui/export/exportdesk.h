#pragma once

#include "ui/export/exportdialog.h"

#include <QAction>
#include <QHash>
#include <QMenu>

#include <functional>

class QToolBar;

namespace ic {

struct JobEvent;

/// Where the window's exports come together: the dialog, the presets that need none, the start of
/// the job, and what is said of its end.
class ExportDesk final : public QObject
{
    Q_OBJECT

public:
    /// `view`: what the window shows now. `parent` is where the dialogs belong.
    ExportDesk(const UiServices& services, const SelectionStore& selection,
        std::function<ExportView()> view, QWidget* parent);

    /// Opens the dialog.
    QAction* action() { return &m_open; }
    /// The presets: one click exports.
    QMenu& presets() { return m_presets; }
    /// The action with the menu beside it.
    void addTo(QToolBar& toolBar);
    /// Whether there is anybody to export.
    void setOffered(bool offered);
    /// Opens the dialog with everything as it was chosen for that job.
    void again(const JobId& id);

signals:
    /// A preset has not begun, in a sentence: the tenant cannot be asked for these people.
    void snapshotNeeded(const QString& problem, const ic::IdentityQuery& whom);

private:
    void fillPresets();
    void repeat(const ExportPreset& preset);
    std::optional<ExportSubject> subjectOf(
        const ExportPreset& preset, const ExportView& view) const;
    void openDialog(const std::optional<ExportStart>& start = {});
    void start(const ExportPreset& how, const ExportSubject& whom, const QString& path);
    void onEvent(const JobEvent& event);

    const UiServices m_services;
    const SelectionStore& m_selection;
    const std::function<ExportView()> m_view;
    QWidget* m_parent;
    QAction m_open;
    QMenu m_presets;
    QHash<JobId, ExportStart> m_started; ///< by this window: how, and whom
};

} // namespace ic
