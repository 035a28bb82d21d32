#include "auth/clientcredentials.h"

using namespace Qt::StringLiterals;

namespace ic {

ClientCredentials::ClientCredentials(const ApiBase& base, const QString& clientId,
    const Secret& clientSecret, Transport& transport, QObject* parent)
    : Credentials(base, clientId, clientSecret, transport, parent)
{
}

void ClientCredentials::fetch(Done done)
{
    const auto finish = [this, done = std::move(done)](const Expected<TokenAnswer>& answer) {
        if (!answer) {
            done(answer.error());
            return;
        }
        emit signedIn(answer->who);
        done(answer->token);
    };
    if (m_secret.isEmpty()) {
        m_endpoint.refuse(tr("The client secret is not known"), finish);
        return;
    }
    m_endpoint.post({ { "grant_type", u"client_credentials"_s }, { "client_id", m_clientId },
                        { "client_secret", m_secret.reveal() } },
        finish);
}

} // namespace ic
