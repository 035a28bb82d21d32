#pragma once

#include <QDockWidget>

class QTabWidget;

namespace ic {

class ApiLogModel;
class ApiLogView;

/// The dock below the table: the API log.
class BottomDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit BottomDock(QWidget* parent = nullptr);

    /// Fills the dock; call once.
    void setUp(ApiLogModel& log);
    /// Opens the dock with the log, ready to type a filter.
    void showApiLog();

signals:
    void notice(const QString& text);

private:
    QTabWidget* m_tabs;
    ApiLogView* m_log = nullptr;
};

} // namespace ic
