#include "auth/signinattempt.h"

#include "base/plaintext.h"
#include "base/thiscomputer.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::SignInAttempt)
};

constexpr qsizetype RandomBytes = 32;
constexpr qsizetype LongestReason = 200; // characters, of the tenant's words
const QString Prefix = u"sp1."_s;

constexpr QByteArray::Base64Options Base64Url
    = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// Takes as long wherever the first difference is.
bool isSame(const QByteArray& a, const QByteArray& b)
{
    if (a.size() != b.size())
        return false;
    volatile uchar difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = difference | static_cast<uchar>(a.at(i) ^ b.at(i));
    return difference == 0;
}

SignInAttempt::Answer refused(const QString& problem)
{
    return { .problem = problem };
}

SignInAttempt::Answer damaged()
{
    return refused(Texts::tr("The text is not whole. Copy it again, from its first letter to its "
                             "last."));
}

SignInAttempt::Answer tooLate()
{
    return refused(Texts::tr("The ten minutes of this sign-in are over. Start it anew."));
}

/// What RFC 6749, 4.1.2.1 calls `error`, in words.
QString wordsFor(const QString& error, const QString& description)
{
    const QString said = shownLine(description.isEmpty() ? error : description.left(LongestReason));
    if (error == u"access_denied"_s)
        return Texts::tr("The tenant did not allow the sign-in: %1").arg(said);
    if (error == u"invalid_scope"_s)
        return Texts::tr("The tenant refuses the scopes of the client: %1. A client cannot have "
                         "sp:scopes:all together with sp:scopes:default.")
            .arg(said);
    return Texts::tr("The tenant refused the sign-in: %1").arg(said);
}

} // namespace

QByteArray SignInAttempt::systemRandom(qsizetype bytes)
{
    QByteArray random(bytes, Qt::Uninitialized);
    for (char& byte : random)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return random;
}

SignInAttempt::SignInAttempt(
    const QString& clientId, const QString& redirectUri, const Clock& clock, const Random& random)
    : m_clientId(clientId)
    , m_redirectUri(redirectUri)
    , m_verifier(QString::fromLatin1(random(RandomBytes).toBase64(Base64Url)))
    , m_state(random(RandomBytes).toBase64(Base64Url))
    , m_age(clock)
{
}

QUrl SignInAttempt::page(const QUrl& endpoint) const
{
    const QByteArray challenge
        = QCryptographicHash::hash(m_verifier.reveal().toLatin1(), QCryptographicHash::Sha256)
              .toBase64(Base64Url);
    QByteArray query = endpoint.query(QUrl::FullyEncoded).toLatin1();
    const TokenEndpoint::Fields fields { { "client_id", m_clientId },
        { "response_type", u"code"_s }, { "redirect_uri", m_redirectUri },
        { "state", QString::fromLatin1(m_state) },
        { "code_challenge", QString::fromLatin1(challenge) },
        { "code_challenge_method", u"S256"_s } };
    for (const auto& [name, value] : fields)
        query += (query.isEmpty() ? "" : "&") + name + '=' + QUrl::toPercentEncoding(value);
    QUrl url = endpoint;
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

QString SignInAttempt::confirmationCode() const
{
    const QString state = QString::fromLatin1(m_state);
    return state.mid(0, 4) + u'-' + state.mid(4, 4);
}

bool SignInAttempt::isOwn(const QString& state) const
{
    return isSame(state.toUtf8(), m_state);
}

SignInAttempt::Answer SignInAttempt::readText(const QString& pasted) const
{
    if (msLeft() == 0)
        return tooLate();
    QString text = pasted.left(LongestText + 1);
    text.removeIf([](QChar letter) { return letter.isSpace(); }); // lines are broken on the way
    if (text.isEmpty())
        return refused(Texts::tr("Paste the text that the page gives you."));
    if (text == confirmationCode())
        return refused(
            Texts::tr("This is the confirmation code. Paste the text that the page gives "
                      "you to copy."));
    if (!text.startsWith(Prefix))
        return refused(
            Texts::tr("This is not the text of the page: that begins with “%1”.").arg(Prefix));
    const auto decoded = QByteArray::fromBase64Encoding(
        text.mid(Prefix.size()).toLatin1(), Base64Url | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonDocument document
        = decoded ? QJsonDocument::fromJson(decoded.decoded) : QJsonDocument();
    if (text.size() > LongestText || !document.isObject())
        return damaged();
    const QJsonObject answer = document.object();
    if (answer.value(u"v") != QJsonValue(1))
        return refused(Texts::tr("The page gives its text in a form that this version of the "
                                 "program does not know."));
    if (!isOwn(answer.value(u"state").toString()))
        return refused(
            Texts::tr("This text belongs to another sign-in. Take that of the page which "
                      "shows the confirmation code %1.")
                .arg(confirmationCode()));
    const Secret code(answer.value(u"code").toString());
    return code.isEmpty() ? damaged() : Answer { .code = code };
}

SignInAttempt::Answer SignInAttempt::readRedirect(const QUrlQuery& query) const
{
    const auto only = [&query](const QString& name) {
        const QStringList all = query.allQueryItemValues(name, QUrl::FullyDecoded);
        return all.size() == 1 ? all.constFirst() : QString();
    };
    if (msLeft() == 0)
        return tooLate();
    if (!isOwn(only(u"state"_s)))
        return refused(Texts::tr("An answer came that does not belong to this sign-in. It was not "
                                 "taken."));
    if (const QString error = only(u"error"_s); !error.isEmpty())
        return refused(wordsFor(error, only(u"error_description"_s)));
    const Secret code(only(u"code"_s));
    return code.isEmpty() ? refused(Texts::tr("The tenant's answer holds no code to sign in with."))
                          : Answer { .code = code };
}

TokenEndpoint::Fields SignInAttempt::formFor(const Secret& code) const
{
    return { { "grant_type", u"authorization_code"_s }, { "client_id", m_clientId },
        { "code", code.reveal() }, { "redirect_uri", m_redirectUri },
        { "code_verifier", m_verifier.reveal() } };
}

QUrl authorizeEndpointIn(const QByteArray& info, const QString& host, QString* problem)
{
    const QString text
        = QJsonDocument::fromJson(info).object().value(u"authorizeEndpoint").toString();
    const QUrl url(text, QUrl::StrictMode);
    const bool isSafe
        = url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isThisComputer(url.host()));
    if (text.isEmpty())
        *problem = Texts::tr("%1 does not say where people sign in with the browser.").arg(host);
    else if (!url.isValid() || url.host().isEmpty() || !isSafe || !url.userInfo().isEmpty()
        || url.hasFragment())
        *problem = Texts::tr("%1 names a page to sign in at that is not safe to open.").arg(host);
    else
        return url;
    return {};
}

} // namespace ic
