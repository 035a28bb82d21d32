#include "demo/exchange.h"

#include "demo/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

struct RefusalRule
{
    int status;
    QStringView detailCode;
    QStringView text;
};

constexpr QStringView Invalid
    = u"The request was syntactically correct but its content is semantically invalid.";

/// In the order of Refusal.
constexpr RefusalRule Refusals[] = {
    { 400, u"400.0 Bad request syntax", u"The request could not be parsed." },
    { 400, u"400.1 Bad request content", Invalid },
    { 400, u"400.1.3 Illegal value", Invalid },
    { 403, u"403 Forbidden", u"The server understood the request but refuses to authorize it." },
    { 404, u"404 Not found",
        u"The server did not find a current representation for the target resource." },
    { 415, u"415 Unsupported media type", u"The body has to be application/json." },
};

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

QJsonObject message(const QString& locale, const QString& origin, const QString& text)
{
    return { { u"locale"_s, locale }, { u"localeOrigin"_s, origin }, { u"text"_s, text } };
}

Answer errorAnswer(int status, const QString& detailCode, const QString& text)
{
    auto* random = QRandomGenerator::system();
    return jsonAnswer(
        QJsonObject {
            { u"detailCode"_s, detailCode },
            { u"trackingId"_s,
                QString::fromLatin1(hexId(random->generate64(), random->generate64())) },
            // The same text twice is what the API does.
            { u"messages"_s,
                QJsonArray { message(u"en-US"_s, u"DEFAULT"_s, text),
                    message(u"und"_s, u"REQUEST"_s, text) } },
            { u"causes"_s, QJsonArray() },
        },
        status);
}

} // namespace

QHash<QString, QString> decodeForm(QByteArrayView text)
{
    QHash<QString, QString> fields;
    for (const QByteArray& pair : text.toByteArray().split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty())
            fields.insert(
                decoded(pair.left(equals)), equals < 0 ? QString() : decoded(pair.mid(equals + 1)));
    }
    return fields;
}

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray randomBytes(int words)
{
    QByteArray bytes;
    for (int i = 0; i < words; ++i) {
        const quint64 word = QRandomGenerator::system()->generate64();
        bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
    return bytes;
}

Answer jsonAnswer(const QByteArray& body, int status)
{
    return { .status = status, .body = body };
}

Answer jsonAnswer(const QJsonObject& body, int status)
{
    return jsonAnswer(QJsonDocument(body).toJson(QJsonDocument::Compact), status);
}

Answer jsonAnswer(const QJsonArray& body)
{
    return jsonAnswer(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Answer emptyAnswer(int status)
{
    return { .status = status, .contentType = {} };
}

Answer refuse(Refusal refusal, const QString& detail)
{
    const RefusalRule& rule = Refusals[int(refusal)];
    const QString text = rule.text.toString();
    return errorAnswer(
        rule.status, rule.detailCode.toString(), detail.isEmpty() ? text : text + u' ' + detail);
}

Answer internalFault(int status, const QString& text)
{
    return errorAnswer(status, u"%1.0 Internal Fault"_s.arg(status),
        text.isEmpty() ? u"An internal fault occurred."_s : text);
}

Answer unauthorized(const QString& detail)
{
    return jsonAnswer(
        QJsonObject { { u"error"_s, u"JWT validation failed: %1"_s.arg(detail) } }, 401);
}

Answer rateLimited(int retryAfterSeconds)
{
    Answer answer = jsonAnswer("{\"message\":\" Rate Limit Exceeded \"}", 429);
    answer.headers.append({ "Retry-After", QByteArray::number(retryAfterSeconds) });
    return answer;
}

Answer gatewayPage(int status)
{
    Answer answer { .status = status,
        .body = "<html>\r\n<head><title>Gateway</title></head>\r\n<body>\r\n<center><h1>"
            + QByteArray::number(status)
            + "</h1></center>\r\n<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n",
        .contentType = "text/html" };
    if (status >= 300 && status < 400)
        answer.headers.emplaceBack("Location", "http://127.0.0.1:1/sign-in");
    return answer;
}

Answer tokenError(int status, const QString& error, const QString& description)
{
    return jsonAnswer(
        QJsonObject { { u"error"_s, error }, { u"error_description"_s, description } }, status);
}

} // namespace ic::demo
