#include "ui/selectionbar.h"

#include "ui/text.h"
#include "ui/theme.h"

#include "models/identitytablemodel.h"
#include "models/selectionstore.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QToolButton* link(const QString& text, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(u"link"_s);
    button->setText(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("role", name);
    return button;
}

QString countText(const SelectionStore& selection)
{
    const qint64 count = selection.count();
    if (!selection.isAllMatching())
        return count == 0 ? u"0 selected"_s : u"%1 selected"_s.arg(numberText(count));
    const qsizetype except = selection.ids().size();
    const QString all = numberText(count + except);
    QString text = except == 0
        ? u"All %1 matching selected"_s.arg(all)
        : u"All %1 matching except %2 selected"_s.arg(all, numberText(except));
    if (!selection.knows())
        text += u" in another view"_s;
    return text;
}

} // namespace

SelectionBar::SelectionBar(
    SelectionStore& selection, IdentityTableModel& model, QWidget* parent)
    : QFrame(parent)
    , m_selection(selection)
    , m_model(model)
    , m_rows(link(u"Select rows on screen"_s, u"rows"_s, this))
    , m_count(plainLabel({}, this))
    , m_all(link({}, u"all"_s, this))
    , m_back(link(u"Show that view"_s, u"back"_s, this))
    , m_clear(link(u"Clear"_s, u"clear"_s, this))
{
    setObjectName(u"selectionBar"_s);
    m_count->setAccessibleName(u"Selection"_s);
    m_count->setObjectName(u"selectionCount"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addWidget(m_rows);
    layout->addWidget(m_all);
    layout->addWidget(m_back);
    layout->addWidget(m_clear);
    layout->addStretch();
    setFixedHeight(32);

    connect(m_rows, &QToolButton::clicked, this, &SelectionBar::rowsOnScreenRequested);
    connect(m_all, &QToolButton::clicked, this, &SelectionBar::allMatchingRequested);
    connect(m_back, &QToolButton::clicked, this, &SelectionBar::selectedViewRequested);
    connect(m_clear, &QToolButton::clicked, this, &SelectionBar::noneRequested);
    connect(&m_selection, &SelectionStore::changed, this, &SelectionBar::refresh);
    connect(&m_model, &IdentityTableModel::stateChanged, this, &SelectionBar::refresh);
    refresh();
}

void SelectionBar::setEdgeColor(const QColor& color)
{
    m_edge = color;
    update();
}

void SelectionBar::refresh()
{
    const qint64 matching = m_model.rowCount();
    const bool everything = m_selection.isAllMatching() && m_selection.knows()
        && m_selection.ids().isEmpty();
    m_count->setText(countText(m_selection));
    QFont countFont = font();
    countFont.setWeight(m_selection.isEmpty() ? QFont::Normal : QFont::DemiBold);
    m_count->setFont(countFont);
    m_rows->setVisible(matching > 0 && m_selection.knows() && !everything);
    m_all->setText(u"Select all %1 matching"_s.arg(numberText(matching)));
    m_all->setAccessibleName(m_all->text());
    m_all->setVisible(matching > 0 && !everything);
    m_back->setVisible(!m_selection.knows());
    m_clear->setVisible(!m_selection.isEmpty());
    update();
}

void SelectionBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    painter.fillRect(rect(), m_selection.isEmpty() ? palette().color(QPalette::Window)
                                                   : colors.tickedRow);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.separator);
    painter.fillRect(QRect(0, 0, width(), 1), colors.separator);
    if (!m_selection.isEmpty() && m_edge.isValid())
        painter.fillRect(QRect(0, 0, 3, height()), m_edge);
}

} // namespace ic
