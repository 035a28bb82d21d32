#include "models/connectionstatus.h"

namespace ic {

void ConnectionStatus::set(const NetStatus& status)
{
    if (m_current == status)
        return;
    m_current = status;
    emit changed();
}

void ConnectionStatus::setSignedIn(const SignedIn& who)
{
    if (m_signedIn == who)
        return;
    m_signedIn = who;
    emit changed();
}

} // namespace ic
