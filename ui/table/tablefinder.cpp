#include "ui/table/tablefinder.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/table/findbar.h"
#include "ui/table/identityheader.h"
#include "ui/table/identityview.h"

#include "base/wording.h"

#include <QApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

TableFinder::TableFinder(const IdentityTableModel& model, IdentityView& view, QVBoxLayout& place)
    : QObject(place.parentWidget()) // where its actions are found
    , m_model(model)
    , m_view(view)
    , m_place(place)
    , m_search(model)
    , m_find(icon(u"search"_s), tr("Find in table"), this)
    , m_next(tr("Find next"), this)
    , m_previous(tr("Find previous"), this)
{
    m_find.setObjectName(u"findInTable"_s);
    m_find.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_G);
    m_next.setShortcut(Qt::Key_F3);
    m_previous.setShortcut(Qt::SHIFT | Qt::Key_F3);
    connect(&m_find, &QAction::triggered, this, &TableFinder::open);
    connect(&m_next, &QAction::triggered, this, [this] { go(true); });
    connect(&m_previous, &QAction::triggered, this, [this] { go(false); });
    connect(&m_search, &TableFind::changed, this, &TableFinder::refresh);
    connect(view.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TableFinder::refresh);
    refresh();
}

void TableFinder::make()
{
    m_bar = new FindBar(m_place.parentWidget());
    m_place.insertWidget(m_place.count() - 1, m_bar);
    connect(m_bar, &FindBar::textChanged, this, [this](const QString& text) {
        m_isFresh = true;
        m_search.setText(text);
        m_view.setMark(text);
        refresh();
    });
    connect(m_bar, &FindBar::nextRequested, this, [this] { go(true); });
    connect(m_bar, &FindBar::previousRequested, this, [this] { go(false); });
    connect(m_bar, &FindBar::closed, this, &TableFinder::close);
    const QHeaderView* header = &m_view.header();
    connect(header, &QHeaderView::sectionMoved, this, &TableFinder::followColumns);
    connect(header, &QHeaderView::sectionCountChanged, this, &TableFinder::followColumns);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        if (before == 0 || now == 0)
            followColumns(); // it was shown or hidden
    });
}

void TableFinder::open()
{
    if (m_bar == nullptr)
        make();
    if (QWidget* focus = QApplication::focusWidget(); !m_bar->isAncestorOf(focus))
        m_before = focus;
    m_bar->show();
    m_bar->takeFocus();
    followColumns();
    m_search.setText(m_bar->text());
    m_view.setMark(m_bar->text());
    refresh();
}

void TableFinder::close()
{
    const bool hadFocus = m_bar->isAncestorOf(QApplication::focusWidget());
    QWidget* const back = m_before != nullptr && m_before->isVisible() ? m_before.data() : &m_view;
    if (hadFocus)
        back->setFocus(Qt::OtherFocusReason);
    m_bar->hide();
    m_search.setText({});
    m_view.setMark({});
    refresh();
}

/// The ticks show no text. One that is about to be hidden has no width any more.
void TableFinder::followColumns()
{
    QList<int> shown;
    const QHeaderView& header = m_view.header();
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        if (column > 0 && header.sectionSize(column) > 0)
            shown += column;
    }
    m_search.setColumns(shown);
}

void TableFinder::go(bool forward)
{
    const int current = m_view.currentIndex().row();
    // The first step leads to the nearest one, which may be where one is or what one sees.
    const int from = current >= 0 ? current : std::max(0, m_view.rowAt(0));
    const bool isNear = std::exchange(m_isFresh, false);
    const int row = forward ? m_search.after(isNear ? from - 1 : from)
                            : m_search.before(isNear ? from + 1 : from);
    if (row < 0)
        return;
    m_view.setCurrentIndex(m_model.index(row, 1));
    m_view.selectRow(row);
    m_view.scrollTo(m_model.index(row, std::max(1, m_search.columnIn(row))));
    refresh();
}

void TableFinder::refresh()
{
    const QList<int>& rows = m_search.rows();
    const QString refusal = !rows.isEmpty() ? QString()
        : m_search.text().isEmpty()         ? tr("Nothing is looked for in the table.")
                                            : tr("No loaded row shows what is looked for.");
    setRefusal(m_next, refusal);
    setRefusal(m_previous, refusal);
    if (m_bar == nullptr)
        return;
    if (m_search.text().isEmpty() || m_search.isSearching()) {
        m_bar->setCount(m_search.text().isEmpty() ? QString() : tr("Searching…"), false);
        return;
    }
    const QString searched = m_search.searched() == m_model.rowCount()
        ? tr("all %Ln rows", "all %Ln row", m_search.searched())
        : tr("the %Ln loaded rows", "the %Ln loaded row", m_search.searched());
    const qsizetype at = rows.indexOf(m_view.currentIndex().row());
    const QString found = rows.isEmpty() ? tr("None in %1", "no row among how many").arg(searched)
        : at < 0                         ? tr("%1 in %2", "rows that were found, among how many")
                       .arg(numberText(rows.size()), searched)
                 : tr("%1 of %2 in %3", "which of the rows that were found, among how many")
                       .arg(numberText(at + 1), numberText(rows.size()), searched);
    m_bar->setCount(found, !rows.isEmpty());
}

} // namespace ic
