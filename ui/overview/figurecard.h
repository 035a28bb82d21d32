#pragma once

#include "models/filter/tenantfigures.h"
#include "models/filter/viewcounts.h"
#include "ui/parts/card.h"

class QLabel;

namespace ic {

class CountBar;

/// The bars of one group of numbers.
class FigureCard final : public Card
{
    Q_OBJECT

public:
    explicit FigureCard(const FigureGroup& group, QWidget* parent = nullptr);

    /// `now`: what the numbers are old by.
    void showCounts(const ViewCounts& counts, const QDateTime& now);

signals:
    void chosen(const ic::IdentityQuery& query);

private:
    const FigureGroup m_group;
    QLabel* m_whole;
    QList<CountBar*> m_bars;
};

} // namespace ic
