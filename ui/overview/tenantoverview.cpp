#include "ui/overview/tenantoverview.h"

#include "ui/overview/figurecard.h"
#include "ui/overview/recentjobs.h"
#include "ui/parts/agetimer.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/savelist.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/table/connectionstatus.h"

#include <QHBoxLayout>
#include <QImage>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RoomyWidth = 760;
constexpr int TenantOverviewGap = 16;
constexpr int PictureScale = 2;
constexpr int PictureHead = 64;

} // namespace

TenantOverview::TenantOverview(const UiServices& services, ViewCounts& counts, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_counts(counts)
{
    setObjectName(u"overview"_s);
    setAccessibleName(tr("Overview"));
    const auto add = [this](const IdentityQuery& query) {
        if (!m_queries.contains(query))
            m_queries += query;
    };
    add(everybody());
    for (const FigureGroup& group : m_groups) {
        add(group.whole);
        for (const TenantFigure& figure : group.figures)
            add(figure.query);
    }

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(makeContent());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(scroll, 1);

    new AgeTimer(this, &TenantOverview::refresh);
    connect(&m_counts, &ViewCounts::changed, this, &TenantOverview::refresh);
    connect(&services.status, &ConnectionStatus::changed, this, &TenantOverview::followConnection);
    refresh();
}

QWidget* TenantOverview::makeHead()
{
    auto* head = new QWidget(this);
    m_total = new ElidedLabel(head);
    m_total->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setTone(*m_total, Tone::Neutral);
    m_total->setObjectName(u"overviewTotal"_s);
    m_age = secondaryLabel({}, head);
    m_age->setObjectName(u"overviewAge"_s);
    m_again = new LinkButton(tr("Count again"), head);
    m_again->setObjectName(u"overviewCountAgain"_s);
    m_again->setToolTip(tr("%Ln requests, which wait for whatever a person asks for (F5)",
        "%Ln request, which waits for whatever a person asks for (F5)",
        static_cast<int>(m_queries.size())));
    connect(m_again, &LinkButton::clicked, this, &TenantOverview::countAgain);
    const auto button = [&](const QString& name, const QString& iconName, const QString& text,
                            const QString& toolTip) {
        auto* made = new QPushButton(icon(iconName), text, head);
        made->setObjectName(name);
        made->setAutoDefault(false);
        made->setToolTip(toolTip);
        return made;
    };
    auto* save = button(u"overviewPicture"_s, u"download"_s, tr("Save picture…"),
        tr("Save the overview as a PNG picture"));
    connect(save, &QPushButton::clicked, this, &TenantOverview::savePicture);
    auto* table = button(
        u"overviewLeave"_s, u"rows-3"_s, tr("Show table"), tr("Back to the table as it was (Esc)"));
    connect(table, &QPushButton::clicked, this, &TenantOverview::left);
    auto* layout = new FlowLayout; // what does not fit beside each other goes below
    auto* margins = new QVBoxLayout(head);
    margins->setContentsMargins(TenantOverviewGap, 8, TenantOverviewGap, 8);
    margins->addLayout(layout);
    QWidget* const title = titleLabel(tr("Overview"), head);
    for (QWidget* part : { title, static_cast<QWidget*>(m_total), static_cast<QWidget*>(m_age),
             static_cast<QWidget*>(m_again), static_cast<QWidget*>(save),
             static_cast<QWidget*>(table) })
        layout->insertWidget(layout->count(), part);
    return head;
}

QWidget* TenantOverview::makeContent()
{
    m_content = new QWidget;
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(TenantOverviewGap);
    auto* right = new QVBoxLayout;
    right->setSpacing(TenantOverviewGap);
    m_columns->addWidget(addCard(m_groups.first()), 5);
    m_columns->addLayout(right, 4);
    for (qsizetype i = 1; i < m_groups.size(); ++i)
        right->addWidget(addCard(m_groups.at(i)));
    right->addStretch();
    auto* jobs = new RecentJobs(m_services, m_content);
    connect(jobs, &RecentJobs::jobRequested, this, &TenantOverview::jobRequested);
    connect(jobs, &RecentJobs::activityRequested, this, &TenantOverview::activityRequested);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(TenantOverviewGap, 4, TenantOverviewGap, TenantOverviewGap);
    layout->setSpacing(TenantOverviewGap);
    layout->addLayout(m_columns);
    layout->addWidget(jobs);
    layout->addStretch();
    return m_content;
}

FigureCard* TenantOverview::addCard(const FigureGroup& group)
{
    auto* card = new FigureCard(group, m_content);
    connect(card, &FigureCard::chosen, this, &TenantOverview::viewRequested);
    m_cards += card;
    return card;
}

void TenantOverview::takeFocus()
{
    m_content->setFocus(Qt::ShortcutFocusReason);
    m_content->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
}

void TenantOverview::countAgain()
{
    for (const IdentityQuery& query : std::as_const(m_queries))
        m_counts.ask(query);
}

void TenantOverview::renew()
{
    m_isOutdated = !isVisible();
    if (!m_isOutdated)
        m_counts.renew(m_queries);
}

void TenantOverview::countMissing(bool failed)
{
    if (isVisible())
        m_counts.askMissing(m_queries, failed);
}

void TenantOverview::followConnection()
{
    const bool offline = m_services.status.current().link == NetStatus::Link::Offline;
    if (std::exchange(m_wasOffline, offline) && !offline)
        countMissing(true);
}

void TenantOverview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isOutdated, false))
        m_counts.renew(m_queries);
    countMissing();
    refresh();
}

