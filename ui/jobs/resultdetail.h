#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace ic {

class JobItemModel;

/// The whole of what happened to the marked row of a job's results: it is longer than its cell more
/// often than not, and a tooltip needs a mouse.
class ResultDetail final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    ResultDetail(const JobItemModel& model, const QTableView& table, QWidget* parent = nullptr);

private:
    void refresh();

    const JobItemModel& m_model;
    const QTableView& m_table;
    QLabel* m_text;
};

} // namespace ic
