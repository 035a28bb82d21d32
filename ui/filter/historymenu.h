#pragma once

#include <QMenu>

namespace ic {

class FilterModel;

/// The filters applied last, in words; choosing one applies it.
class HistoryMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit HistoryMenu(FilterModel& model, QWidget* parent = nullptr);

private:
    void fill();

    FilterModel& m_model;
};

} // namespace ic