void TenantOverview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(
        width() < RoomyWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void TenantOverview::refresh()
{
    if (!isVisible())
        return;
    const QDateTime now = m_services.clock.utcNow();
    for (FigureCard* card : std::as_const(m_cards))
        card->showCounts(m_counts, now);
    const ViewCounts::Count all = m_counts.of(everybody());
    const QString tenant = shownLine(m_services.tenant.name);
    m_total->setText(all.number
            ? tr("%1 in %2", "identities, a tenant").arg(identitiesText(*all.number), tenant)
            : tenant);
    m_age->setText(ageText());
}

QString TenantOverview::ageText() const
{
    int asked = 0;
    int failed = 0;
    QList<ViewCounts::Count> counts;
    for (const IdentityQuery& query : m_queries) {
        counts += m_counts.of(query);
        asked += counts.constLast().isAsked ? 1 : 0;
        failed += counts.constLast().problem.isEmpty() ? 0 : 1;
    }
    if (asked > 0)
        return tr("Counting, %Ln requests left…", "Counting, %Ln request left…", asked);
    if (failed > 0)
        return tr("%Ln could not be counted.", "%Ln could not be counted.", failed);
    if (const QString age = countAgeText(counts, m_services.clock.utcNow()); !age.isEmpty())
        return age;
    return m_counts.isAutomatic() ? QString() : tr("Nothing is counted by itself, see Settings.");
}

/// The numbers and jobs, all of them, under a line that says whose they are and how old.
void TenantOverview::savePicture()
{
    const QSize size = m_content->size() + QSize(0, PictureHead);
    QImage picture(size * PictureScale, QImage::Format_RGB32);
    picture.setDevicePixelRatio(PictureScale);
    picture.fill(palette().color(QPalette::Window));
    const QDateTime now = m_services.clock.utcNow();
    {
        QPainter painter(&picture);
        const QRect head(
            TenantOverviewGap, 10, size.width() - 2 * TenantOverviewGap, PictureHead - 14);
        const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
        QFont large = font();
        large.setPixelSize(16);
        large.setWeight(QFont::DemiBold);
        painter.setFont(large);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(head, static_cast<int>(side | Qt::AlignTop) | Qt::TextSingleLine,
            tr("Overview of %1", "a tenant").arg(shownLine(m_services.tenant.name)));
        painter.setFont(font());
        painter.setPen(themeColors(palette()).secondaryText);
        painter.drawText(head, static_cast<int>(side | Qt::AlignBottom) | Qt::TextSingleLine,
            u"%1 · %2 · %3 · %4"_s.arg(environmentWord(m_services.tenant.environment),
                m_total->text(), ageText(), absoluteTime(now)));
        m_content->render(&painter, QPoint(0, PictureHead), {}, QWidget::DrawChildren);
    }
    savePictureAs(this,
        u"overview-%1-%2"_s.arg(
            m_services.tenant.name, now.toLocalTime().toString(u"yyyyMMdd-HHmm"_s)),
        picture, m_services.notices);
}

bool TenantOverview::event(QEvent* event)
{
    // F5 counts again while the focus is here.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_F5
        && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TenantOverview::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit left();
    else if (event->key() == Qt::Key_F5 && event->modifiers() == Qt::NoModifier)
        countAgain();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ic
