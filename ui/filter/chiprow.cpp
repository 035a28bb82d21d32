#include "ui/filter/chiprow.h"

#include "ui/filter/conditionform.h"
#include "ui/filter/filterchip.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include "models/filter/filterwords.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The group inside a chip, negated or not; nullptr if it is none.
const FilterExpression* groupIn(const FilterExpression& chip)
{
    const FilterExpression& inner
        = chip.kind() == FilterExpression::Kind::Not ? chip.operands().front() : chip;
    return isFilterGroup(inner) ? &inner : nullptr;
}

FilterExpression withMember(
    const FilterExpression& chip, std::size_t member, const FilterExpression& replacement)
{
    const FilterExpression& group = *groupIn(chip);
    std::vector<FilterExpression> operands = group.members();
    operands.at(member) = replacement;
    const FilterExpression changed = group.kind() == FilterExpression::Kind::And
        ? FilterExpression::all(std::move(operands))
        : FilterExpression::any(std::move(operands));
    return &group == &chip ? changed : FilterExpression::negation(changed);
}

} // namespace

ChipRow::ChipRow(FlowLayout& layout, QWidget& parent)
    : QObject(&parent)
    , m_layout(layout)
    , m_parent(parent)
    , m_add(new QToolButton(&parent))
    , m_first(layout.count())
{
    m_add->setObjectName(u"addCondition"_s);
    m_add->setText(tr("Condition"));
    m_add->setIcon(icon(u"plus"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_add->setToolTip(tr("Add a condition"));
    m_layout.insertWidget(m_first, m_add);
    connect(m_add, &QToolButton::clicked, this, &ChipRow::addCondition);
}

void ChipRow::setReach(
    FilterReach reach, const std::shared_ptr<FilterValues>& values, const QStringList& attributes)
{
    m_prepare = [=](ConditionForm& form) { form.setReach(reach, values, attributes); };
    if (m_form != nullptr)
        m_prepare(*m_form);
}

ConditionForm& ChipRow::form()
{
    if (m_form == nullptr) {
        m_form = new ConditionForm(&m_parent);
        connect(m_form, &ConditionForm::accepted, this, &ChipRow::onAccepted);
        connect(m_form, &ConditionForm::snapshotWanted, this, &ChipRow::snapshotWanted);
        if (m_prepare)
            m_prepare(*m_form);
    }
    return *m_form;
}

void ChipRow::setChips(const FilterChips& chips)
{
    if (chips == m_chips)
        return;
    m_chips = chips;
    rebuild();
}

void ChipRow::setVisible(bool visible)
{
    m_visible = visible;
    for (QWidget* cell : m_cells)
        cell->setVisible(visible);
    m_add->setVisible(visible);
}

void ChipRow::rebuild()
{
    for (QWidget* cell : m_cells) {
        m_layout.removeWidget(cell);
        cell->hide();
        for (QWidget* child : cell->findChildren<QWidget*>())
            child->setObjectName({});
        cell->deleteLater(); // what was clicked may be in it
    }
    m_cells.clear();
    m_widgets.clear();
    m_words.clear();
    // In front of the button, which keeps its place behind what comes before the chips.
    QWidget* before = m_add->previousInFocusChain();
    const auto chain = [&before](QWidget* widget) {
        QWidget::setTabOrder(before, widget);
        before = widget;
    };
    for (std::size_t i = 0; i < m_chips.chips.size(); ++i) {
        auto* cell = new QWidget(&m_parent);
        auto* layout = new QHBoxLayout(cell);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(6);
        if (i > 0) {
            m_words.append(makeWord(cell));
            layout->addWidget(m_words.last());
            chain(m_words.last());
        }
        m_widgets.append(makeChip(i, cell));
        layout->addWidget(m_widgets.last());
        chain(m_widgets.last());
        m_layout.insertWidget(m_first + static_cast<int>(i), cell);
        m_cells.append(cell);
    }
    if (!m_widgets.isEmpty())
        QWidget::setTabOrder(before, m_add);
    setVisible(m_visible);
}

QToolButton* ChipRow::makeWord(QWidget* parent)
{
    const bool isAnd = m_chips.joiner == FilterChips::Joiner::And;
    auto* word = new QToolButton(parent);
    word->setObjectName(u"joiner"_s);
    word->setText(isAnd ? tr("and") : tr("or"));
    word->setAutoRaise(true);
    word->setToolTip(isAnd ? tr("All conditions must hold. Click: one of them is enough.")
                           : tr("One condition is enough. Click: all of them must hold."));
    word->setAccessibleDescription(word->toolTip());
    connect(word, &QToolButton::clicked, this, [this] {
        FilterChips chips = m_chips;
        chips.joiner = chips.joiner == FilterChips::Joiner::And ? FilterChips::Joiner::Or
                                                                : FilterChips::Joiner::And;
        emit changeRequested(chips);
        if (!m_words.isEmpty())
            m_words.first()->setFocus(Qt::OtherFocusReason);
    });
    return word;
}

FilterChip* ChipRow::makeChip(std::size_t index, QWidget* parent)
{
    const FilterExpression& expression = m_chips.chips.at(index);
    auto* chip = new FilterChip(chipText(expression), filterWords(expression), parent);
    connect(chip, &FilterChip::clicked, this, [this, index] { editChip(index); });
    connect(chip, &FilterChip::removeRequested, this, [this, index] { remove(index); });
    connect(chip, &FilterChip::menuRequested, this,
        [this, index](const QPoint& at) { showMenu(index, at); });
    return chip;
}

void ChipRow::addCondition()
{
    m_edited.reset();
    form().edit({}, *m_add);
}

void ChipRow::focusFirst()
{
    QWidget* first = m_widgets.isEmpty() ? static_cast<QWidget*>(m_add) : m_widgets.first();
    first->setFocus(Qt::OtherFocusReason);
}

void ChipRow::editChip(std::size_t index)
{
    const FilterExpression& chip = m_chips.chips.at(index);
    const QWidget& widget = *m_widgets.at(static_cast<qsizetype>(index));
    if (groupIn(chip) != nullptr)
        showMenu(index, widget.mapToGlobal(widget.rect().bottomLeft()));
    else
        openForm({ index, {} }, chip);
}

void ChipRow::openForm(const Place& place, const FilterExpression& expression)
{
    const std::optional<ConditionDraft> draft = ConditionDraft::of(expression);
    if (!draft)
        return;
    m_edited = place;
    form().edit(*draft, *m_widgets.at(static_cast<qsizetype>(place.chip)));
}

void ChipRow::onAccepted(const FilterExpression& condition)
{
    FilterChips chips = m_chips;
    if (!m_edited) {
        chips.chips.push_back(condition);
        request(chips, chips.chips.size() - 1);
        return;
    }
    FilterExpression& chip = chips.chips.at(m_edited->chip);
    chip = m_edited->member ? withMember(chip, *m_edited->member, condition) : condition;
    request(chips, m_edited->chip);
}

void ChipRow::showMenu(std::size_t index, const QPoint& at)
{
    auto* menu = new QMenu(&m_parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"chipMenu"_s);
    const FilterExpression chip = m_chips.chips.at(index);
    const auto change = [this, index](auto edit) {
        return [this, index, edit] {
            FilterChips chips = m_chips;
            edit(chips);
            request(chips, index);
        };
    };
    if (const FilterExpression* group = groupIn(chip)) {
        const std::vector<FilterExpression> members = group->members();
        for (std::size_t i = 0; i < members.size(); ++i) {
            const FilterExpression member = members.at(i);
            menu->addAction(
                tr("Edit %1…").arg(menuText(filterWords(member))), this, [this, index, i, member] {
                    openForm({ index, i }, member);
                });
        }
    } else {
        menu->addAction(tr("Edit…"), this, [this, index] { editChip(index); });
    }
    menu->addSeparator();
    const bool negated = chip.kind() == FilterExpression::Kind::Not;
    menu->addAction(negated ? tr("Remove the “not”") : tr("Negate"), this,
        change([index](FilterChips& chips) { chips.negate(index); }));
    QAction* group = menu->addAction(m_chips.joiner == FilterChips::Joiner::And
            ? tr("Group with next: one of both is enough")
            : tr("Group with next: both must hold"),
        this, change([index](FilterChips& chips) { chips.groupWithNext(index); }));
    group->setEnabled(m_chips.canGroupWithNext(index));
    QAction* ungroup = menu->addAction(
        tr("Ungroup"), this, change([index](FilterChips& chips) { chips.ungroup(index); }));
    ungroup->setEnabled(m_chips.canUngroup(index));
    menu->addSeparator();
    menu->addAction(icon(u"x"_s), tr("Remove"), this, [this, index] { remove(index); });
    menu->popup(at);
}

void ChipRow::remove(std::size_t index)
{
    FilterChips chips = m_chips;
    chips.remove(index);
    request(chips, index);
}

void ChipRow::request(const FilterChips& chips, std::size_t focus)
{
    emit changeRequested(chips);
    // The chips are new ones now.
    if (!m_visible)
        return;
    if (m_widgets.isEmpty())
        m_add->setFocus(Qt::OtherFocusReason);
    else
        m_widgets.at(std::min(static_cast<qsizetype>(focus), m_widgets.size() - 1))
            ->setFocus(Qt::OtherFocusReason);
}

} // namespace ic
