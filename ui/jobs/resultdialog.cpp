#include "ui/jobs/resultdialog.h"

#include "ui/jobs/outcomedelegate.h"
#include "ui/jobs/resultdetail.h"
#include "ui/jobs/resultsearch.h"
#include "ui/parts/attentionstrip.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/rowfocus.h"
#include "ui/parts/savelist.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "jobs/jobcenter.h"
#include "models/jobs/jobsmodel.h"
#include "models/jobs/journalexport.h"
#include "models/operations/changelock.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ResultRowHeight = 26;
constexpr int ResultGatherMs
    = 200; // a running job changes often; the table need not follow each time
constexpr int AllItems = 1000; // id of the button that shows everything

/// The outcomes in the order of their buttons.
constexpr ItemState outcomes[]
    = { ItemState::Succeeded, ItemState::Failed, ItemState::Unknown, ItemState::Skipped,
          ItemState::Cancelled, ItemState::Following, ItemState::Sent, ItemState::Planned };

} // namespace

ResultDialog::ResultDialog(const UiServices& services, const JobId& job, QWidget* parent)
    : DialogFrame(u"resultDialog"_s, tr("Results"), parent)
    , m_services(services)
    , m_job(job)
    , m_model(services.jobs.journalPath(), job)
    , m_journal(services.jobs.journalPath())
    , m_filters(new QButtonGroup(this))
{
    m_strip = showTenant(services.tenant);
    m_elsewhere = addText({});
    m_elsewhere->setObjectName(u"otherTenant"_s);
    setLead({});
    findChild<QLabel*>(u"lead"_s)->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body().addWidget(makeFilters());
    body().addWidget(makeUnknown());
    makeTable();
    m_search = new ResultSearch(m_model, *m_table, this);
    body().addWidget(m_search);
    body().addWidget(m_table, 1);
    body().addWidget(new ResultDetail(m_model, *m_table, this));
    makeButtons();

    m_gather.setSingleShot(true);
    m_gather.setInterval(ResultGatherMs);
    connect(&m_gather, &QTimer::timeout, &m_model, &JobItemModel::reload);
    connect(&m_model, &JobItemModel::changed, this, &ResultDialog::showJob);
    // Once the table has taken the new rows in.
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ResultDialog::goToWanted,
        Qt::QueuedConnection);
    const auto refreshSoon = [this] {
        if (!m_gather.isActive())
            m_gather.start();
    };
    connect(&services.lock, &ChangeLock::changed, this, refreshSoon);
    connect(&services.jobs, &JobCenter::happened, this, [this, refreshSoon](const JobEvent& event) {
        if (event.isNews() && event.job.id == m_job)
            refreshSoon();
    });
    resize(900, 560);
    showJob();
    m_table->setFocus();
}

ResultDialog::~ResultDialog() = default;

void ResultDialog::makeTable()
{
    auto* table = new QTableView(this);
    m_table = table;
    table->setObjectName(u"results"_s);
    table->setAccessibleName(tr("Results by identity"));
    table->setModel(&m_model);
    table->setItemDelegate(new OutcomeDelegate(table));
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    markRowOnFocus(*table);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(ResultRowHeight);
    QHeaderView* header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    const int widths[] = { 160, 130, 110, 50, 220, 46, 120 };
    for (int column = 0; column < JobItemModel::ColumnCount; ++column)
        header->resizeSection(column, widths[column]);
    header->setSectionResizeMode(JobItemModel::DetailColumn, QHeaderView::Stretch);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QWidget::customContextMenuRequested, this, &ResultDialog::showMenu);
    connect(table, &QTableView::activated, this, &ResultDialog::openDetails);
    const auto tellVisible = [this, table] {
        const int last = table->rowAt(table->viewport()->height() - 1);
        m_model.setVisibleRows(table->rowAt(0), last < 0 ? m_model.rowCount() - 1 : last);
    };
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, tellVisible);
    connect(table->verticalScrollBar(), &QScrollBar::rangeChanged, this, tellVisible);
}

void ResultDialog::showItem(int seq)
{
    m_wantedRow = seq; // of the list of all, which is in the order of the plan
    const bool isOfAll = m_filters->button(AllItems)->isChecked() && m_model.text().isEmpty();
    m_filters->button(AllItems)->setChecked(true);
    m_search->clear();
    m_model.setStates({});
    if (isOfAll)
        goToWanted();
}

void ResultDialog::lookFor(const QString& text)
{
    m_search->lookFor(text);
}

void ResultDialog::goToWanted()
{
    if (m_wantedRow < 0 || m_wantedRow >= m_model.rowCount())
        return;
    const QModelIndex place = m_model.index(std::exchange(m_wantedRow, -1), 0);
    m_table->setCurrentIndex(place);
    m_table->scrollTo(place, QAbstractItemView::PositionAtCenter);
}

