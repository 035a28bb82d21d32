#include "ui/jobs/auditwindow.h"

#include "ui/parts/listsearchfield.h"
#include "ui/parts/notices.h"
#include "ui/parts/rowfocus.h"
#include "ui/parts/savelist.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"

#include "base/clock.h"
#include "base/plaintext.h"
#include "jobs/jobcenter.h"
#include "models/jobs/journalexport.h"
#include "operations/operations.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize AuditWindowFirstSize(1000, 600);
constexpr int AuditRowHeight = 26;

} // namespace

AuditWindow::AuditWindow(const UiServices& services, const QString& journalPath, QWidget* parent)
    : DialogFrame(u"auditWindow"_s, tr("Audit log"), parent)
    , m_services(services)
    , m_path(journalPath)
    , m_model(journalPath)
    , m_table(new QTableView(this))
    , m_state(new StatePage(this))
    , m_pages(new QStackedWidget(this))
    , m_details(secondaryLabel({}, this))
{
    setLead(tr("Audit log"),
        tr("This computer's record: what this program was asked to do, by whom, and what came of "
           "it. What others did is in ISC's own record. How long it is kept is in Settings."));
    body().addWidget(makeBar());
    body().addWidget(makeFilters());
    body().addWidget(m_pages, 1);
    m_details->setObjectName(u"auditDetails"_s);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body().addWidget(m_details);
    makeButtons();
    makeTable();
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_state);
    update();
    resize(AuditWindowFirstSize);
    m_search->setFocus();
}

QWidget* AuditWindow::makeBar()
{
    auto* bar = new QWidget(this);
    m_search = new ListSearchField(tr("Operation, tenant, person, or an identity's name or id"),
        tr("Search the audit log"), bar);
    m_search->setObjectName(u"auditSearch"_s);
    m_search->setList(*m_table);
    connect(m_search, &ListSearchField::settled, this, &AuditWindow::search);
    m_count = secondaryLabel({}, bar);
    m_count->setObjectName(u"auditCount"_s);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_count);
    return bar;
}

QWidget* AuditWindow::makeFilters()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const auto add = [&](QComboBox*& box, const QString& name, const QString& accessible) {
        box = new QComboBox(bar);
        box->setObjectName(name);
        box->setAccessibleName(accessible);
        layout->addWidget(box);
    };
    add(m_since, u"auditSince"_s, tr("When"));
    m_since->addItem(tr("At any time"), 0);
    m_since->addItem(tr("Today"), 1);
    m_since->addItem(tr("In the last 7 days"), 7);
    m_since->addItem(tr("In the last 30 days"), 30);
    m_since->addItem(tr("In the last year"), 365);
    add(m_operation, u"auditOperation"_s, tr("Operation"));
    m_operation->addItem(tr("Every operation"), QString());
    for (const QLatin1StringView key : ExportRecord::Keys)
        m_operation->addItem(ExportRecord::titleOf(key), QString(key));
    for (const Operation* operation : operations())
        m_operation->addItem(operation->title, operation->key);
    add(m_outcome, u"auditOutcome"_s, tr("Outcome"));
    using enum JobFilter::Outcome;
    m_outcome->addItem(tr("Every outcome"), static_cast<int>(Any));
    m_outcome->addItem(tr("All succeeded"), static_cast<int>(AllSucceeded));
    m_outcome->addItem(tr("Something failed"), static_cast<int>(SomeFailed));
    m_outcome->addItem(tr("Something unknown"), static_cast<int>(SomeUnknown));
    add(m_tenant, u"auditTenant"_s, tr("Tenant"));
    m_tenant->addItem(tr("Every tenant"), QString());
    m_tenant->addItem(m_services.tenant.name, m_services.jobs.host());
    layout->addStretch();
    for (QComboBox* box : { m_since, m_operation, m_outcome, m_tenant })
        connect(box, &QComboBox::activated, this, &AuditWindow::filter);
    return bar;
}

void AuditWindow::filter()
{
    JobFilter filter { .operation = m_operation->currentData().toString(),
        .host = m_tenant->currentData().toString(),
        .outcome = static_cast<JobFilter::Outcome>(m_outcome->currentData().toInt()) };
    if (const int days = m_since->currentData().toInt(); days > 0) {
        // Whole days, as a person counts them: today is the first.
        const QDate today = m_services.clock.utcNow().toLocalTime().date();
        filter.since = today.addDays(1 - days).startOfDay();
    }
    m_model.setFilter(filter);
    update();
}

