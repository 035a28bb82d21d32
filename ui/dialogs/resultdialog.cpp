#include "ui/dialogs/resultdialog.h"

#include "ui/icons.h"
#include "ui/operations/operationwords.h"
#include "ui/operations/outcomedelegate.h"
#include "ui/operations/savelist.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "bulk/jobcenter.h"
#include "models/changelock.h"
#include "models/jobsmodel.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int RowHeight = 26;
constexpr int GatherMs = 200; // a running job changes often; the table need not follow each time
constexpr int AllItems = 1000; // id of the button that shows everything

/// The outcomes in the order of their buttons.
constexpr ItemState outcomes[]
    = { ItemState::Succeeded, ItemState::Failed, ItemState::Unknown, ItemState::Skipped,
          ItemState::Cancelled, ItemState::Following, ItemState::Sent, ItemState::Planned };

} // namespace

ResultDialog::ResultDialog(const UiServices& services, const JobId& job, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_job(job)
    , m_model(services.jobs->journalPath(), job)
    , m_figure(plainLabel({}, this))
    , m_people(secondaryLabel({}, this))
    , m_problem(plainLabel({}, this))
    , m_filters(new QButtonGroup(this))
{
    setObjectName(u"resultDialog"_s);
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    m_band = band;
    m_elsewhere = plainLabel({}, this);
    m_elsewhere->setObjectName(u"otherTenant"_s);
    m_elsewhere->setContentsMargins(Margin, 6, Margin, 0);
    QFont title = font();
    title.setPixelSize(16);
    title.setWeight(QFont::DemiBold);
    m_figure->setFont(title);
    m_figure->setObjectName(u"figure"_s);
    m_figure->setWordWrap(true);
    m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_people->setObjectName(u"people"_s);
    m_people->setWordWrap(true);
    m_problem->setObjectName(u"resultProblem"_s);
    m_problem->setWordWrap(true);

    auto* body = new QVBoxLayout;
    body->setContentsMargins(Margin, 12, Margin, 12);
    body->setSpacing(10);
    auto* leads = new QVBoxLayout;
    leads->setSpacing(2);
    leads->addWidget(m_figure);
    leads->addWidget(m_people);
    body->addLayout(leads);
    body->addWidget(makeFilters());
    body->addWidget(m_problem);
    body->addWidget(makeUnknown());
    makeTable();
    body->addWidget(m_table, 1);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addWidget(m_elsewhere);
    layout->addLayout(body, 1);
    layout->addWidget(rule);
    layout->addLayout(makeButtons());

    m_gather.setSingleShot(true);
    m_gather.setInterval(GatherMs);
    connect(&m_gather, &QTimer::timeout, this, &ResultDialog::refresh);
    const auto changed = [this](const JobId& id) {
        if (id == m_job && !m_gather.isActive())
            m_gather.start();
    };
    connect(&services.lock, &ChangeLock::changed, this, [changed, job] { changed(job); });
    connect(services.jobs, &JobCenter::itemsChanged, this, changed);
    connect(services.jobs, &JobCenter::jobChanged, this,
        [changed](const JobSnapshot& snapshot) { changed(snapshot.id); });
    resize(900, 560);
    refresh();
    m_table->setFocus();
}

ResultDialog::~ResultDialog() = default;

void ResultDialog::makeTable()
{
    auto* table = new QTableView(this);
    m_table = table;
    table->setObjectName(u"results"_s);
    table->setAccessibleName(u"Results by identity"_s);
    table->setModel(&m_model);
    table->setItemDelegate(new OutcomeDelegate(table));
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(RowHeight);
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

template <class Slot>
QPushButton* ResultDialog::makeButton(
    const QString& name, const QString& iconName, const QString& text, Slot slot)
{
    auto* button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, slot);
    return button;
}

QWidget* ResultDialog::makeUnknown()
{
    m_unknown = new QFrame(this);
    m_unknown->setObjectName(u"unknown"_s);
    m_unknown->setAutoFillBackground(true);
    m_unknownText = plainLabel({}, m_unknown);
    m_unknownText->setObjectName(u"unknownText"_s);
    m_unknownText->setWordWrap(true);
    m_selectUnknown = makeButton(u"selectUnknown"_s, u"square-check"_s, u"Select in table"_s,
        [this] { select(ItemState::Unknown); });
    m_check = makeButton(u"checkNow"_s, u"circle-question-mark"_s, u"Check now"_s,
        [this] { m_services.jobs->checkUnknown(m_job); });
    m_repeat = makeButton(u"repeatUnknown"_s, u"rotate-cw"_s, {},
        [this] { emit repeatRequested(m_job, OperationSubject::Kind::Unknown); });
    auto* layout = new QHBoxLayout(m_unknown);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_unknownText, 1);
    for (QPushButton* button : { m_selectUnknown, m_check, m_repeat })
        layout->addWidget(button);
    return m_unknown;
}

