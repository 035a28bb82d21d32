#pragma once

#include "demo/connectionserver.h"
#include "demo/faults.h"
#include "demo/tenantservice.h"

namespace ic::demo {

/// Carries HTTP to a TenantService, and the faults on the way. Lives in the thread it listens in.
class DemoServer : public ConnectionServer
{
    Q_OBJECT

public:
    /// Both must outlive the server.
    DemoServer(TenantService& service, FaultPlan& faults);
    ~DemoServer() override;

    /// Listens on 127.0.0.1. Returns the port, or 0 and the reason in `error`.
    quint16 listenOnLoopback(quint16 port, QString* error);

protected:
    void onRequest(const QHttpServerRequest& request, QTcpSocket* connection) override;

private:
    TenantService& m_service;
    FaultPlan& m_faults;
};

} // namespace ic::demo
