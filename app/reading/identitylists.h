#pragma once

#include "api/apiclient.h"
#include "reading/identitysnapshot.h"

#include <memory>
#include <utility>

namespace ic {

/// Whoever answers lists of identities: the tenant, or a snapshot of it.
class IdentityLists
{
public:
    using CallId = quint64;
    template <class T> using Reader = std::function<Expected<T>(const ApiResponse&)>;

    /// `snapshot`: null = the tenant.
    explicit IdentityLists(ApiClient& client, std::shared_ptr<IdentitySnapshot> snapshot = nullptr)
        : m_client(&client)
        , m_snapshot(std::move(snapshot))
    {
    }

    /// See ApiClient::read() and IdentitySnapshot::read().
    template <class T>
    CallId read(const ListIdentities& list, Reader<T> reader, QObject* context,
        ApiClient::Callback<T> callback) const
    {
        if (m_snapshot)
            return m_snapshot->read<T>(list, std::move(reader), context, std::move(callback));
        return m_client->read<T>(list.request(), std::move(reader), context, std::move(callback));
    }
    void cancel(CallId id) const
    {
        if (m_snapshot)
            m_snapshot->cancel(id);
        else
            m_client->cancel(id);
    }

private:
    ApiClient* m_client;
    std::shared_ptr<IdentitySnapshot> m_snapshot;
};

} // namespace ic