QHBoxLayout* ResultDialog::makeButtons()
{
    m_retry = makeButton(u"retryFailed"_s, u"rotate-cw"_s, {},
        [this] { emit repeatRequested(m_job, OperationSubject::Kind::Failed); });
    m_select = makeButton(u"selectFailed"_s, u"square-check"_s, u"Select failed in table"_s,
        [this] { select(ItemState::Failed); });
    QPushButton* list = makeButton(
        u"exportResults"_s, u"download"_s, u"Export results…"_s, &ResultDialog::exportResults);
    QPushButton* copy
        = makeButton(u"copySummary"_s, u"copy"_s, u"Copy summary"_s, &ResultDialog::copySummary);
    auto* close = new QPushButton(u"Close"_s, this);
    close->setAutoDefault(false); // Enter on a row opens the identity and must close nothing
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->setSpacing(8);
    for (QPushButton* button : { m_retry, m_select, list, copy })
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(close);
    return buttons;
}

void ResultDialog::refresh()
{
    m_model.reload();
    // Of a job that runs the center knows more; the journal knows the others.
    if (const auto live = m_services.jobs->job(m_job))
        m_snapshot = *live;
    else if (const Expected<JobSnapshot> written = m_model.job())
        m_snapshot = *written;
    const QString title = m_snapshot.operationTitle();
    setWindowTitle(u"Results: %1"_s.arg(title));
    m_figure->setText(u"%1: %2"_s.arg(title, summaryLine(m_snapshot)));
    m_people->setText(jobPeopleText(m_snapshot));
    const Expected<JobCounts> counts = m_model.counts();
    updateFilters(counts ? *counts : m_snapshot.counts);

    QString problem = m_snapshot.reason;
    if (m_model.error())
        problem = m_model.error()->sentence();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText,
        m_model.error() ? themeColors(palette()).errorText : themeColors(palette()).warningText);
    m_problem->setPalette(colored);

    const bool ended = isEnded(m_snapshot.state);
    const int failed = m_snapshot.counts.failed;
    m_retry->setText(u"Retry failed (%1)"_s.arg(numberText(failed)));
    // The band says where this window is; the job may have been somewhere else.
    const bool here = m_snapshot.isOf(m_services.jobs->host());
    m_band->setVisible(here);
    m_elsewhere->setVisible(!here);
    m_elsewhere->setText(u"This job ran on %1 (%2). Open a window there to act on it."_s.arg(
        m_snapshot.profile, m_snapshot.host));
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
        sentences += counts.unknown == 1
            ? u"1 unknown: it may have been done or not. Look at the identity before you repeat it."_s
            : u"%1 unknown: each may have been done or not. Look at them before you repeat them."_s
                  .arg(numberText(counts.unknown));
    }
    if (counts.following > 0) {
        sentences += counts.following == 1
            ? u"1 followed: ISC accepted it and has not said that it is done."_s
            : u"%1 followed: ISC accepted them and has not said that they are done."_s.arg(
                numberText(counts.following));
    }
    m_unknownText->setText(sentences.join(u' '));
    QPalette colored = palette();
    colored.setColor(QPalette::Window, themeColors(palette()).filterBusy.fill);
    m_unknown->setPalette(colored);
    m_selectUnknown->setVisible(counts.unknown > 0);
    m_selectUnknown->setEnabled(here && !m_snapshot.parameters.allUninvited);
    m_check->setVisible(canBeChecked);
    // One of an earlier start is checked when it goes on, which is for a person to confirm.
    m_check->setEnabled(
        here && m_snapshot.canBeTouched() && m_snapshot.state != JobState::Interrupted);
    m_repeat->setVisible(counts.unknown > 0);
    m_repeat->setText(u"Repeat %1…"_s.arg(numberText(counts.unknown)));
    m_repeat->setEnabled(here && ended && !m_services.lock.isLocked());
}

