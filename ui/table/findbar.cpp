#include "ui/table/findbar.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/table/identityheader.h"
#include "ui/table/identityview.h"

#include "base/wording.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int FindBarFieldWidth = 226;

} // namespace

FindBar::FindBar(const IdentityTableModel& model, IdentityView& view, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(view)
    , m_search(model)
    , m_find(icon(u"search"_s), tr("Find in table"), this)
    , m_next(icon(u"chevron-down"_s), tr("Find next"), this)
    , m_previous(icon(u"chevron-up"_s), tr("Find previous"), this)
    , m_field(new QLineEdit(this))
    , m_count(secondaryLabel({}, this))
{
    setObjectName(u"findBar"_s);
    hide();
    makeActions();
    addParts();
    connect(&m_search, &RowSearch::changed, this, &FindBar::refresh);
    connect(
        view.selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FindBar::refresh);
    const QHeaderView* header = &view.header();
    connect(header, &QHeaderView::sectionMoved, this, &FindBar::followColumns);
    connect(header, &QHeaderView::sectionCountChanged, this, &FindBar::followColumns);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        if (before == 0 || now == 0)
            followColumns(); // it was shown or hidden
    });
    refresh();
}

void FindBar::makeActions()
{
    m_find.setObjectName(u"findInTable"_s);
    m_find.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_G);
    m_next.setShortcut(Qt::Key_F3);
    m_next.setToolTip(tr("Next row (Enter or F3)"));
    m_previous.setShortcut(Qt::SHIFT | Qt::Key_F3);
    m_previous.setToolTip(tr("Previous row (Shift+Enter or Shift+F3)"));
    connect(&m_find, &QAction::triggered, this, &FindBar::open);
    connect(&m_next, &QAction::triggered, this, [this] { go(true); });
    connect(&m_previous, &QAction::triggered, this, [this] { go(false); });
}

void FindBar::addParts()
{
    m_field->setObjectName(u"tableFind"_s);
    m_field->setPlaceholderText(tr("Find in the loaded rows"));
    m_field->setAccessibleName(tr("Find in the loaded rows"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_field->setMaximumWidth(FindBarFieldWidth);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_isFresh = true;
        look();
    });
    m_count->setObjectName(u"tableFindCount"_s);
    m_count->setToolTip(tr("Only rows that are loaded are looked through: those on the screen and "
                           "near it. The search field above asks the tenant."));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    const auto add = [&](const QString& name, QAction* action) {
        QToolButton* button = makeIconButton(*action, this);
        button->setObjectName(name);
        layout->addWidget(button);
    };
    auto* close = new QAction(icon(u"x"_s), tr("Close (Esc)"), this);
    connect(close, &QAction::triggered, this, &FindBar::close);
    layout->addWidget(m_field, 1);
    add(u"tableFindPrevious"_s, &m_previous);
    add(u"tableFindNext"_s, &m_next);
    layout->addSpacing(4);
    layout->addWidget(m_count);
    layout->addStretch(1);
    add(u"tableFindClose"_s, close);
}

void FindBar::open()
{
    if (QWidget* focus = QApplication::focusWidget(); !isAncestorOf(focus))
        m_before = focus;
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    followColumns();
    look();
}

void FindBar::close()
{
    QWidget* const back = m_before != nullptr && m_before->isVisible() ? m_before.data() : &m_view;
    if (isAncestorOf(QApplication::focusWidget()))
        back->setFocus(Qt::OtherFocusReason);
    hide();
    look();
}

void FindBar::look()
{
    const QString text = isHidden() ? QString() : m_field->text();
    m_search.setText(text);
    m_view.setMark(text);
    refresh();
}

/// The ticks show no text. One that is about to be hidden has no width any more.
void FindBar::followColumns()
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

void FindBar::go(bool forward)
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
    m_view.scrollTo(m_model.index(row, std::max(1, m_search.columnIn(row))));
    refresh();
}

void FindBar::refresh()
{
    const QString refusal = m_search.text().isEmpty() ? tr("Nothing is looked for in the table.")
        : m_search.isSearching()    ? tr("The loaded rows are still being looked through.")
        : m_search.rows().isEmpty() ? tr("No loaded row shows what is looked for.")
                                    : QString();
    setRefusal(m_next, refusal);
    setRefusal(m_previous, refusal);
    const QString text = found();
    m_count->setText(text);
    m_count->setAccessibleName(text);
    m_field->setAccessibleDescription(text);
}

QString FindBar::found() const
{
    if (m_search.text().isEmpty())
        return {};
    if (m_search.isSearching())
        return tr("Searching…");
    const QList<int>& rows = m_search.rows();
    const QString searched = m_search.searched() == m_model.rowCount()
        ? tr("all %Ln rows", "all %Ln row", m_search.searched())
        : tr("the %Ln loaded rows", "the %Ln loaded row", m_search.searched());
    if (rows.isEmpty())
        return tr("None in %1", "no row among how many").arg(searched);
    const qsizetype at = rows.indexOf(m_view.currentIndex().row());
    return at < 0 ? tr("%1 in %2", "rows that were found, among how many")
                        .arg(numberText(rows.size()), searched)
                  : tr("%1 of %2 in %3", "which of the rows that were found, among how many")
                        .arg(numberText(at + 1), numberText(rows.size()), searched);
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).separator);
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (isEnter && m_field->hasFocus())
        (event->modifiers().testFlag(Qt::ShiftModifier) ? m_previous : m_next).trigger();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ic
