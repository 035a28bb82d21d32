#pragma once

#include "ui/window/programwindow.h"

class QStackedWidget;

namespace ic {

class StartPage;
class StatePage;

/// The window before there is a tenant: the connections to choose from, then how far connecting has
/// come, or why it cannot be done.
class StartWindow final : public ProgramWindow
{
    Q_OBJECT

public:
    explicit StartWindow(const ProgramServices& services);

    /// The connections to choose from.
    void showList();
    /// Something that takes a while; both as plain text.
    void showProgress(const QString& title, const QString& detail);
    /// What went wrong, and the ways to go on; both as plain text.
    void showProblem(const QString& title, const QString& problem);

private:
    StartPage* m_list;
    StatePage* m_state;
    QStackedWidget* m_pages;
};

} // namespace ic
