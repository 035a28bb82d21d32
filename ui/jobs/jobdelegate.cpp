#include "ui/jobs/jobdelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/linetext.h"
#include "ui/parts/theme.h"

#include "models/jobs/jobsmodel.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int JobRowHeight = 32;
constexpr int JobPadding = 6;
constexpr int BarWidth = 96;
constexpr int JobBarHeight = 13;
constexpr qreal BarRadius = 2;
constexpr int BarGap = 10;
constexpr int JobIconSide = 14;
constexpr int JobIconGap = 7;

struct StateLook
{
    QString icon = {};
    Tone tone = Tone::Neutral;
};

StateLook lookOf(const JobSnapshot& job)
{
    switch (job.state) {
    case JobState::Planned:
        return { u"clock"_s, Tone::Neutral };
    case JobState::Running:
        return { u"loader"_s, Tone::Info };
    case JobState::Following:
        return { u"activity"_s, Tone::Info };
    case JobState::Waiting:
        return { u"clock"_s, Tone::Warning };
    case JobState::PausedByPerson:
        return { u"circle-pause"_s, Tone::Neutral };
    case JobState::PausedOffline:
        return { u"cloud-off"_s, Tone::Warning };
    case JobState::PausedSignIn:
        return { u"key-round"_s, Tone::Warning };
    case JobState::PausedReadOnly:
        return { u"lock"_s, Tone::Neutral };
    case JobState::PausedJournal:
    case JobState::Interrupted:
    case JobState::DoneWithErrors:
        return { u"triangle-alert"_s, Tone::Warning };
    case JobState::Done:
        return { u"circle-check"_s, Tone::Ok };
    case JobState::DoneWithSkips:
        return { u"circle-minus"_s, Tone::Neutral };
    case JobState::Cancelled:
        return { u"circle-slash"_s, Tone::Neutral };
    case JobState::Failed:
        return { u"circle-x"_s, Tone::Danger };
    case JobState::Abandoned:
        return { u"triangle-alert"_s, Tone::Warning };
    }
    Q_UNREACHABLE();
}

const JobSnapshot& jobOf(const QModelIndex& index)
{
    return static_cast<const JobsModel*>(index.model())->job(index.row());
}

void drawText(QPainter& painter, const QStyleOptionViewItem& option, int left, const QString& text)
{
    QRect place = option.rect.adjusted(0, 0, -JobPadding, 0);
    place.setLeft(left);
    const bool current = option.state & QStyle::State_Selected;
    painter.setPen(current ? themeColors(option.palette).currentRowText
                           : option.palette.color(QPalette::Text));
    painter.setFont(option.font);
    paintLine(painter, place, Qt::AlignLeft, text);
}

} // namespace

void JobDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    if (index.column() != JobsModel::Progress && index.column() != JobsModel::State) {
        QStyledItemDelegate::paint(painter, given, index);
        return;
    }
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.column() == JobsModel::Progress)
        paintProgress(*painter, option, index);
    else
        paintState(*painter, option, index);
    painter->restore();
}

void JobDelegate::paintProgress(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    QRectF bar(option.rect.left() + JobPadding, option.rect.center().y() - JobBarHeight / 2 + 0.5,
        BarWidth, JobBarHeight);
    painter.setPen(QPen(colors.controlBorder, 1));
    painter.setBrush(option.palette.color(QPalette::Base));
    painter.drawRoundedRect(bar, BarRadius, BarRadius);
    const int done = index.data(JobsModel::ProgressRole).toInt();
    if (done > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isPaused(jobOf(index).state)
                ? toneColors(Tone::Neutral, option.palette).text
                : colors.accent);
        QRectF filled = bar.adjusted(1.5, 1.5, -1.5, -1.5);
        filled.setWidth(std::max<qreal>(BarRadius, filled.width() * done / 1000));
        painter.drawRect(filled);
    }
    drawText(painter, option, static_cast<int>(bar.right()) + BarGap,
        index.data(Qt::DisplayRole).toString());
}

void JobDelegate::paintState(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const StateLook look = lookOf(jobOf(index));
    const bool current = option.state & QStyle::State_Selected;
    const QColor color = current ? themeColors(option.palette).currentRowText
                                 : toneColors(look.tone, option.palette).text;
    const QRect picture(option.rect.left() + JobPadding,
        option.rect.center().y() - JobIconSide / 2 + 1, JobIconSide, JobIconSide);
    paintIcon(painter, picture, look.icon, color);
    drawText(painter, option, picture.right() + JobIconGap, index.data(Qt::DisplayRole).toString());
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(JobRowHeight);
    if (index.column() == JobsModel::Progress)
        size.rwidth() += BarWidth + BarGap + JobPadding;
    else if (index.column() == JobsModel::State)
        size.rwidth() += JobIconSide + JobIconGap + JobPadding;
    return size;
}

} // namespace ic
