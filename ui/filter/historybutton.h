#pragma once

#include "models/filter/filtermodel.h"

#include <QToolButton>

class QMenu;

namespace ic {

/// The menu of the filter: keeps it as a view, and has the filters applied last, in words; choosing
/// one applies it. In a snapshot also how texts are compared.
class HistoryButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit HistoryButton(FilterModel& model, QWidget* parent = nullptr);

signals:
    void saveViewRequested();
    /// A filter of before that this list cannot answer.
    void elsewhereRequested(const ic::FilterModel::State& state);

private:
    void fill();

    FilterModel& m_model;
    QMenu* m_menu;
};

} // namespace ic
