#include "models/table/connectionstatus.h"

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
    if (m_signedIn == who && !m_signInProblem)
        return;
    m_signedIn = who;
    m_signInProblem.reset();
    emit changed();
}

void ConnectionStatus::setSignInProblem(const ApiError& problem)
{
    m_signInProblem = problem;
    emit changed();
}

} // namespace ic
