#include "ui/table/rowmenu.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include "base/plaintext.h"
#include "models/filter/cellfilter.h"
#include "models/table/identityname.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int WidestHeader = 320;

}

RowMenu::RowMenu(const Identity& identity, const IdentityColumn& column, const FilterModel& inForce,
    QWidget* parent)
    : QMenu(parent)
{
    setObjectName(u"rowMenu"_s);
    setToolTipsVisible(true);
    const auto header = [this](const QString& text) {
        QAction* action = addAction(
            menuText(fontMetrics().elidedText(shownLine(text), Qt::ElideRight, WidestHeader)));
        action->setEnabled(false);
        action->setToolTip(toolTipText(text));
        return action;
    };
    m_target = header(nameInSentence(identity));
    m_target->setObjectName(u"target"_s);
    addAction(ic::icon(u"panel-right"_s), tr("Open details"), this, &RowMenu::openRequested);
    m_endOfIdentityActions = addSeparator();

    const CellFilter filter = cellFilter(identity, column, inForce.reach());
    header(filter.refusal.isEmpty() ? filter.words : filter.refusal)
        ->setObjectName(u"filterTarget"_s);
    addFilters(filter, !inForce.expression().isEmpty());
    if (!filter.refusal.isEmpty() && inForce.reach() == FilterReach::ListApi)
        addSnapshot(cellFilter(identity, column, FilterReach::Snapshot));
    addSeparator();

    const QString cell = column.rawText(identity);
    QAction* copyCell = addAction(ic::icon(u"copy"_s), tr("Copy cell"), this,
        [this, cell] { emit copyRequested(cell, tr("Copied the cell.")); });
    copyCell->setEnabled(!cell.isEmpty());
    addAction(tr("Copy row"), this, &RowMenu::copyRowRequested);
    QAction* copyId = addAction(tr("Copy id") + u"\tCtrl+Shift+C"_s, this,
        [this, id = identity.id.text()] { emit copyRequested(id, tr("Copied the id.")); });
    copyId->setEnabled(!identity.id.isEmpty());
}

void RowMenu::setTarget(const QString& text)
{
    m_target->setText(menuText(text));
    m_target->setToolTip(toolTipText(text));
}

void RowMenu::addIdentityActions(const QList<QAction*>& actions)
{
    insertSeparator(m_endOfIdentityActions);
    insertActions(m_endOfIdentityActions, actions);
}

void RowMenu::addFilters(const CellFilter& filter, bool hasFilter)
{
    const auto add = [&](const QString& text, FilterModel::Combination combination,
                         bool needsFilter) {
        QAction* action = addAction(text, this, [this, combination, condition = filter.expression] {
            emit filterRequested(combination, condition);
        });
        const QString reason = !filter.refusal.isEmpty() ? filter.refusal
            : needsFilter && !hasFilter ? tr("There is no filter yet that this could be added to.")
                                        : QString();
        action->setEnabled(reason.isEmpty());
        if (!reason.isEmpty())
            action->setToolTip(toolTipText(reason));
        return action;
    };
    using enum FilterModel::Combination;
    add(tr("Filter by this value"), Replace, false)->setIcon(ic::icon(u"filter"_s));
    add(tr("And this value"), And, true);
    add(tr("Or this value"), Or, true);
    add(tr("Exclude this value"), Exclude, false)->setIcon(ic::icon(u"ban"_s));
}

void RowMenu::addSnapshot(const CellFilter& filter)
{
    if (filter.refusal.isEmpty())
        addAction(ic::icon(u"camera"_s), tr("Filter a snapshot by this value…"), this,
            [this, text = filter.expression.toFilterText()] { emit snapshotRequested(text); });
}

} // namespace ic
