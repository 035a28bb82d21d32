#pragma once

#include "base/netstatus.h"
#include "base/signedin.h"

#include <QObject>

namespace ic {

/// The connection's state for the window; whoever builds the services feeds it.
class ConnectionStatus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const NetStatus& current() const { return m_current; }
    const SignedIn& signedIn() const { return m_signedIn; }

public slots:
    void set(const ic::NetStatus& status);
    void setSignedIn(const ic::SignedIn& who);

signals:
    void changed();

private:
    NetStatus m_current;
    SignedIn m_signedIn;
};

} // namespace ic
