#pragma once

#include "models/filter/tenantfigures.h"
#include "models/filter/viewcounts.h"
#include "ui/window/uiservices.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace ic {

class FigureCard;
class LinkButton;
class RecentJobs;

/// A tenant at a glance: how many identities of which kind, and what was done lately. Each number
/// leads to its identities. They are counted when somebody looks, unless counting is off.
class TenantOverview final : public QWidget
{
    Q_OBJECT

public:
    TenantOverview(const UiServices& services, ViewCounts& counts, QWidget* parent = nullptr);

    /// Something was changed in the tenant.
    void renew();
    void countAgain();
    void takeFocus();

signals:
    void viewRequested(const ic::IdentityQuery& query);
    void jobRequested(const ic::JobId& job);
    void activityRequested();
    /// Back to the table as it was.
    void left();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeContent();
    FigureCard* addCard(const FigureGroup& group);
    void countMissing(bool failed = false);
    void followConnection();
    void refresh();
    QString ageText() const;
    void savePicture();

    const UiServices m_services;
    ViewCounts& m_counts;
    const QList<FigureGroup> m_groups = tenantFigures();
    QList<IdentityQuery> m_queries;
    QList<FigureCard*> m_cards;
    QLabel* m_total = nullptr;
    QLabel* m_age = nullptr;
    LinkButton* m_again = nullptr;
    QWidget* m_content = nullptr;
    QBoxLayout* m_columns = nullptr;
    bool m_isOutdated = false;
    bool m_wasOffline = false;
};

} // namespace ic
