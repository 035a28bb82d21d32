#pragma once

#include "models/selection/selectionsummary.h"

#include <QWidget>

namespace ic {

/// How many of each kind there are: icon, word, bar and number for each. A screen reader reads it
/// as one sentence.
class TallyList final : public QWidget
{
    Q_OBJECT

public:
    explicit TallyList(const QString& name, QWidget* parent = nullptr);

    void setGroups(const QList<SelectionSummary::Group>& groups);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;

    QList<SelectionSummary::Group> m_groups;
};

} // namespace ic
