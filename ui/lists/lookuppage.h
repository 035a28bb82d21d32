#pragma once

#include "models/lists/listlookup.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace ic {

class ChoiceModel;
class ConnectionStatus;
class MatchTabs;
class Notices;
class StatePage;

/// The right side of the dialog: what becomes of the list, from "nothing yet" over the progress to
/// the report, and what went wrong meanwhile.
class LookupPage final : public QWidget
{
    Q_OBJECT

public:
    LookupPage(ListLookup& lookup, const ConnectionStatus& status, Notices& notices,
        QWidget* parent = nullptr);

    ChoiceModel& choices();
    /// The text is not the one that was looked up any more.
    void setOutdated(bool outdated);
    bool isOutdated() const { return m_outdated; }
    /// To the list of the tab in front.
    void focusReport();

signals:
    void lineShown(int line);

private:
    QWidget* makeProgress();
    QWidget* makeErrorRow();
    void refresh();
    void showProgress();
    void showTexts();

    Notices& m_notices;
    ListLookup& m_lookup;
    const ConnectionStatus& m_status;
    QStackedWidget* m_pages;
    StatePage* m_idle;
    MatchTabs* m_tabs;
    QLabel* m_progressText;
    QLabel* m_waiting;
    QProgressBar* m_bar;
    QWidget* m_errorRow;
    QLabel* m_error;
    QPushButton* m_retry;
    QPushButton* m_copy;
    QLabel* m_summary;
    QLabel* m_details;
    bool m_outdated = false;
};

} // namespace ic
