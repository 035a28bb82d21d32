#pragma once

#include <QMenu>

namespace ic {

class FilterModel;

/// Keeps the filter as a view, and has the filters applied last, in words; choosing one applies it.
class HistoryMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit HistoryMenu(FilterModel& model, QWidget* parent = nullptr);

signals:
    void saveViewRequested();

private:
    void fill();

    FilterModel& m_model;
};

} // namespace ic