QWidget* ResultDialog::makeFilters()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const auto add = [&](int id) {
        auto* button = new QToolButton(row);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setObjectName(
            id == AllItems ? u"show-all"_s : u"show-"_s + itemStateKey(static_cast<ItemState>(id)));
        m_filters->addButton(button, id);
        layout->addWidget(button);
    };
    add(AllItems);
    m_filters->button(AllItems)->setChecked(true);
    m_filters->button(AllItems)->setIcon(icon(u"users"_s));
    for (const ItemState state : outcomes)
        add(static_cast<int>(state));
    layout->addStretch();
    connect(m_filters, &QButtonGroup::idClicked, this, [this](int id) {
        m_model.setStates(
            id == AllItems ? QList<ItemState>() : QList<ItemState> { static_cast<ItemState>(id) });
    });
    return row;
}

QWidget* ResultDialog::makeUnknown()
{
    m_unknown = new AttentionStrip(this);
    m_unknown->setObjectName(u"unknown"_s);
    m_unknownText = plainLabel({}, m_unknown);
    m_unknownText->setObjectName(u"unknownText"_s);
    m_unknownText->setWordWrap(true);
    auto* layout = new QHBoxLayout(m_unknown);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_unknownText, 1);
    const auto add = [&](const QString& name, const QString& iconName, const QString& text,
                         const std::function<void()>& clicked) {
        auto* button = new QPushButton(icon(iconName), text, m_unknown);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, clicked);
        layout->addWidget(button);
        return button;
    };
    m_selectUnknown = add(u"selectUnknown"_s, u"square-check"_s, tr("Select in table"),
        [this] { select(ItemState::Unknown); });
    m_check = add(u"checkNow"_s, u"circle-question-mark"_s, tr("Check now"),
        [this] { m_services.jobs.checkUnknown(m_job); });
    m_repeat = add(u"repeatUnknown"_s, u"rotate-cw"_s, {},
        [this] { emit repeatRequested(m_job, OperationSubject::Kind::Unknown); });
    return m_unknown;
}

void ResultDialog::makeButtons()
{
    m_retry = addTool(u"retryFailed"_s, u"rotate-cw"_s, {});
    m_select = addTool(u"selectFailed"_s, u"square-check"_s, tr("Select failed in table"));
    connect(m_retry, &QPushButton::clicked, this,
        [this] { emit repeatRequested(m_job, OperationSubject::Kind::Failed); });
    connect(m_select, &QPushButton::clicked, this, [this] { select(ItemState::Failed); });
    connect(addTool(u"exportResults"_s, u"download"_s, tr("Export results…")),
        &QPushButton::clicked, this, &ResultDialog::exportResults);
    connect(addTool(u"copySummary"_s, u"copy"_s, tr("Copy summary")), &QPushButton::clicked, this,
        &ResultDialog::copySummary);
    addClose(); // no Enter does it: Enter on a row opens the identity
}

void ResultDialog::showJob()
{
    const std::optional<JobSnapshot>& written = m_model.job();
    // Of a job that runs the center knows more; the journal knows the others.
    if (const auto live = m_services.jobs.job(m_job))
        m_snapshot = *live;
    else if (written)
        m_snapshot = *written;
    const QString title = m_snapshot.operationTitle();
    setWindowTitle(tr("Results: %1").arg(title));
    setLead(tr("%1: %2").arg(title, summaryLine(m_snapshot)), jobPeopleText(m_snapshot));
    updateFilters(written ? written->counts : m_snapshot.counts);
    if (m_model.error())
        message().sayProblem(m_model.error()->sentence());
    else
        message().sayWarning(m_snapshot.reason);

    const bool ended = isEnded(m_snapshot.state);
    const int failed = m_snapshot.counts.failed;
    m_retry->setText(tr("Retry failed (%1)").arg(numberText(failed)));
    // The band says where this window is; the job may have been somewhere else.
    const bool here = m_snapshot.isOf(m_services.jobs.host());
    m_strip->setVisible(here);
    m_elsewhere->setVisible(!here);
    m_elsewhere->setText(tr("This job ran on %1 (%2). Open a window there to act on it.")
                             .arg(m_snapshot.profile, m_snapshot.host));
    m_retry->setEnabled(
        here && ended && !m_snapshot.foreign && failed > 0 && !m_services.lock.isLocked());
    m_select->setEnabled(here && failed > 0 && !m_snapshot.parameters.allUninvited);
    updateUnknown(here);
}

