#include "ui/details/roleassignmentview.h"

#include "ui/details/valuelabel.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RoleAssignmentViewLabelWidth = 132;
constexpr int WidestShortColumn = 150;

/// What the tenant did not say is quiet, what it said is not.
void setQuiet(QLabel& label, bool on)
{
    setTone(label, on ? Tone::Neutral : Tone::Plain);
}

} // namespace

RoleAssignmentView::RoleAssignmentView(QWidget* parent)
    : QScrollArea(parent)
    , m_title(titleLabel({}))
{
    auto* page = new QWidget;
    m_title->setObjectName(u"assignmentTitle"_s);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(makeForm());
    m_requested = makeSection(
        tr("Requested context"), { tr("Attribute"), tr("Value"), tr("Derived") }, *layout);
    m_matched
        = makeSection(tr("Matched context"), { tr("Role"), tr("Attribute"), tr("Value") }, *layout);
    m_targets = makeSection(tr("Account targets"),
        { tr("Source"), tr("Account"), tr("Native identity"), u"UUID"_s, tr("Provides") }, *layout);
    layout->addStretch();
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Role assignment"));
}

QWidget* RoleAssignmentView::makeForm()
{
    const std::array<QString, RowCount> labels {
        tr("Role id"),
        tr("Assignment id"),
        tr("Source of assignment"),
        tr("Assigned by"),
        tr("Comments"),
        tr("Added"),
        tr("Starts"),
        tr("Ends"),
        tr("Dimensions"),
    };
    const QFont fixed = fixedFont(fontInfo().pixelSize() - 1);
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(7);
    form->setHorizontalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (std::size_t i = 0; i < RowCount; ++i) {
        const QString name = labels[i];
        QLabel* label = secondaryLabel(name);
        label->setMinimumWidth(RoleAssignmentViewLabelWidth);
        Field& field = m_fields[i];
        field.value = new ValueLabel(name);
        field.value->setWordWrap(i == CommentsRow || i == DimensionsRow);
        if (i == RoleIdRow || i == AssignmentIdRow)
            field.value->setFont(fixed);
        field.note = secondaryLabel({});
        auto* line = new QHBoxLayout;
        line->setSpacing(4);
        if (i == AssignerRow) {
            m_assigner = new LinkButton;
            m_assigner->setObjectName(u"assignerLink"_s);
            connect(m_assigner, &LinkButton::clicked, this,
                [this] { emit assignerRequested(m_assignerId, m_assigner->text()); });
            line->addWidget(m_assigner);
        }
        line->addWidget(field.value, field.value->wordWrap() ? 1 : 0);
        line->addWidget(field.note);
        if (!field.value->wordWrap())
            line->addStretch(1);
        form->addRow(label, line);
    }
    return box;
}

RoleAssignmentView::Section RoleAssignmentView::makeSection(
    const QString& title, const QStringList& headings, QLayout& layout)
{
    Section section;
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 8, 0, 0);
    line->setSpacing(8);
    QLabel* heading = plainLabel(title, row);
    QFont strong = heading->font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    section.note = secondaryLabel({}, row);
    line->addWidget(heading);
    line->addWidget(section.note, 1);
    section.table = new QTreeWidget;
    section.table->setHeaderLabels(headings);
    section.table->setRootIsDecorated(false);
    section.table->setUniformRowHeights(true);
    section.table->setAlternatingRowColors(true);
    section.table->setSelectionMode(QAbstractItemView::NoSelection);
    section.table->setAccessibleName(title);
    section.table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    section.table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    section.table->setTextElideMode(Qt::ElideRight);
    // Names take what they need; what can be long shares the rest.
    QHeaderView& header = *section.table->header();
    header.setStretchLastSection(false);
    header.setMaximumSectionSize(WidestShortColumn);
    for (int column = 0; column < headings.size(); ++column) {
        const QString& name = headings.at(column);
        const bool isLong = name == tr("Value") || name == tr("Native identity") || name == u"UUID";
        header.setSectionResizeMode(
            column, isLong ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    }
    section.table->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout.addWidget(row);
    layout.addWidget(section.table);
    return section;
}

void RoleAssignmentView::set(Row row, const Fact& fact)
{
    const Field& field = m_fields[row];
    field.value->setValue(fact.text);
    setQuiet(*field.value, !fact.isGiven);
    QString note = fact.note;
    if (!note.isEmpty())
        note = u"· "_s + note;
    field.note->setText(note);
    field.note->setVisible(!note.isEmpty());
}

void RoleAssignmentView::fill(const Section& section, const QList<QStringList>& rows)
{
    QTreeWidget& table = *section.table;
    table.clear();
    for (const QStringList& cells : rows) {
        auto* item = new QTreeWidgetItem(&table, cells);
        for (int column = 0; column < cells.size(); ++column) {
            item->setToolTip(column, toolTipText(cells.at(column)));
            if (cells.at(column) == notGiven())
                item->setForeground(column, themeColors(palette()).secondaryText);
        }
    }
    table.setVisible(!rows.isEmpty());
    const int rowHeight = rows.isEmpty() ? 0 : table.sizeHintForRow(0);
    table.setFixedHeight(table.header()->sizeHint().height()
        + rowHeight * static_cast<int>(rows.size()) + 2 * table.frameWidth());
}

void RoleAssignmentView::setFacts(const RoleAssignmentFacts& facts)
{
    m_title->setText(facts.role.text);
    set(RoleIdRow, facts.roleId);
    set(AssignmentIdRow, facts.assignmentId);
    set(SourceRow, facts.source);
    set(AssignerRow, facts.assigner);
    m_assignerId = facts.assignerId;
    const bool isLink = !facts.assignerId.isEmpty();
    m_assigner->setText(facts.assigner.text);
    m_assigner->setAccessibleName(tr("Open the assigner %1").arg(facts.assigner.text));
    m_assigner->setVisible(isLink);
    m_fields[AssignerRow].value->setVisible(!isLink);
    set(CommentsRow, facts.comments);
    set(AddedRow, facts.added);
    set(StartsRow, facts.starts);
    set(EndsRow, facts.ends);
    set(DimensionsRow, facts.dimensions);
    fill(m_requested, facts.requestedContext);
    m_requested.note->setText(facts.requestedContext.isEmpty() ? notGiven() : QString());
    fill(m_matched, facts.matchedContext);
    QStringList matchedNotes;
    if (facts.matchedContext.isEmpty())
        matchedNotes += notGiven();
    if (facts.computed.isGiven)
        matchedNotes += tr("computed %1, as ISC gives it").arg(facts.computed.text);
    m_matched.note->setText(matchedNotes.join(u" · "_s));
    fill(m_targets, facts.accountTargets);
    m_targets.note->setText(facts.accountTargets.isEmpty() ? notGiven() : QString());
}

} // namespace ic
