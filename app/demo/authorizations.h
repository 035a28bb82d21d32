#pragma once

#include "base/clock.h"
#include "demo/client.h"
#include "demo/exchange.h"

#include <optional>

namespace ic::demo {

/// Signing in with a browser as RFC 6749 4.1 and RFC 7636 say: the sign-ins that wait for a click,
/// and the codes they led to. PKCE by S256 is asked of everybody.
class Authorizations
{
public:
    static constexpr qint64 LifetimeMs = 600'000; ///< of a sign-in, and of a code

    Authorizations(
        const Clock& clock, QList<PublicClient> clients, QList<Person> people, QString tenantName);

    /// Whether everybody is sent back with access_denied.
    void setRefusing(bool refusing) { m_isRefusing = refusing; }

    /// `GET /oauth/authorize`: the page with the people, or what is wrong: where the program is
    /// known with its address, that goes there, otherwise onto a page.
    Answer begin(const Request& request);
    /// `POST /oauth/authorize`: a button of that page.
    Answer decide(const Request& request);

    bool knows(const QString& clientId) const { return client(clientId) != nullptr; }
    /// What a code is good for, with the id of the client it was given to.
    struct Redeemed
    {
        std::optional<Client> rights; ///< none: the code is refused
        bool isReplayed = false; ///< it was good once
    };
    /// Uses a code up, whether or not the rest fits.
    Redeemed redeem(const QHash<QString, QString>& form);

private:
    struct Attempt
    {
        PublicClient client;
        QString state;
        QString challenge;
        qint64 expiresMs = 0;
    };
    struct Code
    {
        Attempt attempt;
        Client rights;
        qint64 expiresMs = 0;
        bool isUsed = false;
    };

    const PublicClient* client(const QString& id) const;
    void forgetOld();

    const Clock& m_clock;
    QList<PublicClient> m_clients;
    QList<Person> m_people;
    QString m_tenantName;
    bool m_isRefusing = false;
    QHash<QString, Attempt> m_attempts;
    QHash<QString, Code> m_codes;
};

} // namespace ic::demo
