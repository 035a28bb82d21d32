#include "ui/details/compareaction.h"

#include "ui/details/comparedialog.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"

#include "models/details/identitydetail.h"
#include "models/selection/selectionstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

CompareAction::CompareAction(const UiServices& services, const IdentityDetail& open,
    const SelectionStore& selection, QWidget* window)
    : QAction(ic::icon(u"git-compare"_s), tr("Compare…"), window)
    , m_services(services)
    , m_open(open)
    , m_selection(selection)
    , m_window(window)
{
    setObjectName(u"compare"_s);
    const auto update = [this] {
        setRefusal(
            *this, pair() ? QString() : tr("Tick two identities, or open one and tick another."));
    };
    update();
    connect(&open, &IdentityDetail::changed, this, update);
    connect(&selection, &SelectionStore::changed, this, update);
    connect(this, &QAction::triggered, this, &CompareAction::compare);
}

std::optional<std::pair<IdentityId, IdentityId>> CompareAction::pair() const
{
    if (m_selection.isAllMatching())
        return {};
    const QSet<IdentityId>& ticked = m_selection.ids(); // a million, perhaps
    if (ticked.size() == 2)
        return std::minmax(*ticked.cbegin(), *std::next(ticked.cbegin()));
    const IdentityId open = m_open.identity().id;
    if (ticked.size() == 1 && m_open.state() != IdentityDetail::State::None
        && open != *ticked.cbegin())
        return std::pair(open, *ticked.cbegin());
    return {};
}

void CompareAction::compare()
{
    const auto both = pair();
    if (!both)
        return;
    auto* dialog = new CompareDialog(m_services, both->first, both->second, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ic
