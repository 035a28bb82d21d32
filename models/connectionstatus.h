#pragma once

#include "base/netstatus.h"

#include <QObject>

namespace ic {

/// The connection's state for the window; whoever builds the services feeds it.
class ConnectionStatus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const NetStatus& current() const { return m_current; }

public slots:
    void set(const ic::NetStatus& status);

signals:
    void changed();

private:
    NetStatus m_current;
};

} // namespace ic
