#include "ui/table/findbar.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int FieldWidth = 226;

} // namespace

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_count(secondaryLabel({}, this))
{
    setObjectName(u"findBar"_s);
    m_field->setObjectName(u"tableFind"_s);
    m_field->setPlaceholderText(tr("Find in the loaded rows"));
    m_field->setAccessibleName(tr("Find in the loaded rows"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_field->setMaximumWidth(FieldWidth);
    m_field->installEventFilter(this);
    m_count->setObjectName(u"tableFindCount"_s);
    m_count->setToolTip(tr("Only rows that are loaded are looked through: those on the screen and "
                           "near it. The search field above asks the tenant."));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    const auto add = [&](const QString& name, const QString& iconName, const QString& text) {
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setIcon(icon(iconName));
        button->setAutoRaise(true);
        button->setToolTip(text);
        button->setAccessibleName(text);
        layout->addWidget(button);
        return button;
    };
    m_previous = add(
        u"tableFindPrevious"_s, u"chevron-up"_s, tr("Previous row (Shift+Enter or Shift+F3)"));
    m_next = add(u"tableFindNext"_s, u"chevron-down"_s, tr("Next row (Enter or F3)"));
    layout->addSpacing(4);
    layout->addWidget(m_count);
    layout->addStretch(1);
    QToolButton* close = add(u"tableFindClose"_s, u"x"_s, tr("Close (Esc)"));
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    setCount({}, false);
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::takeFocus()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::setCount(const QString& text, bool isFound)
{
    m_count->setText(text);
    m_count->setAccessibleName(text);
    m_field->setAccessibleDescription(text);
    m_previous->setEnabled(isFound);
    m_next->setEnabled(isFound);
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).separator);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape)
        emit closed();
    else if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return false;
    else if (key->modifiers().testFlag(Qt::ShiftModifier))
        emit previousRequested();
    else
        emit nextRequested();
    return true;
}

} // namespace ic