void ResultDialog::updateFilters(const JobCounts& counts)
{
    m_filters->button(AllItems)->setText(u"All (%1)"_s.arg(numberText(counts.total())));
    for (const ItemState state : outcomes) {
        QAbstractButton* button = m_filters->button(static_cast<int>(state));
        const StatusLook look = outcomeLook(state, m_snapshot.operation);
        const int count = counts.of(state);
        button->setIcon(icon(look.icon, toneColors(look.tone, palette()).text));
        button->setText(u"%1 (%2)"_s.arg(look.word, numberText(count)));
        button->setVisible(count > 0 || button->isChecked());
    }
}

void ResultDialog::select(ItemState state)
{
    const Expected<QList<JobItem>> items = m_model.allItems({ state });
    if (!items) {
        emit notice(items.error().sentence());
        return;
    }
    QList<IdentityId> ids;
    for (const JobItem& item : *items) {
        if (!item.target.id.isEmpty())
            ids += item.target.id;
    }
    emit selectRequested(ids);
}

void ResultDialog::openDetails(const QModelIndex& index)
{
    const BulkTarget& target = m_model.item(index.row()).target;
    // Ids of another tenant mean nobody here.
    if (!target.id.isEmpty() && m_snapshot.isOf(m_services.jobs->host()))
        emit detailsRequested(target.id, target.name);
}

void ResultDialog::showMenu(const QPoint& at)
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const BulkTarget& target = m_model.item(index.row()).target;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"resultMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* open = menu->addAction(u"Open details"_s, [this, row = QPersistentModelIndex(index)] {
        if (row.isValid())
            openDetails(row);
    });
    open->setObjectName(u"openDetails"_s);
    open->setEnabled(!target.id.isEmpty() && m_snapshot.isOf(m_services.jobs->host()));
    QAction* copy = menu->addAction(
        u"Copy id"_s, [id = target.id.text()] { QApplication::clipboard()->setText(id); });
    copy->setEnabled(!target.id.isEmpty());
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ResultDialog::exportResults()
{
    const Expected<QList<JobItem>> items = m_model.allItems({});
    if (!items) {
        emit notice(items.error().sentence());
        return;
    }
    QList<QStringList> rows { { u"Id"_s, u"Display name"_s, u"Account name"_s, u"Outcome"_s,
        u"HTTP"_s, u"What happened"_s, u"Tries"_s, u"Tracking id"_s, u"Sent (UTC)"_s,
        u"Settled (UTC)"_s } };
    const auto number = [](int value) { return value == 0 ? QString() : QString::number(value); };
    for (const JobItem& item : *items) {
        rows += { item.target.id.text(), item.target.name, item.target.account,
            itemStateKey(item.state), number(item.httpStatus), outcomeText(item),
            number(item.attempt), item.trackingId, item.sentAt.toString(Qt::ISODate),
            item.settledAt.toString(Qt::ISODate) };
    }
    const QString name = u"%1-%2-results"_s.arg(m_snapshot.profile, m_snapshot.operationKey());
    saveListAs(this, name, rows, [this](const QString& text) { emit notice(text); });
}

void ResultDialog::copySummary()
{
    const QString started = m_snapshot.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    QApplication::clipboard()->setText(
        u"%1 on %2, started %3\n%4\n%5\n"_s.arg(m_snapshot.operationTitle(), m_snapshot.profile,
            started, summaryLine(m_snapshot), jobPeopleText(m_snapshot)));
    emit notice(u"Copied the summary."_s);
}

void ResultDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_gather.isActive())
        m_gather.start(); // some texts and fills have a colour of their own
}

} // namespace ic
