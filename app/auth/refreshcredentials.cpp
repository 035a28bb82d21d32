#include "auth/refreshcredentials.h"

#include <QPointer>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

RefreshCredentials::RefreshCredentials(const ApiBase& base, const QString& clientId,
    const Secret& refreshToken, FindNewest findNewest, Transport& transport, QObject* parent)
    : Credentials(base, clientId, refreshToken, transport, parent)
    , m_findNewest(std::move(findNewest))
{
}

void RefreshCredentials::fetch(Done done)
{
    // Who signs in with the browser knows nothing of clients and their secrets.
    send(Try::First, [done = std::move(done)](const Expected<AccessToken>& token) {
        if (token || !token.error().isSignInRefused()) {
            done(token);
            return;
        }
        ApiError error = token.error();
        error.operation = tr("Renew the sign-in");
        error.remedy = tr("Sign in with the browser again. View and selection are kept.");
        done(error);
    });
}

void RefreshCredentials::send(Try which, const Done& done)
{
    const Secret sent = m_secret;
    const auto finish = [this, which, sent, done](const Expected<TokenAnswer>& answer) {
        m_isOnItsWay = false;
        // Whoever signed in again meanwhile, or out, knows better than this answer.
        const bool isCurrent = m_secret == sent;
        if (answer) {
            if (isCurrent && !answer->refreshToken.isEmpty() && answer->refreshToken != sent) {
                m_before = sent;
                m_newest = m_secret = answer->refreshToken;
                emit replaced(m_before, m_newest);
            }
        }
        if (m_over) {
            std::exchange(m_over, {})();
        } else if (answer) {
            emit signedIn(answer->who);
            done(answer->token);
        } else if (isCurrent && which == Try::First && m_findNewest
            && answer.error().kind == ApiError::Kind::Unauthorized) {
            lookUp(answer.error(), done);
        } else {
            done(answer.error());
        }
    };
    m_isOnItsWay = true;
    if (sent.isEmpty()) {
        m_endpoint.refuse(tr("Nobody is signed in with the browser"), finish);
        return;
    }
    m_endpoint.post({ { "grant_type", u"refresh_token"_s }, { "client_id", m_clientId },
                        { "refresh_token", sent.reveal() } },
        finish);
}

void RefreshCredentials::retire(std::function<void()> over)
{
    if (m_isOnItsWay)
        m_over = std::move(over);
    else
        over();
}

struct RefreshCredentials::Search
{
    const Secret refused;
    const ApiError refusal;
    const Done done;
    qsizetype turn = 0;
    bool isOver = false;

    void end()
    {
        if (!std::exchange(isOver, true))
            done(refusal);
    }
};

void RefreshCredentials::lookUp(const ApiError& refusal, const Done& done)
{
    const auto search = std::make_shared<Search>(
        Search { .refused = m_secret, .refusal = refusal, .done = done });
    // A locked keychain waits for the person, for as long as they like.
    QTimer::singleShot(TokenEndpoint::StandardDeadlineMs, this, [search] { search->end(); });
    look(search);
}

void RefreshCredentials::look(const std::shared_ptr<Search>& search)
{
    m_findNewest([self = QPointer(this), search, turn = search->turn](const Secret& newest) {
        if (self == nullptr || search->isOver || search->turn != turn)
            return;
        const bool isCurrent = self->m_secret == search->refused;
        if (isCurrent && newest == search->refused && turn < self->m_pauses.size()) {
            // Whoever was quicker has an answer, or is about to keep it.
            ++search->turn;
            QTimer::singleShot(self->m_pauses.at(turn), self, [self, search] {
                if (!search->isOver)
                    self->look(search);
            });
        } else if (!isCurrent || newest.isEmpty() || newest == search->refused) {
            search->end();
        } else {
            search->isOver = true;
            self->m_secret = newest;
            self->send(Try::WithNewest, search->done);
        }
    });
}

} // namespace ic
