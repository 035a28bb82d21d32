#include "ui/table/selectionbar.h"

#include "ui/parts/elidedlabel.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "base/wording.h"
#include "models/selection/selectionreach.h"
#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

LinkButton* link(const QString& text, QWidget* parent)
{
    auto* button = new LinkButton(text, parent);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString boxIcon(Qt::CheckState state)
{
    switch (state) {
    case Qt::Unchecked:
        return u"square"_s;
    case Qt::PartiallyChecked:
        return u"square-minus"_s;
    case Qt::Checked:
        return u"square-check"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

SelectionBar::SelectionBar(const SelectionStore& selection, const IdentityTableModel& model,
    const SelectionReach& reach, const QColor& edge, QWidget* parent)
    : QFrame(parent)
    , m_selection(selection)
    , m_model(model)
    , m_reach(reach)
    , m_edge(edge)
    , m_box(new QToolButton(this))
    , m_count(new ElidedLabel(this))
    , m_all(link({}, this))
    , m_only(link({}, this))
    , m_clear(link(tr("Clear"), this))
    , m_columns(new QToolButton(this))
    , m_density(new QToolButton(this))
{
    setObjectName(u"selectionBar"_s);
    m_count->setAccessibleName(tr("Selection"));
    m_count->setObjectName(u"selectionCount"_s);
    m_only->setObjectName(u"selectedOnly"_s);
    makeMenus();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->setSpacing(8);
    layout->addWidget(m_box);
    layout->addWidget(m_count);
    layout->addWidget(m_all);
    layout->addWidget(m_only);
    layout->addWidget(m_clear);
    layout->addStretch();
    layout->addWidget(m_columns);
    layout->addWidget(m_density);
    setFixedHeight(32);

    connect(m_all, &LinkButton::clicked, this, &SelectionBar::allMatchingRequested);
    connect(m_only, &LinkButton::clicked, this, &SelectionBar::selectedOnlyToggled);
    connect(m_clear, &LinkButton::clicked, this, &SelectionBar::noneRequested);
    connect(m_columns, &QToolButton::clicked, this, &SelectionBar::columnsRequested);
    connect(&m_selection, &SelectionStore::changed, this, &SelectionBar::refresh);
    connect(&m_model, &IdentityTableModel::stateChanged, this, &SelectionBar::refresh);
    connect(&m_reach, &SelectionReach::changed, this, &SelectionBar::refresh);
    refresh();
}

void SelectionBar::makeMenus()
{
    auto* menu = new QMenu(m_box);
    const auto item = [menu](const QString& text, auto target, auto signal) {
        QAction* made = menu->addAction(text);
        QObject::connect(made, &QAction::triggered, target, signal);
        return made;
    };
    m_menuRows = item({}, this, &SelectionBar::rowsOnScreenRequested);
    m_menuAll = item({}, this, &SelectionBar::allMatchingRequested);
    m_menuInvert = item(tr("Invert rows on screen"), this, &SelectionBar::invertRequested);
    m_menuOnly = item({}, this, &SelectionBar::selectedOnlyToggled);
    menu->addSeparator();
    m_menuNone = item(tr("None", "selection"), this, &SelectionBar::noneRequested);
    m_box->setMenu(menu);
    m_box->setPopupMode(QToolButton::MenuButtonPopup);
    m_box->setProperty(FramedProperty, true);
    m_box->setIcon(icon(boxIcon(Qt::Unchecked)));
    m_box->setToolTip(tr("Select the rows on screen (Ctrl+A)"));
    m_box->setAccessibleName(tr("Select the rows on screen"));
    m_box->setObjectName(u"selectionBox"_s);
    connect(m_box, &QToolButton::clicked, this, &SelectionBar::rowsOnScreenRequested);

    m_columns->setText(tr("Columns"));
    m_columns->setIcon(icon(u"columns-3"_s));
    m_tools += m_columns;
    m_columns->setAutoRaise(true);
    m_columns->setObjectName(u"columnsButton"_s);
    m_columns->setToolTip(tr("Choose and order the columns"));
    auto* densities = new QMenu(m_density);
    auto* group = new QActionGroup(densities);
    const auto density = [&](const QString& text, Density value) {
        QAction* made = group->addAction(text);
        made->setCheckable(true);
        made->setChecked(value == Density::Normal);
        made->setData(static_cast<int>(value));
        densities->addAction(made);
        connect(made, &QAction::triggered, this, [this, value] { emit densityRequested(value); });
    };
    density(tr("Compact rows"), Density::Compact);
    density(tr("Normal rows"), Density::Normal);
    density(tr("Comfortable rows"), Density::Comfortable);
    m_density->setMenu(densities);
    m_density->setPopupMode(QToolButton::InstantPopup);
    m_density->setIcon(icon(u"rows-3"_s));
    m_density->setAutoRaise(true);
    m_density->setToolTip(tr("Row height"));
    m_density->setAccessibleName(tr("Row height"));
    m_density->setObjectName(u"densityButton"_s);
}

void SelectionBar::addTool(QAction& action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(&action);
    button->setAutoRaise(true);
    button->setObjectName(action.objectName() + u"Button"_s);
    static_cast<QHBoxLayout*>(layout())->addWidget(button);
    m_tools += button;
    const auto follow = [this, button, &action] {
        button->setVisible(action.isVisible());
        fit();
    };
    connect(&action, &QAction::changed, button, follow);
    follow();
}

void SelectionBar::setDensity(Density density)
{
    for (QAction* action : m_density->menu()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(density));
}

void SelectionBar::setShowingSelectedOnly(bool on)
{
    m_selectedOnly = on;
    refresh();
}

void SelectionBar::setScreenState(Qt::CheckState state, int rows)
{
    // Each setIcon() lays the bar out anew, and this comes with every step of scrolling.
    if (std::exchange(m_screenState, state) != state)
        m_box->setIcon(icon(boxIcon(state)));
    if (std::exchange(m_rowsOnScreen, rows) == rows)
        return;
    m_menuRows->setText(tr("Rows on screen (%1)").arg(rows));
}

void SelectionBar::setBusyText(const QString& text)
{
    m_busy = text;
    refresh();
}

QString SelectionBar::countText() const
{
    if (!m_busy.isEmpty())
        return m_busy;
    const qint64 count = m_selection.count();
    if (!m_selection.isAllMatching()) {
        const auto outside = m_reach.outside();
        return outside && *outside > 0 && !m_selectedOnly
            ? tr("%1 selected, %2 not in this view").arg(numberText(count), numberText(*outside))
            : tr("%1 selected").arg(numberText(count));
    }
    const qsizetype except = m_selection.ids().size();
    const QString all = numberText(count + except);
    const bool here = m_selection.knows();
    if (except == 0)
        return here ? tr("All %1 matching selected").arg(all)
                    : tr("All %1 matching selected in another view").arg(all);
    const QString text = here ? tr("All %1 matching except %2 selected")
                              : tr("All %1 matching except %2 selected in another view");
    return text.arg(all, numberText(except));
}

void SelectionBar::refresh()
{
    const qint64 matching = m_model.rowCount();
    const bool everything
        = m_selection.isAllMatching() && m_selection.knows() && m_selection.ids().isEmpty();
    const bool some = !m_selection.isEmpty();
    m_count->setText(countText());
    QFont countFont = font();
    countFont.setWeight(some ? QFont::DemiBold : QFont::Normal);
    m_count->setFont(countFont);
    m_all->setText(tr("Select all %1 matching").arg(numberText(matching)));
    m_all->setAccessibleName(m_all->text());
    // "All matching" needs a number that can be trusted.
    const bool countable = matching > 0 && m_model.isTotalExact() && !m_selectedOnly;
    m_offersAll = countable && !everything && m_busy.isEmpty();
    m_menuRows->setText(tr("Rows on screen (%1)").arg(m_rowsOnScreen));
    m_menuRows->setEnabled(matching > 0 && m_selection.knows());
    m_menuAll->setText(tr("All %1 matching").arg(numberText(matching)));
    m_menuAll->setEnabled(countable);
    m_menuInvert->setEnabled(matching > 0 && m_selection.knows());
    m_menuNone->setEnabled(some);
    QString only = tr("Show selected only");
    if (m_selectedOnly)
        only = tr("Back to the view");
    else if (!m_selection.knows())
        only = tr("Show that view");
    m_only->setText(only);
    m_only->setAccessibleName(only);
    m_offersOnly
        = m_selectedOnly || (some && (!m_selection.isAllMatching() || !m_selection.knows()));
    m_menuOnly->setText(only);
    m_menuOnly->setEnabled(m_offersOnly);
    m_clear->setText(m_busy.isEmpty() ? tr("Clear") : tr("Stop"));
    m_clear->setVisible(some || !m_busy.isEmpty());
    fit();
    update();
}

void SelectionBar::fit()
{
    const auto fits = [this](int step) {
        for (QToolButton* tool : std::as_const(m_tools)) {
            tool->setToolButtonStyle(
                step > 0 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        }
        m_all->setVisible(m_offersAll && step < 2);
        m_only->setVisible(m_offersOnly && (step < 3 || m_selectedOnly));
        return layout()->sizeHint().width() <= width();
    };
    int step = 0;
    while (!fits(step) && step < 3)
        ++step;
}

void SelectionBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

void SelectionBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    painter.fillRect(
        rect(), m_selection.isEmpty() ? palette().color(QPalette::Window) : colors.tickedRow);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.separator);
    painter.fillRect(QRect(0, 0, width(), 1), colors.separator);
    if (!m_selection.isEmpty())
        painter.fillRect(QRect(0, 0, 3, height()), m_edge);
}

} // namespace ic
