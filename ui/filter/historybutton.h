#pragma once

#include <QToolButton>

class QMenu;

namespace ic {

class FilterModel;

/// Keeps the filter as a view, and has the filters applied last, in words; choosing one applies it.
class HistoryButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit HistoryButton(FilterModel& model, QWidget* parent = nullptr);

signals:
    void saveViewRequested();

private:
    void fill();

    FilterModel& m_model;
    QMenu* m_menu;
};

} // namespace ic
