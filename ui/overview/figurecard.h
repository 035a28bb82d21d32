#pragma once

#include "models/filter/tenantfigures.h"
#include "models/filter/viewcounts.h"

#include <QWidget>

#include <functional>

class QLabel;

namespace ic {

class CountBar;

/// The bars of one group of numbers, on a card.
class FigureCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FigureCard(const FigureGroup& group, QWidget* parent = nullptr);

    /// `age` says how old a number is.
    void showCounts(const ViewCounts& counts, const std::function<QString(const QDateTime&)>& age);

signals:
    void chosen(const ic::IdentityQuery& query);

private:
    const FigureGroup m_group;
    QLabel* m_whole;
    QList<CountBar*> m_bars;
};

} // namespace ic
