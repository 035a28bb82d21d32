#pragma once

#include "ui/window/uiservices.h"

#include <QAction>

namespace ic {

class JobsModel;

/// Locks the tenant against changes, or opens it again: at once, or on production after the person
/// has typed its name.
class LockAction final : public QAction
{
    Q_OBJECT

public:
    /// `jobs`: told of as running ones. `window` is where the person is asked.
    LockAction(const UiServices& services, const JobsModel& jobs, QWidget* window);

private:
    void toggle();
    void describe();

    const UiServices m_services;
    const JobsModel& m_jobs;
    QWidget* m_window;
};

} // namespace ic
