#include "ui/jobs/joblist.h"

#include "ui/jobs/jobdelegate.h"
#include "ui/parts/rowfocus.h"

#include "models/jobs/jobsmodel.h"

#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int HeaderMargin = 6;
/// In pixels, of the columns before the results.
constexpr int MostOfColumn[] { 220, 100, 150, 180, 240, 220 };

} // namespace

JobList::JobList(JobsModel& jobs, QWidget* parent)
    : QTreeView(parent)
    , m_jobs(jobs)
{
    setObjectName(u"jobs"_s);
    setAccessibleName(tr("Jobs, the newest first"));
    setModel(&jobs);
    markRowOnFocus(*this);
    setItemDelegate(new JobDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setStretchLastSection(true);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_isFitting)
            m_chosen.insert(column);
    });
    connect(&jobs, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) { fit(first, last); });
    connect(&jobs, &QAbstractItemModel::dataChanged, this,
        [this](
            const QModelIndex& first, const QModelIndex& last) { fit(first.row(), last.row()); });
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &JobList::fitAnew);
    fitAnew();
}

void JobList::fitAnew()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    for (int column = 0; column < JobsModel::Result; ++column) {
        if (!m_chosen.contains(column))
            header()->resizeSection(column, 0);
    }
    fit(0, m_jobs.rowCount() - 1);
}

void JobList::fit(int first, int last)
{
    showRates();
    const QScopedValueRollback fitting(m_isFitting, true);
    for (int column = 0; column < JobsModel::Result; ++column) {
        if (m_chosen.contains(column) || isColumnHidden(column))
            continue;
        int width = std::max(
            header()->sectionSize(column), header()->sectionSizeHint(column) + HeaderMargin);
        for (int row = first; row <= last; ++row) {
            const int wanted = sizeHintForIndex(m_jobs.index(row, column)).width();
            width = std::max(width, std::min(wanted, MostOfColumn[column]));
        }
        header()->resizeSection(column, width);
    }
}

void JobList::showRates()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    bool any = false;
    for (int row = 0; row < m_jobs.rowCount() && !any; ++row)
        any = !m_jobs.index(row, JobsModel::Pace).data().toString().isEmpty();
    setColumnHidden(JobsModel::Pace, !any);
}

} // namespace ic
