#pragma once

#include "models/table/connectionstatus.h"
#include "ui/parts/notices.h"

#include <QStatusBar>

class QLabel;

namespace ic {

class LinkButton;

/// Requests used of the tenant's limit, as a bar and in words.
class BudgetGauge final : public QWidget
{
    Q_OBJECT

public:
    explicit BudgetGauge(QWidget* parent = nullptr);

    void setStatus(const NetStatus& status);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    NetStatus m_status;
};

/// The bottom line of the window: what the list holds, what the connection does, and messages that
/// last a few seconds.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT

public:
    /// Both outlive the strip. The window shows what is said; the strip, beside that and as long
    /// as it is shown, what can be done about it.
    StatusStrip(const ConnectionStatus& status, const Notices& notices, QWidget* parent = nullptr);

    void setListText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void setOffer(const NoticeOffer& offer);

    const ConnectionStatus& m_status;
    QLabel* m_list;
    LinkButton* m_offer;
    NoticeOffer m_offered;
    QLabel* m_budget;
    BudgetGauge* m_gauge;
    QLabel* m_latency;
    QLabel* m_linkIcon;
    QLabel* m_link;
};

} // namespace ic
