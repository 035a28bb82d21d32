#include "ui/operations/candidatelist.h"

#include "ui/identitydelegate.h"

#include <QHeaderView>

namespace ic {

namespace {

constexpr int RowHeight = 26;
constexpr int StatusWidth = 118;
constexpr int LifecycleWidth = 92;

} // namespace

CandidateList::CandidateList(const QString& name, QWidget* parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setModel(&m_model);
    setItemDelegate(new IdentityDelegate(this));
    setAlternatingRowColors(true);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(RowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
}

void CandidateList::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    const int texts = viewport()->width() - StatusWidth - LifecycleWidth;
    horizontalHeader()->resizeSection(CandidateModel::NameColumn, texts * 52 / 100);
    horizontalHeader()->resizeSection(CandidateModel::AccountColumn, texts - texts * 52 / 100);
    horizontalHeader()->resizeSection(CandidateModel::StatusColumn, StatusWidth);
    horizontalHeader()->resizeSection(CandidateModel::LifecycleColumn, LifecycleWidth);
}

} // namespace ic
