#include "ui/overview/recentjobs.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "jobs/jobcenter.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RecentJobsGatherMs = 1000; // a glance needs no more
constexpr int RowsShown = 6;
constexpr int RecentJobsRowHeight = 24;

} // namespace

RecentJobs::RecentJobs(const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(services.jobs.journalPath())
    , m_count(secondaryLabel({}, this))
    , m_view(new DetailTree(this))
{
    m_model.setFilter({ .host = services.jobs.host() });
    m_count->setObjectName(u"recentJobsCount"_s);
    auto* all = new LinkButton(tr("Show all in Activity"), this);
    connect(all, &LinkButton::clicked, this, &RecentJobs::activityRequested);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(sectionLabel(tr("Jobs"), this));
    head->addSpacing(8);
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(all);
    makeView();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_view);

    m_gather.setSingleShot(true);
    m_gather.setInterval(RecentJobsGatherMs);
    connect(&m_gather, &QTimer::timeout, &m_model, &AuditModel::refresh);
    connect(&services.jobs, &JobCenter::happened, this, [this](const JobEvent& event) {
        if (event.isNews() && isVisible() && !m_gather.isActive())
            m_gather.start();
    });
    connect(&m_model, &AuditModel::changed, this, &RecentJobs::refresh);
    refresh();
}

void RecentJobs::makeView()
{
    m_view->setModel(&m_model);
    m_view->setObjectName(u"recentJobs"_s);
    m_view->setAccessibleName(
        tr("Jobs of this tenant, the newest first. Enter shows the results."));
    m_view->setFrameShape(QFrame::StyledPanel);
    for (const int column : { AuditModel::Tenant, AuditModel::Parameters })
        m_view->setColumnHidden(column, true);
    QHeaderView* header = m_view->header();
    header->resizeSection(AuditModel::Started, 164);
    header->resizeSection(AuditModel::Operation, 180);
    header->resizeSection(AuditModel::By, 100);
    header->resizeSection(AuditModel::Outcome, 120);
    header->setStretchLastSection(true);
    m_view->setFixedHeight(header->sizeHint().height() + RowsShown * RecentJobsRowHeight);
    connect(m_view, &QTreeView::activated, this,
        [this](const QModelIndex& index) { emit jobRequested(m_model.job(index.row()).id); });
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex current = m_view->currentIndex();
        if (current.isValid())
            m_current = m_model.job(current.row()).id;
    });
}

void RecentJobs::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.refresh();
}

void RecentJobs::refresh()
{
    // The rows come in pages: the job somebody chose may be in a later one.
    for (int row = 0; row < m_model.rowCount() && !m_view->currentIndex().isValid(); ++row) {
        if (m_model.job(row).id == m_current)
            m_view->setCurrentIndex(m_model.index(row, 0));
    }
    const QList<JobSnapshot> live = m_services.jobs.jobs();
    const auto open
        = std::ranges::count_if(live, [](const JobSnapshot& job) { return !isEnded(job.state); });
    if (!m_model.problem().isEmpty())
        m_count->setText(m_model.problem());
    else if (m_model.isSearching())
        m_count->setText(tr("Reading the journal…"));
    else if (m_model.rowCount() == 0)
        m_count->setText(tr("None yet on this tenant."));
    else if (open == 0)
        m_count->setText(tr("All have ended"));
    else
        m_count->setText(tr("%Ln have not ended", "%Ln has not ended", static_cast<int>(open)));
}

} // namespace ic
