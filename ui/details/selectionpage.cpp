#include "ui/details/selectionpage.h"

#include "ui/details/tallylist.h"
#include "ui/parts/text.h"

#include "models/selection/selectionreach.h"
#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

SelectionPage::SelectionPage(const SelectionStore& selection, const IdentityTableModel& model,
    const SelectionReach& reach, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(model)
    , m_reach(reach)
    , m_tally(selection, model)
{
    setObjectName(u"selectionSummary"_s);
    auto* content = new QWidget(this);
    m_title = titleLabel({}, content);
    m_title->setObjectName(u"selectionTitle"_s);
    m_where = secondaryLabel({}, content);
    m_where->setWordWrap(true);
    m_statusTitle = sectionLabel(tr("BY STATUS"), content);
    m_status = new TallyList(tr("By status"), content);
    m_processingTitle = sectionLabel(tr("BY PROCESSING STATE"), content);
    m_processing = new TallyList(tr("By processing state"), content);
    m_gap = secondaryLabel({}, content);
    m_gap->setWordWrap(true);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_where);
    layout->addSpacing(10);
    layout->addWidget(m_statusTitle);
    layout->addWidget(m_status);
    layout->addSpacing(10);
    layout->addWidget(m_processingTitle);
    layout->addWidget(m_processing);
    layout->addSpacing(10);
    layout->addWidget(m_gap);
    layout->addStretch();
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);

    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &SelectionPage::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&selection, &SelectionStore::changed, this, soon);
    connect(&selection, &SelectionStore::changed, this, &SelectionPage::changed);
    connect(&reach, &SelectionReach::changed, this, soon);
    connect(&m_tally, &SelectionTally::changed, this, soon);
    connect(&model, &QAbstractItemModel::dataChanged, this, soon);
    connect(&model, &QAbstractItemModel::modelReset, this, soon);
}

bool SelectionPage::isWorthShowing() const
{
    return m_selection.count() >= 2;
}

void SelectionPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SelectionPage::refresh()
{
    if (!isVisible())
        return;
    const SelectionSummary summary
        = SelectionSummary::of(m_selection, m_model, m_reach.outside(), m_tally.states());
    m_title->setText(tr("%1 selected").arg(numberText(summary.count)));
    m_where->setText(summary.reachText());
    m_status->setGroups(summary.byStatus);
    m_processing->setGroups(summary.byProcessing);
    for (QWidget* part : std::initializer_list<QWidget*> {
             m_statusTitle, m_status, m_processingTitle, m_processing })
        part->setVisible(summary.looked > 0);
    m_gap->setText(summary.gapText());
    m_gap->setVisible(!summary.gapText().isEmpty());
}

} // namespace ic
