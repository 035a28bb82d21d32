#pragma once

#include "base/expected.h"
#include "base/netstatus.h"
#include "net/apibase.h"

namespace ic {

/// Where requests go, with the version of the API that is spoken, and what the tenant said of that
/// version: that it ends, or that it is not served any more.
class SpokenVersion
{
public:
    explicit SpokenVersion(const ApiBase& base)
        : m_base(base)
    {
    }

    const ApiBase& base() const { return m_base; }
    NetStatus::Version state() const;
    /// Of what leaves from now on.
    void change(const QString& version);
    /// What came of a request that left to `asked`. That of another version says nothing any more.
    void note(const ApiBase& asked, const ApiRequest& request, const WireReply& reply,
        const Expected<ApiResponse>& result);

private:
    ApiBase m_base;
    bool m_isDeprecated = false;
    bool m_isGone = false;
};

} // namespace ic
