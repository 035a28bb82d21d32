#include "models/connectionstatus.h"

namespace ic {

void ConnectionStatus::set(const NetStatus& status)
{
    if (m_current == status)
        return;
    m_current = status;
    emit changed();
}

} // namespace ic
