#include "ui/table/viewsteps.h"

#include "ui/parts/actionrefusal.h"
#include "ui/table/identitybrowser.h"

namespace ic {

namespace {

/// Whether somebody only goes on typing the same search.
bool goesOnTyping(const QString& before, const QString& now)
{
    return before != now && !before.isEmpty() && !now.isEmpty()
        && (now.startsWith(before) || before.startsWith(now));
}

} // namespace

ViewSteps::ViewSteps(IdentityBrowser& browser)
    : m_browser(browser)
    , m_back(tr("Undo filter or order"))
    , m_forward(tr("Redo filter or order"))
{
    m_back.setShortcut(Qt::ALT | Qt::SHIFT | Qt::Key_Left);
    m_forward.setShortcut(Qt::ALT | Qt::SHIFT | Qt::Key_Right);
    connect(&m_back, &QAction::triggered, this, [this] { go(-1); });
    connect(&m_forward, &QAction::triggered, this, [this] { go(1); });
    connect(&browser.model(), &IdentityTableModel::stateChanged, this, &ViewSteps::onShown);
    describe();
}

void ViewSteps::onShown()
{
    const IdentityTableModel& table = m_browser.model();
    if (table.state() == IdentityTableModel::ListState::Unset)
        return;
    const Step now { .query = table.query(), .search = m_browser.filter().model().search() };
    const bool isFirst = m_position < 0;
    if (!now.query.onlyIds.isEmpty() || (!isFirst && m_steps.at(m_position).query == now.query))
        return;
    m_steps.resize(m_position + 1);
    if (!isFirst && goesOnTyping(m_steps.last().search, now.search))
        m_steps.removeLast();
    if (now.query.snapshot)
        leaveSnapshots(now.query.snapshot);
    m_steps += now;
    if (m_steps.size() > Kept)
        m_steps.removeFirst();
    m_position = m_steps.size() - 1;
    describe();
}

void ViewSteps::leaveSnapshots(const std::shared_ptr<IdentitySnapshot>& but)
{
    m_steps.removeIf(
        [&but](const Step& step) { return step.query.snapshot && step.query.snapshot != but; });
    m_position = m_steps.size() - 1;
    describe();
}

void ViewSteps::go(qsizetype by)
{
    m_position += by; // what is shown then is no new step
    const IdentityQuery query = m_steps.at(m_position).query;
    m_browser.showSnapshot(std::dynamic_pointer_cast<Snapshot>(query.snapshot), query);
    describe();
}

void ViewSteps::describe()
{
    setRefusal(m_back, m_position > 0 ? QString() : tr("Nothing was shown before."));
    setRefusal(m_forward, m_position + 1 < m_steps.size() ? QString() : tr("Nothing was undone."));
}

} // namespace ic
