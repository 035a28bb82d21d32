#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

namespace ic {

/// A status as the table paints it: rounded fill, icon and word.
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// `subject` is for screen readers: "Status" gives "Status: Locked".
    void setLook(const StatusLook& look, const QString& subject);
    QString word() const { return m_look.word; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusLook m_look;
};

} // namespace ic
