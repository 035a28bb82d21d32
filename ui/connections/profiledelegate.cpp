#include "ui/connections/profiledelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Bar = 4;
constexpr int ProfileIconSide = 16;
constexpr int ProfileMargin = 8;
constexpr int Padding = 5; // above and below the two lines
constexpr int ProfileTextLeft = Bar + ProfileMargin + ProfileIconSide + ProfileMargin;

QFont strongFont(const QFont& font)
{
    QFont own = font;
    own.setWeight(QFont::DemiBold);
    return own;
}

QFont caption(const QFont& font)
{
    QFont own = font;
    own.setPixelSize(std::max(9, QFontInfo(font).pixelSize() - 2));
    return own;
}

} // namespace

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return { 120,
        QFontMetrics(strongFont(option.font)).height() + QFontMetrics(caption(option.font)).height()
            + 2 * Padding };
}

void ProfileDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const ThemeColors& colors = themeColors(option.palette);
    const bool isCurrent = option.state & QStyle::State_Selected;
    const auto environment = static_cast<Environment>(index.data(EnvironmentRole).toInt());
    const QRect& all = option.rect;
    const auto mirrored
        = [&](const QRect& rect) { return QStyle::visualRect(option.direction, all, rect); };
    if (isCurrent)
        painter->fillRect(all, colors.currentRow);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(all, colors.tickedRow);
    painter->fillRect(
        mirrored(QRect(all.left(), all.top(), Bar, all.height())), bandColors(environment).fill);

    const QColor text = isCurrent ? colors.currentRowText : option.palette.color(QPalette::Text);
    const QColor quiet = isCurrent ? colors.currentRowText : colors.secondaryText;
    const int middle = all.center().y() - ProfileIconSide / 2 + 1;
    paintIcon(*painter,
        mirrored(QRect(all.left() + Bar + ProfileMargin, middle, ProfileIconSide, ProfileIconSide)),
        bandIcon(environment), text);
    const bool isReadOnly = index.data(ReadOnlyRole).toBool();
    const QRect lock(all.right() - ProfileMargin - ProfileIconSide + 1, middle, ProfileIconSide,
        ProfileIconSide);
    paintIcon(*painter, mirrored(lock), isReadOnly ? u"lock"_s : u"lock-open"_s, quiet);

    const int width = lock.left() - ProfileMargin - all.left() - ProfileTextLeft;
    const auto write = [&](const QFont& font, int top, const QColor& color, const QString& words) {
        painter->setFont(font);
        painter->setPen(color);
        const QFontMetrics metrics(font);
        QString line = words;
        line.replace(u'\n', u' ');
        painter->drawText(
            mirrored(QRect(all.left() + ProfileTextLeft, top, width, metrics.height())),
            Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
            metrics.elidedText(line, Qt::ElideRight, width));
        return top + metrics.height();
    };
    const QString name = index.data().toString();
    QFont nameFont = strongFont(option.font);
    nameFont.setItalic(name.isEmpty());
    int top = all.top() + Padding;
    top = write(nameFont, top, text, name.isEmpty() ? tr("New connection") : name);
    const QString mark = index.data(MarkRole).toString();
    const QString word = environmentWord(environment);
    write(caption(option.font), top, quiet, mark.isEmpty() ? word : word + u" · "_s + mark);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colors.accent, 2));
        painter->drawRect(all.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

} // namespace ic
