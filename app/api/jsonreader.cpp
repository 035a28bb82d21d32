#include "api/jsonreader.h"

#include <QCoreApplication>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::JsonReader)
};

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return Texts::tr("null");
    case QJsonValue::Bool:
        return Texts::tr("true or false");
    case QJsonValue::Double:
        return Texts::tr("a number");
    case QJsonValue::String:
        return Texts::tr("text", "expected text, found nothing");
    case QJsonValue::Array:
        return Texts::tr("a list");
    case QJsonValue::Object:
        return Texts::tr("an object");
    case QJsonValue::Undefined:
        return Texts::tr("nothing");
    }
    Q_UNREACHABLE();
}

/// Text of a scalar; empty for null, absent and containers.
QString scalarText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: {
        const QVariant number = value.toVariant(); // whole numbers stay whole
        return number.typeId() == QMetaType::LongLong ? QString::number(number.toLongLong())
                                                      : QString::number(value.toDouble(), 'g', 17);
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
    case QJsonValue::Array:
    case QJsonValue::Object:
        return {};
    }
    Q_UNREACHABLE();
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
    if (value.isObject() || value.isArray())
        fail(value, QJsonValue::String, key);
    return scalarText(value);
}

QString JsonReader::requiredText(QLatin1StringView key) const
{
    const QString value = text(key);
    if (value.isEmpty())
        fail(m_object.value(key), QJsonValue::String, key);
    return value;
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
        fail(value, QJsonValue::Bool, key);
        return fallback;
    }
    Q_UNREACHABLE();
}

int JsonReader::integer(QLatin1StringView key, int fallback) const
{
    const QJsonValue value = m_object.value(key);
    if (value.isObject() || value.isArray()) {
        fail(value, QJsonValue::Double, key);
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
    const QJsonValue value = m_object.value(key);
    if (value.isString())
        return parseTimestamp(value.toString());
    if (value.isDouble()) // milliseconds since 1970, as in the attributes of an identity
        return QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC);
    return {};
}

Timestamp JsonReader::timestampWithText(QLatin1StringView key) const
{
    return { .utc = timestamp(key), .text = text(key) };
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
            fail(element, QJsonValue::String, key, i);
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
    // A null in the list that is the whole answer is a fault: leaving it out would shorten the
    // page, and a short page means the end of the data.
    const bool isAbsent = value.isNull() || value.isUndefined();
    if (!isAbsent || (!m_parent && key.isEmpty()))
        fail(value, type, key, index);
    return false;
}

void JsonReader::fail(const QJsonValue& value, QJsonValue::Type expected, QLatin1StringView key,
    qsizetype index) const
{
    if (m_fault->isSet())
        return;
    QString where = path();
    if (!key.isEmpty())
        where += u'.' + key;
    if (index >= 0)
        where += u"[%1]"_s.arg(index);
    m_fault->detail = Texts::tr("%1: expected %2, found %3")
                          .arg(where, typeName(expected), typeName(value.type()));
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

} // namespace ic
