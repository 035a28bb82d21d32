#include "demo/exchange.h"

#include "demo/jsontext.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

QString decoded(QByteArrayView text)
{
    QByteArray copy = text.toByteArray();
    copy.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(copy));
}

Answer errorAnswer(int status, const QByteArray& detailCode, const QString& text)
{
    auto* random = QRandomGenerator::system();
    const QByteArray escaped = jsonEscaped(text);
    QByteArray body = "{\"detailCode\":\"" + detailCode + "\",\"trackingId\":\"";
    body += hexId(random->generate64(), random->generate64());
    // The same text twice is what the API does.
    body += "\",\"messages\":[{\"locale\":\"en-US\",\"localeOrigin\":\"DEFAULT\",\"text\":\"";
    body += escaped;
    body += "\"},{\"locale\":\"und\",\"localeOrigin\":\"REQUEST\",\"text\":\"";
    body += escaped;
    body += "\"}],\"causes\":[]}";
    return jsonAnswer(body, status);
}

QString withDetail(const QString& sentence, const QString& detail)
{
    return detail.isEmpty() ? sentence : sentence + u' ' + detail;
}

} // namespace

QHash<QString, QString> decodeForm(QByteArrayView text)
{
    QHash<QString, QString> fields;
    for (const QByteArray& pair : text.toByteArray().split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            fields.insert(decoded(pair), QString());
        else
            fields.insert(decoded(QByteArrayView(pair).first(equals)),
                decoded(QByteArrayView(pair).sliced(equals + 1)));
    }
    return fields;
}

QHash<QString, QString> decodeMultipart(const QByteArray& body, const QByteArray& contentType)
{
    QHash<QString, QString> fields;
    const qsizetype at = contentType.indexOf("boundary=");
    if (at < 0)
        return fields;
    QByteArray boundary = contentType.mid(at + 9);
    if (boundary.contains(';'))
        boundary.truncate(boundary.indexOf(';'));
    boundary = boundary.trimmed();
    if (boundary.startsWith('"') && boundary.endsWith('"') && boundary.size() > 1)
        boundary = boundary.mid(1, boundary.size() - 2);
    const QByteArray delimiter = "--" + boundary;
    qsizetype from = body.indexOf(delimiter);
    while (from >= 0) {
        from += delimiter.size();
        const qsizetype to = body.indexOf(delimiter, from);
        const qsizetype blank = body.indexOf("\r\n\r\n", from);
        if (to < 0 || blank < 0 || blank > to)
            break;
        const QByteArray head = body.mid(from, blank - from);
        const qsizetype name = head.indexOf(" name=\"");
        if (name >= 0) {
            const qsizetype nameEnd = head.indexOf('"', name + 7);
            const QByteArray value = body.mid(blank + 4, qMax<qsizetype>(0, to - blank - 6));
            fields.insert(QString::fromUtf8(head.mid(name + 7, nameEnd - name - 7)),
                QString::fromUtf8(value));
        }
        from = to;
    }
    return fields;
}

Answer jsonAnswer(QByteArray body, int status)
{
    return { status, std::move(body) };
}

Answer emptyAnswer(int status)
{
    return { status, {}, {}, {} };
}

Answer badSyntax(const QString& detail)
{
    return errorAnswer(
        400, "400.0 Bad request syntax", withDetail(u"The request could not be parsed."_s, detail));
}

Answer badContent(const QString& detail)
{
    return errorAnswer(400, "400.1 Bad request content",
        withDetail(
            u"The request was syntactically correct but its content is semantically invalid."_s,
            detail));
}

Answer illegalValue(const QString& detail)
{
    return errorAnswer(400, "400.1.3 Illegal value",
        withDetail(
            u"The request was syntactically correct but its content is semantically invalid."_s,
            detail));
}

Answer unauthorized(const QString& detail)
{
    return jsonAnswer("{\"error\":\"JWT validation failed: " + jsonEscaped(detail) + "\"}", 401);
}

Answer forbidden()
{
    return errorAnswer(
        403, "403 Forbidden", u"The server understood the request but refuses to authorize it."_s);
}

Answer notFound()
{
    return errorAnswer(404, "404 Not found",
        u"The server did not find a current representation for the target resource."_s);
}

Answer unsupportedMediaType()
{
    return errorAnswer(
        415, "415 Unsupported media type", u"The body has to be application/json."_s);
}

Answer rateLimited(int retryAfterSeconds)
{
    Answer answer = jsonAnswer("{\"message\":\" Rate Limit Exceeded \"}", 429);
    answer.headers.append({ "Retry-After", QByteArray::number(retryAfterSeconds) });
    return answer;
}

Answer internalFault(int status, const QString& text)
{
    return errorAnswer(status, QByteArray::number(status) + ".0 Internal Fault",
        text.isEmpty() ? u"An internal fault occurred."_s : text);
}

Answer gatewayPage(int status)
{
    Answer answer { status,
        "<html>\r\n<head><title>Gateway</title></head>\r\n<body>\r\n<center><h1>"
            + QByteArray::number(status)
            + "</h1></center>\r\n<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n",
        "text/html", {} };
    if (status >= 300 && status < 400)
        answer.headers.append(
            qMakePair(QByteArray("Location"), QByteArray("http://127.0.0.1:1/sign-in")));
    return answer;
}

Answer tokenError(int status, const QString& error, const QString& description)
{
    return jsonAnswer("{\"error\":\"" + jsonEscaped(error) + "\",\"error_description\":\""
            + jsonEscaped(description) + "\"}",
        status);
}

} // namespace ic::demo
