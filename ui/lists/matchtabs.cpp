#include "ui/lists/matchtabs.h"

#include "ui/lists/choicetree.h"
#include "ui/parts/icons.h"
#include "ui/parts/rowfocus.h"
#include "ui/parts/text.h"
#include "ui/table/identitydelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MatchTabsRowHeight = 26;
constexpr int LineWidth = 52;
constexpr int EntryWidth = 190;
constexpr int MatchTabsStatusWidth = 118;

} // namespace

MatchTabs::MatchTabs(QWidget* parent)
    : QTabWidget(parent)
    , m_found(MatchOutcome::Found)
    , m_notFound(MatchOutcome::NotFound)
    , m_duplicates(MatchOutcome::Duplicate)
    , m_choices(new ChoiceTree(this))
{
    setObjectName(u"matchTabs"_s);
    tabBar()->setAccessibleName(tr("Match report"));
    QTableView* found = makeTable(m_found, u"found"_s);
    found->setAccessibleName(tr("Found"));
    found->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Fixed);
    found->horizontalHeader()->resizeSection(3, MatchTabsStatusWidth);
    QTableView* notFound = makeTable(m_notFound, u"notFound"_s);
    notFound->setAccessibleName(tr("Not found"));
    QTableView* duplicates = makeTable(m_duplicates, u"duplicates"_s);
    duplicates->setAccessibleName(tr("Duplicates"));
    addTab(found, QString());
    addTab(m_choices, QString());
    addTab(notFound, QString());
    addTab(duplicates, QString());
    connect(m_choices->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid())
                emit lineShown(index.data(ChoiceModel::LineRole).toInt());
        });
    showIcons();
}

QTableView* MatchTabs::makeTable(MatchListModel& model, const QString& name)
{
    auto* table = new QTableView(this);
    table->setObjectName(name);
    table->setModel(&model);
    table->setItemDelegate(new IdentityDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    markRowOnFocus(*table);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(MatchTabsRowHeight);
    QHeaderView* header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(0, QHeaderView::Fixed);
    header->resizeSection(0, LineWidth);
    if (model.columnCount() == 3) {
        // What is said of an entry is longer than the entry.
        header->setSectionResizeMode(1, QHeaderView::Fixed);
        header->resizeSection(1, EntryWidth);
    }
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid())
                emit lineShown(index.data(MatchListModel::LineRole).toInt());
        });
    return table;
}

ChoiceModel& MatchTabs::choices()
{
    return m_choices->choices();
}

void MatchTabs::setReport(const MatchReport& report)
{
    m_found.setReport(report);
    m_notFound.setReport(report);
    m_duplicates.setReport(report);
    m_choices->setReport(report);
    setTab(Found, tr("Found (%1)"), report.count(MatchOutcome::Found));
    setTab(Ambiguous, tr("Ambiguous (%1)"), report.count(MatchOutcome::Ambiguous));
    setTab(NotFound, tr("Not found (%1)"), report.count(MatchOutcome::NotFound));
    setTab(Duplicates, tr("Duplicates (%1)"), report.count(MatchOutcome::Duplicate));
    if (isTabEnabled(Ambiguous))
        setCurrentIndex(Ambiguous);
    else if (isTabEnabled(NotFound) && report.count(MatchOutcome::Found) == 0)
        setCurrentIndex(NotFound);
    else
        setCurrentIndex(Found);
}

void MatchTabs::setTab(Tab tab, const QString& title, int count)
{
    setTabText(tab, title.arg(numberText(count)));
    setTabEnabled(tab, count > 0 || tab == Found);
}

void MatchTabs::showIcons()
{
    setTabIcon(Found, icon(u"check"_s));
    setTabIcon(Ambiguous, icon(u"circle-question-mark"_s));
    setTabIcon(NotFound, icon(u"x"_s));
}

void MatchTabs::changeEvent(QEvent* event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && count() > NotFound)
        showIcons();
}

} // namespace ic
