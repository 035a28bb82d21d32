#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

class QJsonArray;
class QJsonObject;

namespace ic::demo {

/// One request as the tenant sees it, independent of the transport.
struct Request
{
    QByteArray verb; ///< "GET", "POST", …
    QStringList segments
        = {}; ///< of the path, each percent-decoded: a %2F stays inside its segment
    QHash<QString, QString> query; ///< decoded; `+` is a space
    QByteArray authorization;
    QByteArray experimental; ///< of X-SailPoint-Experimental
    QByteArray contentType;
    QByteArray body;

    QString path() const { return u'/' + segments.join(u'/'); }
};

/// One answer. An empty body has no content type.
struct Answer
{
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = QByteArrayLiteral("application/json");
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

/// `a=1&b=%20` decoded; also the form of a urlencoded body.
QHash<QString, QString> decodeForm(QByteArrayView text);
/// Base64 for addresses (RFC 4648 5), without padding.
QByteArray base64Url(const QByteArray& bytes);
/// Eight bytes for each word that nobody can guess.
QByteArray randomBytes(int words);

/// 200 or `status` with a JSON body.
Answer jsonAnswer(const QByteArray& body, int status = 200);
Answer jsonAnswer(const QJsonObject& body, int status = 200);
Answer jsonAnswer(const QJsonArray& body);
/// `status` without a body.
Answer emptyAnswer(int status);

/// Errors in the form of ErrorResponseDto.
enum class Refusal {
    BadSyntax, ///< 400.0
    BadContent, ///< 400.1
    IllegalValue, ///< 400.1.3
    Forbidden, ///< 403
    NotFound, ///< 404
    UnsupportedMediaType, ///< 415, outside of the description
};
/// `detail` says what is wrong with this request.
Answer refuse(Refusal refusal, const QString& detail = {});
/// 500 and other 5xx in the same form; `text`: in place of the usual one.
Answer internalFault(int status, const QString& text);

Answer unauthorized(const QString& detail); ///< 401 {"error": …}
Answer rateLimited(int retryAfterSeconds); ///< 429 {"message": …}
Answer gatewayPage(int status); ///< text/html, as a gateway, a portal or a firewall answers
Answer tokenError(int status, const QString& error, const QString& description);

} // namespace ic::demo
