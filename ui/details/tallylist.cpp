#include "ui/details/tallylist.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TallyListIconSide = 16;
constexpr int WordLeft = TallyListIconSide + 10;
constexpr int BarLeft = 128;
constexpr int BarHeight = 7;
constexpr int NumberWidth = 64;

} // namespace

TallyList::TallyList(const QString& name, QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int TallyList::rowHeight() const
{
    return std::max(23, fontMetrics().height() + 6);
}

QSize TallyList::sizeHint() const
{
    return { 260, rowHeight() * static_cast<int>(m_groups.size()) };
}

void TallyList::setGroups(const QList<SelectionSummary::Group>& groups)
{
    m_groups = groups;
    QStringList said;
    for (const SelectionSummary::Group& group : groups)
        said += u"%1 %2"_s.arg(group.look.word, numberText(group.count));
    setAccessibleDescription(said.join(u", "_s));
    updateGeometry();
    update();
}

void TallyList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    const QColor text = palette().color(QPalette::WindowText);
    qint64 whole = 0;
    for (const SelectionSummary::Group& group : m_groups)
        whole += group.count;
    QRect row(0, 0, width(), rowHeight());
    for (const SelectionSummary::Group& group : m_groups) {
        if (!group.look.icon.isEmpty()) { // no state, no mark
            paintIcon(painter,
                QRect(0, row.center().y() - TallyListIconSide / 2 + 1, TallyListIconSide,
                    TallyListIconSide),
                group.look.icon, text);
        }
        painter.setPen(text);
        const QRect word(WordLeft, row.top(), BarLeft - WordLeft - 8, row.height());
        painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            fontMetrics().elidedText(group.look.word, Qt::ElideRight, word.width()));
        painter.drawText(
            row, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, numberText(group.count));
        const QRect track(BarLeft, row.center().y() - BarHeight / 2,
            std::max(0, row.width() - NumberWidth - BarLeft), BarHeight);
        painter.fillRect(track, colors.skeleton);
        const auto filled
            = static_cast<int>(track.width() * group.count / std::max<qint64>(1, whole));
        painter.fillRect(
            QRect(track.topLeft(), QSize(std::max(2, filled), BarHeight)), colors.controlBorder);
        row.translate(0, row.height());
    }
}

} // namespace ic
