#include "jobs/jobitem.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr std::array<QLatin1StringView, 8> itemStateKeys { "planned"_L1, "sent"_L1, "following"_L1,
    "succeeded"_L1, "failed"_L1, "unknown"_L1, "skipped"_L1, "cancelled"_L1 };

} // namespace

QString itemStateKey(ItemState state)
{
    return itemStateKeys[static_cast<size_t>(state)];
}

std::optional<ItemState> itemStateFromKey(QStringView key)
{
    const auto* const found = std::ranges::find_if(
        itemStateKeys, [key](QLatin1StringView candidate) { return key == candidate; });
    if (found == itemStateKeys.end())
        return std::nullopt;
    return static_cast<ItemState>(found - itemStateKeys.begin());
}

bool isSettled(ItemState state)
{
    return state != ItemState::Planned && state != ItemState::Sent && state != ItemState::Following;
}

bool isAllowed(ItemState from, ItemState to)
{
    switch (from) {
    case ItemState::Planned:
        // Failed without having been sent: the check before it could not be made.
        return to == ItemState::Sent || to == ItemState::Skipped || to == ItemState::Cancelled
            || to == ItemState::Failed;
    case ItemState::Sent:
        return to == ItemState::Planned || to == ItemState::Following || to == ItemState::Succeeded
            || to == ItemState::Failed || to == ItemState::Unknown || to == ItemState::Skipped;
    case ItemState::Following:
        return to == ItemState::Succeeded || to == ItemState::Failed || to == ItemState::Unknown;
    case ItemState::Unknown:
        // Still unknown: with more said about it.
        return to == ItemState::Succeeded || to == ItemState::Failed || to == ItemState::Unknown;
    case ItemState::Succeeded:
    case ItemState::Failed:
    case ItemState::Skipped:
    case ItemState::Cancelled:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace ic
