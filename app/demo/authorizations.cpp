#include "demo/authorizations.h"

#include "demo/signinpages.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype MostOpen = 1000;

Answer redirect(
    const QString& landing, const QString& state, QList<std::pair<QByteArray, QString>> parameters)
{
    if (!state.isEmpty())
        parameters.append({ "state", state });
    QByteArray target = landing.toUtf8();
    for (const auto& [name, value] : parameters) {
        target += target.contains('?') ? '&' : '?';
        target += name + '=' + QUrl::toPercentEncoding(value);
    }
    return { .status = 303, .contentType = {}, .headers = { { "Location", target } } };
}

Answer redirectError(const PublicClient& client, const QString& state, const QString& error,
    const QString& description)
{
    return redirect(
        client.landing, state, { { "error", error }, { "error_description", description } });
}

/// The code and the description of what is wrong with a request of a program that is known, or
/// two empty texts.
std::pair<QString, QString> problemOf(const QHash<QString, QString>& query)
{
    static const QRegularExpression challenge(u"\\A[A-Za-z0-9_-]{43}\\z"_s);
    const QString invalid = u"invalid_request"_s;
    if (!query.contains(u"response_type"_s))
        return { invalid, u"response_type is missing"_s };
    if (query.value(u"response_type"_s) != u"code")
        return { u"unsupported_response_type"_s, u"response_type has to be code"_s };
    if (!query.contains(u"code_challenge"_s))
        return { invalid, u"code_challenge is missing"_s };
    if (query.value(u"code_challenge_method"_s) != u"S256")
        return { invalid, u"code_challenge_method has to be S256"_s };
    if (!challenge.match(query.value(u"code_challenge"_s)).hasMatch())
        return { invalid, u"code_challenge is not the base64url of a SHA-256"_s };
    return {};
}

QString challengeOf(const QString& verifier)
{
    return QString::fromLatin1(
        base64Url(QCryptographicHash::hash(verifier.toUtf8(), QCryptographicHash::Sha256)));
}

} // namespace

Authorizations::Authorizations(
    const Clock& clock, QList<PublicClient> clients, QList<Person> people, QString tenantName)
    : m_clock(clock)
    , m_clients(std::move(clients))
    , m_people(std::move(people))
    , m_tenantName(std::move(tenantName))
{
}

Answer Authorizations::begin(const Request& request)
{
    forgetOld();
    const QHash<QString, QString>& query = request.query;
    // RFC 6749 4.1.2.1: an address that is not registered is never followed.
    const QString id = query.value(u"client_id"_s);
    const PublicClient* asking = client(id);
    if (!asking)
        return problemPage(u"The tenant knows no program with the client id “%1”."_s.arg(id));
    if (query.value(u"redirect_uri"_s) != asking->redirectUri) {
        return problemPage(u"The program “%1” asks to be answered at “%2”. The tenant does not "
                           u"have this address for it."_s.arg(id, query.value(u"redirect_uri"_s)));
    }
    const QString state = query.value(u"state"_s);
    const auto [error, description] = problemOf(query);
    if (!error.isEmpty())
        return redirectError(*asking, state, error, description);
    if (m_attempts.size() + m_codes.size() >= MostOpen) {
        return redirectError(
            *asking, state, u"temporarily_unavailable"_s, u"Too many sign-ins are open"_s);
    }
    const QString attempt = QString::fromLatin1(base64Url(randomBytes(4)));
    m_attempts.insert(attempt,
        { *asking, state, query.value(u"code_challenge"_s),
            m_clock.utcNow().toMSecsSinceEpoch() + LifetimeMs });
    return peoplePage(m_tenantName, attempt, *asking, m_people);
}

Answer Authorizations::decide(const Request& request)
{
    forgetOld();
    const QHash<QString, QString> form = decodeForm(request.body);
    const auto open = m_attempts.constFind(form.value(u"attempt"_s));
    if (open == m_attempts.cend()) {
        return problemPage(u"This sign-in is over: it was answered, or ten minutes have passed."_s);
    }
    const QString userName = form.value(u"person"_s);
    const auto person = std::ranges::find(
        m_people, userName, [](const Person& one) { return one.rights.userName; });
    if (person == m_people.end() && !userName.isEmpty())
        return problemPage(u"The tenant knows nobody named “%1”."_s.arg(userName));

    const Attempt attempt = open.value();
    m_attempts.erase(open);
    const QString denied = u"access_denied"_s;
    if (userName.isEmpty()) {
        return redirectError(
            attempt.client, attempt.state, denied, u"The person cancelled the sign-in"_s);
    }
    if (m_isRefusing) {
        return redirectError(
            attempt.client, attempt.state, denied, u"The tenant does not let this person in"_s);
    }
    Code code { attempt, person->rights, m_clock.utcNow().toMSecsSinceEpoch() + LifetimeMs };
    code.rights.id = attempt.client.id;
    const QString text = QString::fromLatin1(base64Url(randomBytes(4)));
    m_codes.insert(text, code);
    return redirect(attempt.client.landing, attempt.state, { { "code", text } });
}

Authorizations::Redeemed Authorizations::redeem(const QHash<QString, QString>& form)
{
    forgetOld();
    const auto code = m_codes.find(form.value(u"code"_s));
    if (code == m_codes.end())
        return {};
    if (std::exchange(code->isUsed, true))
        return { .rights = {}, .isReplayed = true };
    const Attempt& attempt = code->attempt;
    const bool fits = form.value(u"client_id"_s) == attempt.client.id
        && form.value(u"redirect_uri"_s) == attempt.client.redirectUri
        && challengeOf(form.value(u"code_verifier"_s)) == attempt.challenge;
    return { .rights = fits ? std::optional(code->rights) : std::nullopt };
}

const PublicClient* Authorizations::client(const QString& id) const
{
    const auto found = std::ranges::find(m_clients, id, &PublicClient::id);
    return found == m_clients.end() ? nullptr : &*found;
}

void Authorizations::forgetOld()
{
    const auto isOld = [nowMs = m_clock.utcNow().toMSecsSinceEpoch()](
                           const auto& entry) { return entry.value().expiresMs <= nowMs; };
    m_attempts.removeIf(isOld);
    m_codes.removeIf(isOld);
}

} // namespace ic::demo
