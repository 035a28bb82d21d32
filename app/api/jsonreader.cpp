#include "api/jsonreader.h"

#include "base/qtversion.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QVariant>

#include <cstring>
#include <iterator>

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
QString scalarText(const JsonValue& scalar)
{
    if (scalar.type() == QJsonValue::String)
        return toQString(scalar.text());
    const QJsonValue value = scalar.toQt();
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (!value.isDouble())
        return {};
    const QVariant number = value.toVariant(); // whole numbers stay whole
    return number.typeId() == QMetaType::LongLong ? QString::number(number.toLongLong())
                                                  : QString::number(value.toDouble(), 'g', 17);
}

} // namespace

JsonReader::JsonReader(const JsonValue& root, JsonFault& fault)
    : m_object(root)
    , m_members(root.members())
    , m_fault(&fault)
{
    (void)accepts(root, QJsonValue::Object, {});
}

JsonReader::JsonReader(
    const JsonValue& object, const JsonReader& parent, QLatin1StringView key, qsizetype index)
    : m_object(object)
    , m_members(object.members())
    , m_parent(&parent)
    , m_key(key)
    , m_index(index)
    , m_fault(parent.m_fault)
{
}

JsonValue JsonReader::value(QLatin1StringView key) const
{
    const auto size = static_cast<std::size_t>(key.size());
    for (auto member = m_members.crbegin(); member != m_members.crend(); ++member) {
        if (member->key.size() == key.size()
            && std::memcmp(member->key.data(), key.data(), size) == 0)
            return member->value;
    }
    return {};
}

JsonValue JsonReader::objectValue(QLatin1StringView key) const
{
    const JsonValue found = value(key);
    return accepts(found, QJsonValue::Object, key) ? found : JsonValue();
}

QJsonObject JsonReader::object() const
{
    return m_object.toQt().toObject();
}

bool JsonReader::has(QLatin1StringView key) const
{
    return !value(key).isAbsent();
}

QString JsonReader::text(QLatin1StringView key) const
{
    return scalarText(scalar(key, QJsonValue::String));
}

QUtf8StringView JsonReader::utf8(QLatin1StringView key, QByteArrayList& converted) const
{
    const JsonValue found = scalar(key, QJsonValue::String);
    if (found.isAbsent() || found.type() == QJsonValue::String)
        return found.text();
    converted.append(scalarText(found).toUtf8());
    return QUtf8StringView(converted.constLast());
}

QString JsonReader::requiredText(QLatin1StringView key) const
{
    const QString found = text(key);
    if (found.isEmpty())
        fail(value(key), QJsonValue::String, key);
    return found;
}

bool JsonReader::flag(QLatin1StringView key, bool fallback) const
{
    const QJsonValue found = scalar(key, QJsonValue::Bool).toQt();
    if (found.isBool())
        return found.toBool();
    if (found.isDouble())
        return found.toDouble() != 0;
    const QString word = found.toString();
    if (word.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return word.compare("false"_L1, Qt::CaseInsensitive) != 0 && fallback;
}

int JsonReader::integer(QLatin1StringView key, int fallback) const
{
    const QJsonValue found = scalar(key, QJsonValue::Double).toQt();
    if (found.isDouble())
        return qRound(qBound(-2e9, found.toDouble(), 2e9));
    bool isNumber = false;
    const int number = found.toString().toInt(&isNumber);
    return isNumber ? number : fallback;
}

QDateTime JsonReader::timestamp(QLatin1StringView key) const
{
    return timestampOf(value(key));
}

Timestamp JsonReader::timestampWithText(QLatin1StringView key) const
{
    return { .utc = timestamp(key), .text = text(key) };
}

QStringList JsonReader::texts(QLatin1StringView key) const
{
    const JsonValue found = value(key);
    if (!found.isArray())
        return found.isAbsent() ? QStringList() : QStringList { text(key) };
    QStringList result;
    qsizetype index = 0;
    for (const JsonValue& element : found.elements()) {
        if (element.isObject() || element.isArray())
            fail(element, QJsonValue::String, key, index);
        else if (!element.isAbsent())
            result.append(scalarText(element));
        ++index;
    }
    return result;
}

JsonValue JsonReader::scalar(QLatin1StringView key, QJsonValue::Type expected) const
{
    const JsonValue found = value(key);
    if (!found.isObject() && !found.isArray())
        return found;
    fail(found, expected, key);
    return {};
}

bool JsonReader::accepts(
    const JsonValue& value, QJsonValue::Type type, QLatin1StringView key, qsizetype index) const
{
    if (value.type() == type)
        return true;
    // A null in the list that is the whole answer is a fault: leaving it out would shorten the
    // page, and a short page means the end of the data.
    if (!value.isAbsent() || (!m_parent && key.isEmpty()))
        fail(value, type, key, index);
    return false;
}

void JsonReader::fail(
    const JsonValue& value, QJsonValue::Type expected, QLatin1StringView key, qsizetype index) const
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

QDateTime timestampOf(const JsonValue& value)
{
    if (value.type() == QJsonValue::String)
        return parseTimestamp(value.text());
    if (value.type() == QJsonValue::Double)
        return QDateTime::fromMSecsSinceEpoch(value.toQt().toInteger(), Utc);
    return {};
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
