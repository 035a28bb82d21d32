#include "ui/filter/expressionedit.h"

#include "ui/filter/suggestionlist.h"
#include "ui/parts/theme.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qreal WaveStep = 2;
constexpr qreal WaveHeight = 1.5;

QPainterPath wave(qreal from, qreal to, qreal y)
{
    QPainterPath path(QPointF(from, y));
    bool up = true;
    for (qreal x = from + WaveStep; x < to + WaveStep; x += WaveStep, up = !up)
        path.lineTo(std::min(x, to), up ? y - WaveHeight : y + WaveHeight);
    return path;
}

} // namespace

ExpressionEdit::ExpressionEdit(QWidget* parent)
    : QLineEdit(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setReach(FilterReach::ListApi, {});
    setAccessibleName(tr("Filter expression"));
    setClearButtonEnabled(true);
    setObjectName(u"expression"_s);
    connect(this, &QLineEdit::textEdited, this, &ExpressionEdit::suggest);
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (text().isEmpty())
            closeSuggestions();
    });
}

ExpressionEdit::~ExpressionEdit() = default;

void ExpressionEdit::setReach(FilterReach reach, const QStringList& attributes)
{
    m_reach = reach;
    m_attributes = attributes;
    setPlaceholderText(reach == FilterReach::ListApi
            ? u"alias sw \"ma\" and cloudStatus eq \"LOCKED\""_s
            : u"attributes.department eq \"Sales\" and lastRefresh lt now-30d"_s);
}

void ExpressionEdit::setMistake(qsizetype position, qsizetype length)
{
    m_mistakePosition = position;
    m_mistakeLength = length;
    update();
}

void ExpressionEdit::setFill(const QColor& fill)
{
    QPalette own = window()->palette();
    own.setColor(QPalette::Base, fill);
    setPalette(own);
}

void ExpressionEdit::suggest()
{
    const FilterCompletion completion
        = completeFilter(text(), cursorPosition(), m_reach, m_attributes);
    if (completion.suggestions.isEmpty() || !hasFocus()) {
        closeSuggestions();
        return;
    }
    if (m_suggestions == nullptr) {
        m_suggestions = new SuggestionList(window());
        connect(m_suggestions, &SuggestionList::chosen, this, &ExpressionEdit::insertSuggestion);
    }
    QPoint at = mapTo(window(), QPoint(cursorRect().center().x(), height() + 2));
    if (m_below != nullptr && m_below->isVisible())
        at.setY(m_below->mapTo(window(), QPoint(0, m_below->height())).y());
    m_suggestions->offer(completion.suggestions, at);
}

void ExpressionEdit::insertSuggestion(const QString& suggestion)
{
    const FilterCompletion completion
        = completeFilter(text(), cursorPosition(), m_reach, m_attributes);
    const QString rest = text().mid(completion.position + completion.length);
    // A parenthesis waits for what it holds; everything else is followed by more.
    const bool space = suggestion != u"("_s && !rest.startsWith(u' ');
    setSelection(static_cast<int>(completion.position), static_cast<int>(completion.length));
    insert(space ? suggestion + u' ' : suggestion);
    if (!space && rest.startsWith(u' '))
        setCursorPosition(cursorPosition() + 1);
    suggest();
}

void ExpressionEdit::closeSuggestions()
{
    if (m_suggestions != nullptr)
        m_suggestions->hide();
}

bool ExpressionEdit::takeHighlighted()
{
    const QString chosen = m_suggestions == nullptr ? QString() : m_suggestions->highlighted();
    if (chosen.isEmpty())
        return false;
    insertSuggestion(chosen);
    return true;
}

void ExpressionEdit::keyPressEvent(QKeyEvent* event)
{
    const bool open = m_suggestions != nullptr && m_suggestions->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!open)
            suggest();
        else
            m_suggestions->move(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    case Qt::Key_Space:
        if (event->modifiers() & Qt::ControlModifier) {
            suggest();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (takeHighlighted())
            return;
        closeSuggestions();
        break;
    case Qt::Key_Escape:
        if (open)
            closeSuggestions();
        else
            emit escaped();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        closeSuggestions();
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

bool ExpressionEdit::focusNextPrevChild(bool next)
{
    if (next && takeHighlighted())
        return true;
    return QLineEdit::focusNextPrevChild(next);
}

void ExpressionEdit::focusOutEvent(QFocusEvent* event)
{
    closeSuggestions();
    QLineEdit::focusOutEvent(event);
}

void ExpressionEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (m_mistakePosition < 0 || text().isEmpty())
        return;
    // QLineEdit tells only where the caret is; from there the same layout tells the rest.
    QTextLayout layout(text(), font());
    QTextOption option;
    option.setTextDirection(text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    const auto xOf = [&](qsizetype position) {
        return line.cursorToX(static_cast<int>(std::min(position, text().size())));
    };
    const qreal origin = cursorRect().center().x() - xOf(cursorPosition());
    qreal from = xOf(m_mistakePosition);
    qreal to = from;
    for (qsizetype i = m_mistakePosition; i <= m_mistakePosition + m_mistakeLength; ++i) {
        from = std::min(from, xOf(i));
        to = std::max(to, xOf(i));
    }
    if (m_mistakeLength == 0)
        to = from + fontMetrics().horizontalAdvance(u' ');
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(4, 0, isClearButtonEnabled() ? -24 : -4, 0));
    painter.setPen(QPen(themeColors(palette()).errorText, 1.2));
    const qreal y = (height() + fontMetrics().height()) / 2.0 + 0.5;
    painter.drawPath(wave(origin + from, origin + to, std::min(y, height() - 4.0)));
}

} // namespace ic
