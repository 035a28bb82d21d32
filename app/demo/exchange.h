#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace ic::demo {

/// One request as the tenant sees it, independent of the transport.
struct Request
{
    QByteArray verb; ///< "GET", "POST", …
    QStringList segments; ///< of the path, each percent-decoded: a %2F stays inside its segment
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
/// The text fields of a multipart/form-data body.
QHash<QString, QString> decodeMultipart(const QByteArray& body, const QByteArray& contentType);

/// 200 or `status` with a JSON body.
Answer jsonAnswer(QByteArray body, int status = 200);
/// `status` without a body.
Answer emptyAnswer(int status);

// The shapes of errors. `detail` says what is wrong with this request.

Answer badSyntax(const QString& detail); ///< 400.0
Answer badContent(const QString& detail); ///< 400.1
Answer illegalValue(const QString& detail); ///< 400.1.3
Answer unauthorized(const QString& detail); ///< 401 {"error": …}
Answer forbidden(); ///< 403
Answer notFound(); ///< 404
Answer unsupportedMediaType(); ///< 415, outside of the description
Answer rateLimited(int retryAfterSeconds); ///< 429 {"message": …}
/// 500 and other 5xx; `text`: in place of the usual one.
Answer internalFault(int status = 500, const QString& text = {});
Answer gatewayPage(int status); ///< text/html, as a gateway, a portal or a firewall answers
Answer tokenError(int status, const QString& error, const QString& description);

} // namespace ic::demo
