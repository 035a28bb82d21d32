#pragma once

#include "base/apierror.h"
#include "base/netstatus.h"
#include "base/signedin.h"

#include <QObject>

#include <optional>

namespace ic {

/// The connection's state for the window; whoever builds the services feeds it.
class ConnectionStatus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const NetStatus& current() const { return m_current; }
    const SignedIn& signedIn() const { return m_signedIn; }
    /// Why somebody has to sign in before anything goes on; nothing while all is well.
    const std::optional<ApiError>& signInProblem() const { return m_signInProblem; }

public slots:
    void set(const ic::NetStatus& status);
    /// Also ends the problem: there is a token.
    void setSignedIn(const ic::SignedIn& who);
    void setSignInProblem(const ic::ApiError& problem);

signals:
    void changed();

private:
    NetStatus m_current;
    SignedIn m_signedIn;
    std::optional<ApiError> m_signInProblem;
};

} // namespace ic
