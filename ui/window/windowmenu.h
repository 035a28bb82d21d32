#pragma once

#include <QList>
#include <QMenu>

namespace ic {

class ProgramWindow;

/// All windows of the program, each of another tenant, in the order of their titles. Ctrl+Tab and
/// Ctrl+Shift+Tab go from one to the next.
class WindowMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit WindowMenu(ProgramWindow& window);

    /// Those that are open, in the order of their titles.
    static QList<ProgramWindow*> openWindows();
    static void bringToFront(QWidget& window);

private:
    void addStep(const QString& text, const QKeySequence& keys, int by);
    void fill();
    void step(int by);

    ProgramWindow& m_window;
    QList<QAction*> m_windows;
};

} // namespace ic
