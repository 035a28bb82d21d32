#include "ui/rowmenu.h"

#include "ui/icons.h"
#include "ui/text.h"

#include "base/plaintext.h"
#include "models/cellfilter.h"
#include "models/identityname.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int WidestHeader = 320;

}

RowMenu::RowMenu(
    const Identity& identity, const IdentityColumn& column, bool hasFilter, QWidget* parent)
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
    addAction(ic::icon(u"panel-right"_s), u"Open details"_s, this, &RowMenu::openRequested);
    m_endOfIdentityActions = addSeparator();

    const CellFilter filter = cellFilter(identity, column);
    header(filter.refusal.isEmpty() ? filter.words : filter.refusal)
        ->setObjectName(u"filterTarget"_s);
    addFilters(filter, hasFilter);
    addSeparator();

    const QString cell = column.rawText(identity);
    QAction* copyCell = addAction(ic::icon(u"copy"_s), u"Copy cell"_s, this, [this, cell] {
        emit copyRequested(cell, u"Copied the cell."_s);
    });
    copyCell->setEnabled(!cell.isEmpty());
    addAction(u"Copy row"_s, this, &RowMenu::copyRowRequested);
    QAction* copyId = addAction(u"Copy id"_s, this, [this, id = identity.id.text()] {
        emit copyRequested(id, u"Copied the id."_s);
    });
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
        QAction* action = addAction(text, this,
            [this, combination, condition = filter.expression] {
                emit filterRequested(combination, condition);
            });
        const QString reason = !filter.refusal.isEmpty() ? filter.refusal
            : needsFilter && !hasFilter
            ? u"There is no filter yet that this could be added to."_s
            : QString();
        action->setEnabled(reason.isEmpty());
        if (!reason.isEmpty())
            action->setToolTip(reason.toHtmlEscaped());
        return action;
    };
    using enum FilterModel::Combination;
    add(u"Filter by this value"_s, Replace, false)->setIcon(ic::icon(u"filter"_s));
    add(u"And this value"_s, And, true);
    add(u"Or this value"_s, Or, true);
    add(u"Exclude this value"_s, Exclude, false)->setIcon(ic::icon(u"ban"_s));
}

} // namespace ic
