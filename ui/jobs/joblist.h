#pragma once

#include <QSet>
#include <QTreeView>

namespace ic {

class JobsModel;

/// The jobs, each in a row. A column grows with what stands in it, up to a limit, until a person
/// gives it another width; the one of rates takes no room while nothing has a rate. The results
/// have what is left.
class JobList final : public QTreeView
{
    Q_OBJECT

public:
    /// `jobs` outlives it.
    explicit JobList(JobsModel& jobs, QWidget* parent = nullptr);

private:
    void fitAnew();
    void fit(int first, int last);
    void showRates();

    JobsModel& m_jobs;
    QSet<int> m_chosen; ///< columns whose width a person gave
    bool m_isFitting = false;
};

} // namespace ic
