#include "ui/parts/lockbutton.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include "models/operations/changelock.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LockButtonHeight = 20;
constexpr int LockButtonPadding = 8;
constexpr int LockButtonGap = 6;
constexpr int IconSize = 14;

} // namespace

LockButton::LockButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(u"lockButton"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void LockButton::setLock(const ChangeLock& lock, Environment environment)
{
    m_lock = &lock;
    m_environment = environment;
    connect(&lock, &ChangeLock::changed, this, &LockButton::describe);
    describe();
}

QString LockButton::note() const
{
    const int minutes = m_lock == nullptr ? -1 : m_lock->minutesLeft();
    return minutes < 0 ? QString() : tr("locks again in %1 min").arg(minutes);
}

void LockButton::describe()
{
    const bool locked = m_lock->isLocked();
    const bool fixed = m_lock->kind() == ChangeLock::Kind::Fixed;
    setText(locked ? tr("READ-ONLY") : tr("CHANGES ALLOWED"));
    setEnabled(!fixed);
    setToolTip(fixed ? m_lock->refusal()
            : locked ? tr("Allow changes… (Ctrl+Shift+L)")
                     : tr("Lock: refuse every change (Ctrl+Shift+L)"));
    setAccessibleName(locked ? tr("Read-only") : tr("Changes allowed"));
    QString description = toolTip();
    if (!note().isEmpty())
        description = note() + u". "_s + description;
    setAccessibleDescription(description);
    updateGeometry();
    update();
}

QSize LockButton::sizeHint() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    int width = LockButtonPadding + IconSize + LockButtonGap
        + QFontMetrics(strong).horizontalAdvance(text()) + LockButtonPadding;
    if (!note().isEmpty())
        width += LockButtonGap + QFontMetrics(font()).horizontalAdvance(note());
    return { width + 2, LockButtonHeight };
}

void LockButton::paintEvent(QPaintEvent*)
{
    const ColorPair colors = bandColors(m_environment);
    const bool locked = m_lock == nullptr || m_lock->isLocked();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = colors.text;
    fill.setAlphaF(isDown() ? 0.30F : underMouse() && isEnabled() ? 0.18F : 0.0F);
    painter.setBrush(fill);
    painter.setPen(QPen(colors.text, hasFocus() ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    int x = LockButtonPadding + 1;
    paintIcon(painter, QRect(x, (height() - IconSize) / 2, IconSize, IconSize),
        locked ? u"lock"_s : u"lock-open"_s, colors.text);
    x += IconSize + LockButtonGap;
    painter.setPen(colors.text);
    const auto write = [&](const QString& words, QFont::Weight weight) {
        QFont own = font();
        own.setWeight(weight);
        painter.setFont(own);
        painter.drawText(QRect(x, 0, width() - x, height()),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, words);
        x += painter.fontMetrics().horizontalAdvance(words) + LockButtonGap;
    };
    write(text(), QFont::DemiBold);
    write(note(), QFont::Normal);
}

} // namespace ic
