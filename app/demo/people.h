#pragma once

#include "demo/client.h"

namespace ic::demo {

class DemoData;

/// The ordinals of those who act in a tenant of so many identities.
constexpr quint32 administratorOf(quint32 identities)
{
    return identities / 3;
}
constexpr quint32 helpDeskOf(quint32 identities)
{
    return identities * 2 / 3;
}

/// Who can sign in with a browser: an administrator, and somebody of the help desk who may only
/// read. Both are among the identities, which have to be at least one for them to have names.
QList<Person> peopleOf(const DemoData& data, quint32 identities);

} // namespace ic::demo
