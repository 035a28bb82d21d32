#include "api/jsonreader.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QLatin1StringView typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return "null"_L1;
    case QJsonValue::Bool:
        return "true or false"_L1;
    case QJsonValue::Double:
        return "a number"_L1;
    case QJsonValue::String:
        return "text"_L1;
    case QJsonValue::Array:
        return "a list"_L1;
    case QJsonValue::Object:
        return "an object"_L1;
    case QJsonValue::Undefined:
        return "nothing"_L1;
    }
    Q_UNREACHABLE();
}

/// Text of a scalar; a null QString for a container, an empty one for null and absent.
QString scalarText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return u""_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: {
        const QVariant number = value.toVariant(); // whole numbers stay whole
        return number.typeId() == QMetaType::LongLong ? QString::number(number.toLongLong())
                                                      : QString::number(value.toDouble(), 'g', 17);
    }
    case QJsonValue::Array:
    case QJsonValue::Object:
        return {};
    }
    Q_UNREACHABLE();
}

/// The number in `count` digits at `pos`, or -1.
int digits(QStringView text, qsizetype pos, qsizetype count)
{
    int number = 0;
    for (qsizetype i = pos; i < pos + count; ++i) {
        const char16_t c = text[i].unicode();
        if (c < u'0' || c > u'9')
            return -1;
        number = number * 10 + (c - u'0');
    }
    return number;
}

/// Seconds east of UTC for "Z", "+hh:mm", "+hhmm" and "" ; nullopt for anything else.
std::optional<int> offsetSeconds(QStringView zone)
{
    if (zone.isEmpty() || zone == u'Z' || zone == u'z')
        return 0;
    const bool colon = zone.size() == 6 && zone[3] == u':';
    if ((!colon && zone.size() != 5) || (zone[0] != u'+' && zone[0] != u'-'))
        return std::nullopt;
    const int hours = digits(zone, 1, 2);
    const int minutes = digits(zone, colon ? 4 : 3, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return std::nullopt;
    const int seconds = hours * 3600 + minutes * 60;
    return zone[0] == u'-' ? -seconds : seconds;
}

/// "yyyy-MM-ddTHH:mm:ss", fraction and zone by fixed positions: a page of 250 identities holds 750
/// dates, and QDateTime::fromString() would take longer than all the rest of the page.
QDateTime parseFixed(QStringView text)
{
    if (text.size() < 19 || text[4] != u'-' || text[7] != u'-' || text[10] != u'T'
        || text[13] != u':' || text[16] != u':')
        return {};
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const QDate date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    if (!date.isValid() || date.year() < 1 || !QTime::isValid(hour, minute, second))
        return {};
    qsizetype pos = 19;
    int ms = 0;
    if (pos < text.size() && text[pos] == u'.') {
        int weight = 100;
        const qsizetype first = ++pos;
        for (; pos < text.size() && digits(text, pos, 1) >= 0; ++pos, weight /= 10)
            ms += weight * digits(text, pos, 1);
        if (pos == first)
            return {};
    }
    const std::optional<int> offset = offsetSeconds(text.mid(pos));
    if (!offset)
        return {};
    constexpr qint64 julianDayOfEpoch = 2440588;
    const qint64 days = date.toJulianDay() - julianDayOfEpoch;
    const qint64 seconds = days * 86400 + hour * 3600 + minute * 60 + second - *offset;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + ms, Qt::UTC);
}

Expected<QJsonDocument> documentFrom(const ApiResponse& response, OperationId operation)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(response.body, &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    if (response.body.trimmed().isEmpty())
        return malformed(response, operation, u"$: expected JSON, found an empty body"_s);
    if (response.contentType.contains("html"))
        return malformed(response, operation, u"$: expected JSON, found a web page"_s);
    return malformed(response, operation,
        u"$: not JSON from byte %1 on: %2"_s.arg(error.offset).arg(error.errorString()));
}

QLatin1StringView typeName(const QJsonDocument& document)
{
    return typeName(document.isArray() ? QJsonValue::Array : QJsonValue::Object);
}

} // namespace

JsonReader::JsonReader(
    const QJsonObject& object, const JsonReader& parent, QLatin1StringView key, qsizetype index)
    : m_object(object)
    , m_parent(&parent)
    , m_key(key)
    , m_index(index)
    , m_fault(parent.m_fault)
{
}

bool JsonReader::has(QLatin1StringView key) const
{
    const QJsonValue value = m_object.value(key);
    return !value.isUndefined() && !value.isNull();
}

