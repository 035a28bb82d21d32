#pragma once

#include "models/filter/viewcounts.h"
#include "models/table/statuswords.h"

#include <QAbstractButton>

namespace ic {

/// One number of a tenant: its name, a bar as long as its share of the whole, the number and the
/// share as text. Works like a link, also by keyboard; a screen reader says all of it.
class CountBar final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CountBar(const StatusLook& look, QWidget* parent = nullptr);

    /// `age`: how old the number is, in a sentence.
    void setCount(
        const ViewCounts::Count& count, const ViewCounts::Count& whole, const QString& age);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintTrack(QPainter& painter, const QRect& place) const;
    QString said() const;

    const StatusLook m_look;
    ViewCounts::Count m_count;
    qint64 m_whole = 0; ///< 0 = not known
};

} // namespace ic
