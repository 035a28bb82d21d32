#include "ui/activity/auditwindow.h"

#include "ui/icons.h"
#include "ui/operations/savelist.h"
#include "ui/statepage.h"
#include "ui/text.h"

#include "profile/settings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize FirstSize(1100, 600);
constexpr int Margin = 16;
constexpr int RowHeight = 26;

} // namespace

AuditWindow::AuditWindow(
    const UiServices& services, const QString& journalPath, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_model(journalPath)
    , m_table(new QTableView(this))
    , m_state(new StatePage(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"auditWindow"_s);
    setWindowTitle(u"Audit log"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(12);
    layout->addWidget(makeBar());
    layout->addWidget(m_pages, 1);
    layout->addWidget(makeFoot());
    makeTable();
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_state);
    update();
    resize(FirstSize);
    m_search->setFocus();
}

QWidget* AuditWindow::makeBar()
{
    auto* bar = new QWidget(this);
    m_search = new QLineEdit(bar);
    m_search->setObjectName(u"auditSearch"_s);
    m_search->setPlaceholderText(u"Operation, tenant, person, or an identity's name or id"_s);
    m_search->setAccessibleName(u"Search the audit log"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_model.search(m_search->text());
        update();
    });
    // Clearing needs no Enter.
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (!text.isEmpty())
            return;
        m_model.search({});
        update();
    });
    auto* find = new QPushButton(u"Search"_s, bar);
    find->setAutoDefault(false);
    connect(find, &QPushButton::clicked, m_search, &QLineEdit::returnPressed);
    m_count = secondaryLabel({}, bar);
    m_count->setObjectName(u"auditCount"_s);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search, 1);
    layout->addWidget(find);
    layout->addSpacing(8);
    layout->addWidget(m_count);
    return bar;
}

void AuditWindow::makeTable()
{
    m_table->setObjectName(u"auditJobs"_s);
    m_table->setAccessibleName(u"Jobs, the newest first"_s);
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const int widths[] = { 160, 170, 170, 100, 120, 120 };
    for (int column = 0; column < AuditModel::Summary; ++column)
        header->resizeSection(column, widths[column]);
    header->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AuditWindow::update);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit itemsRequested(m_model.job(index.row()).id);
    });
}

QWidget* AuditWindow::makeFoot()
{
    auto* foot = new QWidget(this);
    m_keep = new QComboBox(foot);
    m_keep->setObjectName(u"auditKeep"_s);
    m_keep->setAccessibleName(u"Keep finished jobs"_s);
    m_keep->addItem(u"for 30 days"_s, 30);
    m_keep->addItem(u"for 90 days"_s, 90);
    m_keep->addItem(u"for 1 year"_s, 365);
    m_keep->addItem(u"for ever"_s, 0);
    m_keep->setToolTip(u"Older ones are forgotten at the next start."_s);
    const int days = m_services.settings.number(Setting::JournalDays);
    if (m_keep->findData(days) < 0) // written into the file by hand
        m_keep->addItem(u"for %1 days"_s.arg(numberText(days)), days);
    m_keep->setCurrentIndex(m_keep->findData(days));
    connect(m_keep, &QComboBox::activated, this, [this] {
        m_services.settings.setValue(Setting::JournalDays, m_keep->currentData());
    });
    m_items = new QPushButton(u"Show items"_s, foot);
    m_items->setObjectName(u"auditItems"_s);
    m_export = new QPushButton(foot);
    m_export->setObjectName(u"auditExport"_s);
    auto* close = new QPushButton(u"Close"_s, foot);
    // No default: Enter in the search field must search, not close.
    for (QPushButton* button : { m_items, m_export, close })
        button->setAutoDefault(false);
    connect(m_items, &QPushButton::clicked, this, [this] {
        const QModelIndex index = m_table->currentIndex();
        if (index.isValid())
            emit itemsRequested(m_model.job(index.row()).id);
    });
    connect(m_export, &QPushButton::clicked, this, &AuditWindow::exportJobs);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(secondaryLabel(u"Keep finished jobs"_s, foot));
    layout->addWidget(m_keep);
    layout->addStretch();
    layout->addWidget(m_items);
    layout->addWidget(m_export);
    layout->addWidget(close);
    return foot;
}

/// The selected jobs; all that were found if none is.
QList<JobSnapshot> AuditWindow::chosen()
{
    QList<JobSnapshot> jobs;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        jobs += m_model.job(index.row());
    return jobs.isEmpty() ? m_model.allFound() : jobs;
}

void AuditWindow::exportJobs()
{
    const QList<QStringList> rows = m_model.table(chosen());
    if (!m_model.problem().isEmpty()) {
        update();
        return;
    }
    saveListAs(this, u"audit-log"_s, rows,
        [this](const QString& sentence) { emit notice(sentence); });
}

void AuditWindow::update()
{
    const bool empty = m_model.rowCount() == 0;
    if (!m_model.problem().isEmpty())
        m_state->setState(u"triangle-alert"_s, u"The journal cannot be read"_s, m_model.problem());
    else if (m_search->text().trimmed().isEmpty())
        m_state->setState(u"activity"_s, u"No jobs yet"_s, u"Every change is written down here."_s);
    else
        m_state->setState(u"search"_s, u"No job fits the search"_s, m_search->text().trimmed());
    m_pages->setCurrentIndex(empty || !m_model.problem().isEmpty() ? 1 : 0);
    const int total = m_model.total();
    m_count->setText(total == 1 ? u"1 job"_s : u"%1 jobs"_s.arg(numberText(total)));
    const auto selected = m_table->selectionModel()->selectedRows().size();
    m_items->setEnabled(selected == 1);
    m_export->setText(selected == 0 ? u"Export all…"_s
                                    : u"Export %1…"_s.arg(numberText(selected)));
    m_export->setEnabled(!empty);
}

} // namespace ic
