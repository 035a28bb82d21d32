#pragma once

#include "models/jobs/apilogmodel.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace ic {

class Notices;

/// The API log: every request, to be searched and copied as a command.
class ApiLogView final : public QWidget
{
    Q_OBJECT

public:
    ApiLogView(ApiLogModel& log, Notices& notices, QWidget* parent = nullptr);

private:
    QWidget* makeBar();
    void makeTable();
    void showMenu(const QPoint& at);
    const ApiCall* current() const;
    void copy(const QString& text, const QString& said);
    void copyCurl();
    void copyPowerShell();
    void updateState();

    Notices& m_notices;
    ApiLogModel& m_log;
    ApiLogFilter m_filter;
    QLineEdit* m_text;
    QCheckBox* m_failures;
    QCheckBox* m_hold;
    QToolButton* m_curl;
    QToolButton* m_powerShell;
    QTableView* m_table;
    QStackedWidget* m_pages;
};

} // namespace ic
