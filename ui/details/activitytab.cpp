#include "ui/details/activitytab.h"

#include "ui/details/activityrecord.h"
#include "ui/jobs/outcomedelegate.h"
#include "ui/parts/detailtree.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include "jobs/jobcenter.h"
#include "models/table/identityname.h"
#include "profile/settings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int GatherMs = 200; // a running job changes often; the list need not follow each time
constexpr int OutcomeWidth = 104;

} // namespace

ActivityTab::ActivityTab(IdentityDetail& detail, const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_services(services)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(GatherMs);
    const JobCenter& jobs = m_services.jobs;
    m_model = new IdentityHistory(jobs.journalPath(), jobs.host(), this);
    auto* content = new QWidget(this);
    m_view = new DetailTree(content);
    m_record = new ActivityRecord(content);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(makeHead());
    contentLayout->addWidget(m_view, 1);
    contentLayout->addWidget(m_record);
    makeView();
    m_pages = new LoadPages(content, m_services.notices, this);
    m_pages->setObjectName(u"activityPages"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_record, &ActivityRecord::resultRequested, this, &ActivityTab::openCurrent);
    connect(m_record, &ActivityRecord::copyRequested, this, &ActivityTab::copyCurrent);
    connect(m_pages, &LoadPages::retryRequested, m_model, &IdentityHistory::refresh);
    connect(m_model, &IdentityHistory::changed, this, &ActivityTab::refresh);
    connect(&m_detail, &IdentityDetail::changed, this, &ActivityTab::follow);
    connect(&m_gather, &QTimer::timeout, m_model, &IdentityHistory::refresh);
    connect(&jobs, &JobCenter::happened, this, [this](const JobEvent& event) {
        if (event.isNews() && isVisible() && !m_gather.isActive())
            m_gather.start();
    });
}

void ActivityTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
    m_model->refresh();
}

QWidget* ActivityTab::makeHead()
{
    auto* head = new QWidget(this);
    m_note = new ElidedLabel(head);
    m_note->setObjectName(u"activityNote"_s);
    m_count = secondaryLabel({}, head);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_count);
    return head;
}

void ActivityTab::makeView()
{
    m_view->setModel(m_model);
    m_view->setObjectName(u"activityOfIdentity"_s);
    m_view->setAccessibleName(
        tr("What this computer did to the identity, the newest first. Enter shows the job."));
    m_view->setItemDelegateForColumn(IdentityHistory::Outcome, new OutcomeDelegate(m_view));
    QFont small = font();
    small.setPixelSize(std::max(9, fontInfo().pixelSize() - 1)); // times beside the operation
    m_view->setFont(small);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(IdentityHistory::Operation, QHeaderView::Stretch);
    header->setSectionResizeMode(IdentityHistory::Time, QHeaderView::ResizeToContents);
    header->resizeSection(IdentityHistory::Outcome, OutcomeWidth);
    connect(m_view, &QTreeView::activated, this, &ActivityTab::openCurrent);
    connect(m_view, &DetailTree::copyRequested, this, &ActivityTab::copyCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ActivityTab::showCurrent);
    // The entry somebody looks at stays the current one when newer ones come.
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex current = m_view->currentIndex();
        if (current.isValid())
            m_current = m_model->event(current.row()).place;
    });
}

void ActivityTab::follow()
{
    if (m_model == nullptr || !isVisible() || m_detail.state() == IdentityDetail::State::None)
        return;
    const IdentityId& id = m_detail.identity().id;
    if (m_model->identity() == id)
        return;
    // What was done to somebody else is not shown under this name, however short.
    m_model->setIdentity(m_detail.isSettled() ? id : IdentityId());
    refresh();
}

void ActivityTab::refresh()
{
    if (m_model->error()) {
        m_pages->showError(*m_model->error());
        return;
    }
    if (m_model->isReading()) {
        m_current.reset();
        m_pages->showLoading();
        return;
    }
    if (m_model->rowCount() == 0) {
        showEmpty();
        return;
    }
    m_note->setText(tr("Done to %1 from this computer").arg(nameInSentence(m_detail.identity())));
    const QString count = numberText(m_model->rowCount());
    m_count->setText(m_model->isWhole() ? count : tr("the newest %1").arg(count));
    if (!m_view->currentIndex().isValid()) {
        const int row = m_current ? m_model->rowOf(*m_current) : 0;
        m_view->setCurrentIndex(m_model->index(std::max(0, row), 0));
    }
    showCurrent();
    m_pages->showContent();
}

void ActivityTab::showEmpty()
{
    QStringList sentences { tr("This is this computer's record. What others did, and whom ISC "
                               "chose by itself, is in ISC's own record.") };
    if (const int days = m_services.settings.number(Setting::JournalDays); days > 0)
        sentences += tr("It is kept for %Ln days.", "It is kept for %Ln day.", days);
    m_pages->showEmpty(u"activity"_s, tr("Nothing was done to this identity from this computer"),
        sentences.join(u' '));
}

void ActivityTab::showCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid())
        m_record->setEvent(m_model->event(current.row()));
}

void ActivityTab::openCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    const IdentityEvent& event = m_model->event(current.row());
    emit resultRequested(event.job, event.item.seq);
}

void ActivityTab::copyCurrent()
{
    QGuiApplication::clipboard()->setText(m_record->text());
    m_services.notices.say(tr("Copied the entry."));
}

} // namespace ic
