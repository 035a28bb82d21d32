#pragma once

#include "models/lists/matchlistmodel.h"

#include <QTabWidget>

class QTableView;

namespace ic {

class ChoiceModel;
class ChoiceTree;

/// The report on a list, by outcome: found, ambiguous, not found, duplicates.
class MatchTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit MatchTabs(QWidget* parent = nullptr);

    /// Shows the tab where something is to be done, or else the first with anything in it.
    void setReport(const MatchReport& report);
    ChoiceModel& choices();

signals:
    /// The person went to something that stands in this line.
    void lineShown(int line);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Tab { Found, Ambiguous, NotFound, Duplicates };

    QTableView* makeTable(MatchListModel& model, const QString& name);
    void setTab(Tab tab, const QString& title, int count);
    void showIcons();

    MatchListModel m_found;
    MatchListModel m_notFound;
    MatchListModel m_duplicates;
    ChoiceTree* m_choices;
};

} // namespace ic
