#pragma once

#include "net/transportoptions.h"
#include "profile/connectionservice.h"

#include <QPointer>

#include <memory>

namespace ic {

class QnamTransport;

/// Asks a tenant what its API is called: GET /oauth/info, which needs no sign-in and gets none.
/// Deletes itself after its one answer, or with its context.
class AddressQuestion final : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const AddressAnswer&)>;

    static constexpr qint64 LargestAnswer = 64 * 1024; ///< bytes

    AddressQuestion(const TenantAddress& address, const TransportOptions& options, QObject* context,
        Callback callback);
    ~AddressQuestion() override;

private:
    void answer(const AddressAnswer& answer);
    void fail(QString note);

    TenantAddress m_address;
    QPointer<QObject> m_context;
    Callback m_callback;
    std::unique_ptr<QnamTransport> m_transport;
};

/// What the answer to /oauth/info says about `asked`. A token endpoint on a host that is not one of
/// SailPoint's is named and not used: nobody may send the secret elsewhere by an answer.
AddressAnswer readInfo(const TenantAddress& asked, int status, const QByteArray& body);

} // namespace ic
