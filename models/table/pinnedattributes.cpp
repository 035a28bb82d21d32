#include "models/table/pinnedattributes.h"

namespace ic {

void PinnedAttributes::setNames(const QStringList& names)
{
    if (names == m_names)
        return;
    m_names = names;
    emit changed();
}

void PinnedAttributes::setPinned(const QString& name, bool on)
{
    if (name.isEmpty() || on == isPinned(name))
        return;
    if (on)
        m_names += name;
    else
        m_names.removeAll(name);
    emit changed();
}

} // namespace ic
