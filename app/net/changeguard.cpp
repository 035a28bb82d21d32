#include "net/changeguard.h"

namespace ic {

ChangeGuard::ChangeGuard(const Clock& clock, bool readOnly)
    : m_readOnly(readOnly)
    , m_unchanged(clock)
{
}

void ChangeGuard::setReadOnly(bool readOnly, qint64 closesAfterMs)
{
    if (!readOnly && (isReadOnly() || m_closesAfterMs == 0))
        m_unchanged.restart();
    m_readOnly = readOnly;
    m_closesAfterMs = closesAfterMs;
}

void ChangeGuard::accept(const ApiRequest& request)
{
    if (request.repeat == Repeat::Never && request.flow != 0 && !isReadOnly())
        m_permits.insert(request.flow);
}

bool ChangeGuard::mayLeave(const ApiRequest& request)
{
    return request.repeat != Repeat::Never || !isReadOnly() || m_permits.contains(request.flow);
}

void ChangeGuard::hasLeft(const ApiRequest& request)
{
    if (request.repeat == Repeat::Never)
        m_unchanged.restart();
}

bool ChangeGuard::isReadOnly()
{
    if (m_closesAfterMs > 0 && m_unchanged.ms() >= m_closesAfterMs) {
        m_readOnly = true;
        m_permits.clear(); // whatever ran has stood still for as long
    }
    return m_readOnly;
}

} // namespace ic
