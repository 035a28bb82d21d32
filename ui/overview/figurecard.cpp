#include "ui/overview/figurecard.h"

#include "ui/overview/countbar.h"
#include "ui/parts/text.h"

#include "base/wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ic {

FigureCard::FigureCard(const FigureGroup& group, QWidget* parent)
    : Card(parent)
    , m_group(group)
    , m_whole(secondaryLabel({}, this))
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 4);
    head->addWidget(sectionLabel(group.title, this));
    head->addStretch();
    head->addWidget(m_whole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 10);
    column->setSpacing(0);
    column->addLayout(head);
    for (const TenantFigure& figure : group.figures) {
        auto* bar = new CountBar(figure.look, this);
        connect(
            bar, &CountBar::clicked, this, [this, query = figure.query] { emit chosen(query); });
        column->addWidget(bar);
        m_bars += bar;
    }
    if (!group.note.isEmpty()) {
        QLabel* note = secondaryLabel(group.note, this);
        note->setWordWrap(true);
        note->setContentsMargins(12, 6, 12, 0);
        column->addWidget(note);
    }
    column->addStretch();
}

void FigureCard::showCounts(const ViewCounts& counts, const QDateTime& now)
{
    const ViewCounts::Count whole = counts.of(m_group.whole);
    m_whole->setText(whole.number ? m_group.wholeWords.arg(numberText(*whole.number)) : QString());
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const ViewCounts::Count count = counts.of(m_group.figures.at(i).query);
        m_bars.at(i)->setCount(count, whole, countAgeText({ count }, now));
    }
}

} // namespace ic