void AuditWindow::makeTable()
{
    m_table->setObjectName(u"auditJobs"_s);
    m_table->setAccessibleName(tr("Jobs, the newest first"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    markRowOnFocus(*m_table);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(AuditRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const int widths[] = { 158, 156, 200, 92, 92, 120 };
    for (int column = 0; column < AuditModel::Summary; ++column)
        header->resizeSection(column, widths[column]);
    header->setStretchLastSection(true);
    connect(&m_model, &AuditModel::changed, this, &AuditWindow::update);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AuditWindow::update);
    connect(m_table, &QTableView::activated, m_items, [this] { m_items->click(); });
}

void AuditWindow::makeButtons()
{
    m_items = addButton(u"auditItems"_s, tr("Show items"));
    connect(m_items, &QPushButton::clicked, this, [this] {
        emit itemsRequested(m_model.job(selectedRows().constFirst().row()).id, m_model.text());
    });
    m_export = addButton(u"auditExport"_s, {});
    connect(m_export, &QPushButton::clicked, this, &AuditWindow::exportJobs);
    setTabOrder(m_tenant, m_table);
    setTabOrder(m_table, m_items);
    setTabOrder(m_items, m_export);
    addClose(); // no default: Enter in the search field must search, not close
}

void AuditWindow::search(const QString& text)
{
    m_model.search(text);
    update();
}

QModelIndexList AuditWindow::selectedRows() const
{
    return m_table->selectionModel()->selectedRows();
}

/// The selected jobs; all that were found if none is.
void AuditWindow::exportJobs()
{
    AuditChoice choice { .text = m_model.text(), .filter = m_model.filter() };
    for (const QModelIndex& index : selectedRows())
        choice.jobs += m_model.job(index.row()).id;
    saveListAs(
        this, u"audit-log"_s,
        [path = m_path, choice](const QString& file, const std::atomic_bool& stop) {
            const auto reader = JournalReader::open(path);
            return reader ? writeAudit(**reader, choice, file, stop)
                          : Expected<int>(reader.error());
        },
        m_services.notices);
}

/// What is longer than its cell more often than not.
void AuditWindow::showDetails(const QModelIndexList& rows)
{
    QStringList lines;
    if (rows.size() == 1) {
        const JobSnapshot& job = m_model.job(rows.constFirst().row());
        lines = { shownText(parametersText(job)), shownText(summaryLine(job)) };
        lines.removeAll(QString());
    }
    m_details->setText(lines.join(u'\n'));
    m_details->setVisible(!lines.isEmpty());
}

void AuditWindow::showState()
{
    if (!m_model.problem().isEmpty())
        m_state->setState(u"triangle-alert"_s, tr("The journal cannot be read"), m_model.problem());
    else if (m_model.isSearching())
        m_state->setState(u"search"_s, tr("Reading the journal…"), m_model.text());
    else if (m_model.isAll())
        m_state->setState(u"activity"_s, tr("No jobs yet"),
            tr("Every change and every export of people is written down here."));
    else
        m_state->setState(u"search"_s, tr("No job fits the search"), m_model.text());
}

void AuditWindow::update()
{
    const bool empty = m_model.rowCount() == 0;
    const bool isState = empty || !m_model.problem().isEmpty();
    if (isState)
        showState();
    m_pages->setCurrentIndex(isState ? 1 : 0);
    const int found = m_model.total().value_or(m_model.rowCount());
    m_count->setText(m_model.isSearching() ? tr("Searching…")
            : m_model.total()              ? tr("%Ln jobs", "%Ln job", found)
                                           : tr("%Ln jobs so far", "%Ln job so far", found));
    const QModelIndexList rows = selectedRows();
    const qsizetype selected = rows.size();
    m_items->setEnabled(selected == 1 && !m_model.job(rows.constFirst().row()).exported);
    m_export->setText(
        selected == 0 ? tr("Export all…") : tr("Export %1…").arg(numberText(selected)));
    m_export->setEnabled(!empty);
    showDetails(rows);
}

} // namespace ic
