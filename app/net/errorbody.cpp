#include "net/errorbody.h"

#include "base/wellformedjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype maxTextLength = 500; ///< a gateway may answer with a whole page

QString oneLine(const QString& text)
{
    const QString line = text.simplified();
    return line.size() > maxTextLength ? line.left(maxTextLength - 1) + u'…' : line;
}

/// The text of a scalar member; `error` and `message` have no type in the specification.
QString member(const QJsonObject& object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    return value.isObject() || value.isArray() ? QString() : value.toVariant().toString().trimmed();
}

/// Texts of ErrorMessageDto[] in the person's language where there are any, else in the tenant's,
/// else all. The same text often comes once for each.
QString messageText(const QJsonValue& list)
{
    QStringList requested;
    QStringList byDefault;
    QStringList other;
    const QJsonArray messages = list.isObject() ? QJsonArray { list } : list.toArray();
    for (const QJsonValue& value : messages) {
        const QJsonObject message = value.toObject();
        const QString text
            = value.isString() ? value.toString().trimmed() : member(message, "text"_L1);
        if (text.isEmpty())
            continue;
        const QString origin = member(message, "localeOrigin"_L1);
        if (origin == "REQUEST"_L1 && member(message, "locale"_L1) != "und"_L1)
            requested.append(text);
        else if (origin == "DEFAULT"_L1)
            byDefault.append(text);
        else
            other.append(text);
    }
    for (QStringList* texts : { &requested, &byDefault, &other }) {
        texts->removeDuplicates();
        if (!texts->isEmpty())
            return texts->join(u' ');
    }
    return {};
}

/// {error, error_description} of OAuth, {error, message} of gateways, or {error} alone.
QString oauthText(const QJsonObject& object)
{
    const QString error = member(object, "error"_L1);
    QString description = member(object, "error_description"_L1);
    if (description.isEmpty())
        description = member(object, "message"_L1);
    if (error.isEmpty() || description.isEmpty() || error == description)
        return error.isEmpty() ? description : error;
    return u"%1: %2"_s.arg(error, description);
}

QString textOf(const QJsonObject& object)
{
    const std::array candidates {
        messageText(object.value("causes"_L1)), // names the reason, `messages` only the class
        messageText(object.value("messages"_L1)),
        oauthText(object),
        member(object, "formatted_msg"_L1),
        member(object, "errorMessage"_L1),
        member(object, "detailMessage"_L1),
    };
    for (const QString& text : candidates) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/// Whether the members are those of ErrorResponseDto. Gateways say "message" and "status" instead.
bool isErrorResponse(const QJsonObject& object)
{
    const QJsonArray messages = object.value("messages"_L1).toArray();
    return !member(object, "detailCode"_L1).isEmpty() || !member(object, "trackingId"_L1).isEmpty()
        || (!messages.isEmpty() && messages.first().toObject().contains("text"_L1));
}

/// The names of the objects, in whichever of the forms the lists and entities have.
QString ownedNames(const QJsonValue& associations)
{
    const auto asList = [](const QJsonValue& value) {
        return value.isObject() ? QJsonArray { value } : value.toArray();
    };
    QStringList names;
    const QJsonArray all = asList(associations);
    for (const QJsonValue& association : all) {
        const QJsonArray entities = asList(association.toObject().value("entities"_L1));
        for (const QJsonValue& value : entities) {
            const QJsonObject entity = value.toObject();
            const QJsonObject inner = entity.contains("identityEntity"_L1)
                ? entity.value("identityEntity"_L1).toObject()
                : entity;
            const QString name = member(inner, "name"_L1);
            names.append(name.isEmpty() ? member(inner, "id"_L1) : name);
        }
    }
    names.removeAll(QString());
    return oneLine(names.join(u", "_s));
}

} // namespace

bool isWebPage(const QByteArray& contentType, const QByteArray& body)
{
    return contentType.toLower().contains("html") || body.trimmed().startsWith('<');
}

ErrorBody parseErrorBody(int status, const QByteArray& contentType, const QByteArray& body)
{
    const QByteArray content = body.trimmed();
    const QByteArray type = contentType.toLower();
    if (content.isEmpty() || isWebPage(type, content))
        return {};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(wellFormedJson(content), &problem);
    if (problem.error != QJsonParseError::NoError) {
        // Proxies answer in plain words ("upstream connect error"): better than nothing.
        const bool isPlain = type.startsWith("text/plain");
        return { .serverText = isPlain ? oneLine(QString::fromUtf8(content)) : QString() };
    }
    const QJsonObject object
        = document.isArray() ? document.array().first().toObject() : document.object();
    const QJsonValue associations = object.value("associationDetails"_L1);
    return {
        .serverText = oneLine(textOf(object)),
        .detailCode = oneLine(member(object, "detailCode"_L1)),
        .trackingId = oneLine(member(object, "trackingId"_L1)),
        .isErrorResponse = document.isObject() && isErrorResponse(object),
        .namesOwnedObjects = status == 400
            && (!associations.toArray().isEmpty() || !associations.toObject().isEmpty()),
        .ownedObjects = status == 400 ? ownedNames(associations) : QString(),
    };
}

} // namespace ic