/// What can be done about those of whom it is not known whether it was done, or not yet.
void ResultDialog::updateUnknown(bool here)
{
    const JobCounts& counts = m_snapshot.counts;
    const bool ended = isEnded(m_snapshot.state) && !m_snapshot.foreign;
    const bool canBeChecked = m_model.canBeChecked() && !m_snapshot.foreign;
    m_unknown->setVisible(counts.unknown > 0 || (counts.following > 0 && canBeChecked));
    QStringList sentences;
    if (counts.unknown > 0) {
        sentences += tr(
            "%Ln unknown: each may have been done or not. Look at them before you repeat them.",
            "%Ln unknown: it may have been done or not. Look at the identity before you repeat it.",
            counts.unknown);
    }
    if (counts.following > 0) {
        sentences += tr("%Ln followed: ISC accepted them and has not said that they are done.",
            "%Ln followed: ISC accepted it and has not said that it is done.", counts.following);
    }
    m_unknownText->setText(sentences.join(u' '));
    m_selectUnknown->setVisible(counts.unknown > 0);
    m_selectUnknown->setEnabled(here && !m_snapshot.parameters.allUninvited);
    m_check->setVisible(canBeChecked);
    // One of an earlier start is checked when it goes on, which is for a person to confirm.
    m_check->setEnabled(
        here && m_snapshot.canBeTouched() && m_snapshot.state != JobState::Interrupted);
    m_repeat->setVisible(counts.unknown > 0);
    m_repeat->setText(tr("Repeat %1…").arg(numberText(counts.unknown)));
    m_repeat->setEnabled(here && ended && !m_services.lock.isLocked());
}

void ResultDialog::updateFilters(const JobCounts& counts)
{
    m_filters->button(AllItems)->setText(tr("All (%1)").arg(numberText(counts.total())));
    for (const ItemState state : outcomes) {
        QAbstractButton* button = m_filters->button(static_cast<int>(state));
        const StatusLook look = outcomeLook(state, m_snapshot.operation);
        const int count = counts.of(state);
        button->setIcon(icon(look.icon, look.tone));
        button->setText(u"%1 (%2)"_s.arg(look.word, numberText(count)));
        button->setVisible(count > 0 || button->isChecked());
    }
}

void ResultDialog::select(ItemState state)
{
    using Ids = QList<IdentityId>;
    m_journal.ask(
        [id = m_job, state](const JournalReader& reader, const std::atomic_bool&) -> Expected<Ids> {
            const auto items = reader.items(id, { .states = { state } });
            if (!items)
                return items.error();
            Ids ids;
            for (const JobItem& item : *items) {
                if (!item.target.id.isEmpty())
                    ids += item.target.id;
            }
            return ids;
        },
        [this](const Expected<Ids>& ids) {
            if (ids)
                emit selectRequested(*ids);
            else
                m_services.notices.say(ids.error().sentence());
        });
}

void ResultDialog::openDetails(const QModelIndex& index)
{
    const JobItem* const item = m_model.item(index.row());
    if (item == nullptr)
        return;
    const BulkTarget& target = item->target;
    // Ids of another tenant mean nobody here.
    if (!target.id.isEmpty() && m_snapshot.isOf(m_services.jobs.host()))
        emit detailsRequested(target.id, target.name);
}

void ResultDialog::showMenu(const QPoint& at)
{
    const QModelIndex index = m_table->currentIndex();
    const JobItem* const item = index.isValid() ? m_model.item(index.row()) : nullptr;
    if (item == nullptr)
        return;
    const BulkTarget& target = item->target;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"resultMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* open = menu->addAction(tr("Open details"), [this, row = QPersistentModelIndex(index)] {
        if (row.isValid())
            openDetails(row);
    });
    open->setObjectName(u"openDetails"_s);
    open->setEnabled(!target.id.isEmpty() && m_snapshot.isOf(m_services.jobs.host()));
    QAction* copy = menu->addAction(
        tr("Copy id"), [id = target.id.text()] { QApplication::clipboard()->setText(id); });
    copy->setEnabled(!target.id.isEmpty());
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ResultDialog::exportResults()
{
    const QString name = u"%1-%2-results"_s.arg(m_snapshot.profile, m_snapshot.operationKey());
    saveListAs(
        this, name,
        [path = m_services.jobs.journalPath(), id = m_job](
            const QString& file, const std::atomic_bool& stop) {
            const auto reader = JournalReader::open(path);
            return reader ? writeResults(**reader, id, file, stop) : Expected<int>(reader.error());
        },
        m_services,
        tr("Results of “%1”, %2", "an operation; the job that ada started at 9:05")
            .arg(jobTitle(m_snapshot), jobOriginText(m_snapshot)));
}

void ResultDialog::copySummary()
{
    QApplication::clipboard()->setText(
        tr("%1 on %2, started %3", "%3 is a date and time")
            .arg(m_snapshot.operationTitle(), m_snapshot.profile,
                m_snapshot.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s))
        + u'\n' + summaryLine(m_snapshot) + u'\n' + jobPeopleText(m_snapshot) + u'\n');
    m_services.notices.say(tr("Copied the summary."));
}

void ResultDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_gather.isActive())
        m_gather.start(); // some texts and fills have a colour of their own
}

} // namespace ic