QString JsonReader::text(QLatin1StringView key) const
{
    const QJsonValue value = m_object.value(key);
    const QString text = scalarText(value);
    if (text.isNull() && (value.isObject() || value.isArray()))
        fail(value, "text"_L1, key);
    return text;
}

bool JsonReader::flag(QLatin1StringView key, bool fallback) const
{
    const QJsonValue value = m_object.value(key);
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return fallback;
    case QJsonValue::Double:
        return value.toDouble() != 0;
    case QJsonValue::String: {
        const QString text = value.toString();
        if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
            return true;
        return text.compare("false"_L1, Qt::CaseInsensitive) != 0 && fallback;
    }
    case QJsonValue::Array:
    case QJsonValue::Object:
        fail(value, "true or false"_L1, key);
        return fallback;
    }
    Q_UNREACHABLE();
}

int JsonReader::integer(QLatin1StringView key, int fallback) const
{
    const QJsonValue value = m_object.value(key);
    if (value.isObject() || value.isArray()) {
        fail(value, "a number"_L1, key);
        return fallback;
    }
    if (value.isDouble())
        return qRound(qBound(-2e9, value.toDouble(), 2e9));
    bool isNumber = false;
    const int number = value.toString().toInt(&isNumber);
    return isNumber ? number : fallback;
}

QDateTime JsonReader::timestamp(QLatin1StringView key) const
{
    const QString text = m_object.value(key).toString();
    return text.isEmpty() ? QDateTime() : parseTimestamp(text);
}

QStringList JsonReader::texts(QLatin1StringView key) const
{
    const QJsonValue value = m_object.value(key);
    if (!value.isArray())
        return has(key) ? QStringList { text(key) } : QStringList();
    QStringList result;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonValue element = array.at(i);
        if (element.isObject() || element.isArray())
            fail(element, "text"_L1, key, i);
        else if (!element.isNull())
            result.append(scalarText(element));
    }
    return result;
}

bool JsonReader::accepts(
    const QJsonValue& value, QJsonValue::Type type, QLatin1StringView key, qsizetype index) const
{
    if (value.type() == type)
        return true;
    if (!value.isNull() && !value.isUndefined())
        fail(value, typeName(type), key, index);
    return false;
}

void JsonReader::fail(const QJsonValue& value, QLatin1StringView expected, QLatin1StringView key,
    qsizetype index) const
{
    if (m_fault->isSet())
        return;
    QString where = path();
    if (!key.isEmpty())
        where += u'.' + key;
    if (index >= 0)
        where += u"[%1]"_s.arg(index);
    m_fault->detail = u"%1: expected %2, found %3"_s.arg(where, expected, typeName(value.type()));
}

QString JsonReader::path() const
{
    if (!m_parent)
        return u"$"_s;
    QString text = m_parent->path();
    if (!m_key.isEmpty())
        text += u'.' + m_key;
    if (m_index >= 0)
        text += u"[%1]"_s.arg(m_index);
    return text;
}

QDateTime parseTimestamp(QStringView text)
{
    QDateTime date = parseFixed(text);
    if (date.isValid())
        return date;
    date = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (date.timeSpec() == Qt::LocalTime)
        date.setTimeSpec(Qt::UTC);
    return date.toUTC();
}

Reference readReference(const JsonReader& reader)
{
    return { reader.text("type"_L1), reader.text("id"_L1), reader.text("name"_L1) };
}

std::optional<Reference> readReference(const JsonReader& reader, QLatin1StringView key)
{
    std::optional<Reference> result;
    reader.ifObject(key, [&](const JsonReader& inner) { result = readReference(inner); });
    return result;
}

Expected<QJsonObject> objectFrom(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonDocument> document = documentFrom(response, operation);
    if (!document)
        return document.error();
    if (!document->isObject())
        return malformed(
            response, operation, u"$: expected an object, found %1"_s.arg(typeName(*document)));
    return document->object();
}

Expected<QJsonArray> arrayFrom(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonDocument> document = documentFrom(response, operation);
    if (!document)
        return document.error();
    if (!document->isArray())
        return malformed(
            response, operation, u"$: expected a list, found %1"_s.arg(typeName(*document)));
    return document->array();
}

ApiError malformed(const ApiResponse& response, OperationId operation, const QString& detail)
{
    return {
        .kind = ApiError::Kind::Malformed,
        .httpStatus = response.status,
        .operation = operationInfo(operation).title,
        .detail = detail,
    };
}

} // namespace ic
