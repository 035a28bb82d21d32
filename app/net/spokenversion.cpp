#include "net/spokenversion.h"

namespace ic {

NetStatus::Version SpokenVersion::state() const
{
    return m_isGone      ? NetStatus::Version::Gone
        : m_isDeprecated ? NetStatus::Version::Deprecated
                         : NetStatus::Version::Served;
}

void SpokenVersion::change(const QString& version)
{
    if (m_base.version() == version)
        return;
    m_base.setVersion(version);
    m_isDeprecated = m_isGone = false;
}

void SpokenVersion::note(const ApiBase& asked, const ApiRequest& request, const WireReply& reply,
    const Expected<ApiResponse>& result)
{
    if (asked.version() != m_base.version())
        return;
    if (result) {
        m_isGone = false;
        // Said of single operations: what another one says does not take it back.
        if (reply.headers.value("x-deprecated").trimmed().toLower() == "true")
            m_isDeprecated = true;
    } else if (result.error().kind == ApiError::Kind::VersionGone) {
        // A 404 for one thing may be the doing of a gateway, as the error says.
        if (reply.status == 410 || request.path.size() < 2)
            m_isGone = true;
    }
}

} // namespace ic
