#include "api/jsondocument.h"

#include "base/wellformedjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <simdjson.h>

#include <bit>
#include <cmath>
#include <type_traits>
#include <utility>

namespace ic {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t MostDepth = 1025; // Qt's parser takes 1024, and this one what is below
constexpr std::size_t MostKept = 8'000'000; // bytes of the largest answer a parser is kept after
constexpr char ByteOrderMark[] = "\xEF\xBB\xBF";

QUtf8StringView viewOf(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

QJsonValue::Type typeOf(dom::element_type type)
{
    switch (type) {
    case dom::element_type::ARRAY:
        return QJsonValue::Array;
    case dom::element_type::OBJECT:
        return QJsonValue::Object;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
        return QJsonValue::Double;
    case dom::element_type::STRING:
        return QJsonValue::String;
    case dom::element_type::BOOL:
        return QJsonValue::Bool;
    case dom::element_type::NULL_VALUE:
        return QJsonValue::Null;
    }
    Q_UNREACHABLE();
}

/// Whole numbers of 64 bits stay exact, however they are written.
QJsonValue numberOf(const dom::element& element)
{
    if (element.is<int64_t>())
        return qint64(element.get_int64().value_unsafe());
    const double number = element.get_double().value_unsafe();
    constexpr double beyond = 0x1p63;
    if (number >= -beyond && number < beyond && number == std::trunc(number))
        return qint64(number);
    return number;
}

/// Of an element that is known to be of that type; empty if it is not.
std::string_view bytesOf(
    simdjson::simdjson_result<simdjson::ondemand::value>& element, QJsonValue::Type type)
{
    std::string_view bytes;
    simdjson::ondemand::object object;
    simdjson::ondemand::array array;
    const auto problem = type == QJsonValue::Object && !element.get_object().get(object)
        ? object.raw_json().get(bytes)
        : type == QJsonValue::Array && !element.get_array().get(array)
        ? array.raw_json().get(bytes)
        : element.raw_json_token().get(bytes);
    return problem ? std::string_view() : bytes;
}

/// The same numbers, but those beyond 64 bits with an exponent: the parser takes no others, and Qt
/// writes them without.
QByteArray withExponents(const QByteArray& json)
{
    constexpr int mostDigits = 19; // of a whole number in 64 bits, with its sign
    QByteArray result;
    bool isInText = false;
    int digits = 0;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        const bool endsValue = c == ',' || c == ']' || c == '}';
        if (!isInText && endsValue && digits > mostDigits)
            result += "e0";
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        result += c;
        if (isInText && c == '\\')
            result += json[++at];
        else if (c == '"')
            isInText = !isInText;
    }
    return result;
}

/// With as many readable bytes behind it as the parser wants.
QByteArray padded(QByteArray json)
{
    json.reserve(json.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    return json;
}

} // namespace

/// Between the public values, which know nothing of the parser, and the parser's.
class JsonPlace
{
public:
    static_assert(sizeof(JsonValue::Place) == sizeof(dom::element));
    static_assert(std::is_trivially_copyable_v<dom::element>);

    static JsonValue valueAt(const dom::element& element)
    {
        JsonValue value;
        value.m_place = std::bit_cast<JsonValue::Place>(element);
        value.m_type = typeOf(element.type());
        return value;
    }
    static dom::element elementOf(const JsonValue& value)
    {
        return std::bit_cast<dom::element>(value.m_place);
    }
    static dom::array arrayOf(const JsonValue& value)
    {
        return elementOf(value).get_array().value_unsafe();
    }
    static dom::object objectOf(const JsonValue& value)
    {
        return elementOf(value).get_object().value_unsafe();
    }
};

bool JsonValue::isAbsent() const
{
    return m_type == QJsonValue::Null || m_type == QJsonValue::Undefined;
}

QUtf8StringView JsonValue::text() const
{
    if (m_type != QJsonValue::String)
        return {};
    return viewOf(JsonPlace::elementOf(*this).get_string().value_unsafe());
}

std::vector<JsonValue> JsonValue::elements() const
{
    std::vector<JsonValue> elements;
    if (!isArray())
        return elements;
    for (const dom::element element : JsonPlace::arrayOf(*this))
        elements.push_back(JsonPlace::valueAt(element));
    return elements;
}

JsonMembers JsonValue::members() const
{
    JsonMembers members;
    if (!isObject())
        return members;
    for (const dom::key_value_pair member : JsonPlace::objectOf(*this))
        members.push_back({ viewOf(member.key), JsonPlace::valueAt(member.value) });
    return members;
}

JsonValue JsonValue::member(QUtf8StringView key) const
{
    JsonValue last;
    if (!isObject())
        return last;
    const std::string_view wanted(key.data(), static_cast<std::size_t>(key.size()));
    for (const dom::key_value_pair member : JsonPlace::objectOf(*this)) {
        if (member.key == wanted)
            last = JsonPlace::valueAt(member.value);
    }
    return last;
}

QJsonValue JsonValue::toQt() const
{
    switch (m_type) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return m_type;
    case QJsonValue::Bool:
        return JsonPlace::elementOf(*this).get_bool().value_unsafe();
    case QJsonValue::Double:
        return numberOf(JsonPlace::elementOf(*this));
    case QJsonValue::String:
        return toQString(text());
    case QJsonValue::Array: {
        QJsonArray array;
        for (const JsonValue& element : elements())
            array.append(element.toQt());
        return array;
    }
    case QJsonValue::Object: {
        QJsonObject object;
        for (const JsonMember& member : members())
            object.insert(toQString(member.key), member.value.toQt());
        return object;
    }
    }
    Q_UNREACHABLE();
}

struct JsonDocument::Parsers
{
    Parsers()
    {
        if (tree.allocate(dom::MINIMAL_DOCUMENT_CAPACITY, MostDepth) != simdjson::SUCCESS)
            qBadAlloc();
    }

    dom::parser tree;
    simdjson::ondemand::parser places;
};

// Their memory is many times the answer's size and serves one answer after the other.
thread_local std::unique_ptr<JsonDocument::Parsers> JsonDocument::spareParsers;

JsonDocument::JsonDocument(const QByteArray& json)
    : m_parsers(spareParsers ? std::move(spareParsers) : std::make_unique<Parsers>())
    , m_json(padded(json.startsWith(ByteOrderMark) ? json.sliced(3) : json))
    , m_error { .offset = 0, .error = QJsonParseError::NoError }
{
    if (read(m_json))
        return;
    m_json = padded(wellFormedJson(m_json));
    if (read(m_json))
        return;
    const QJsonDocument lenient = QJsonDocument::fromJson(wellFormedJson(json), &m_error);
    if (m_error.error != QJsonParseError::NoError)
        return;
    m_rewritten = padded(withExponents(lenient.toJson(QJsonDocument::Compact)));
    if (!read(m_rewritten))
        m_error.error = QJsonParseError::IllegalValue;
}

JsonDocument::~JsonDocument()
{
    if (m_parsers->tree.capacity() <= MostKept)
        spareParsers = std::move(m_parsers);
}

bool JsonDocument::read(const QByteArray& json)
{
    dom::element root;
    if (m_parsers->tree.parse(json.constData(), static_cast<std::size_t>(json.size()), false)
            .get(root)
        || !(root.is_array() || root.is_object()))
        return false;
    m_root = JsonPlace::valueAt(root);
    return true;
}

std::vector<JsonRecord> JsonDocument::records() const
{
    std::vector<JsonRecord> records;
    for (const JsonValue& element : m_root.elements())
        records.push_back({ element, {} });
    if (!placeRecords(m_json, records))
        (void)placeRecords(m_rewritten, records);
    return records;
}

bool JsonDocument::placeRecords(const QByteArray& json, std::vector<JsonRecord>& records) const
{
    const simdjson::padded_string_view text(json.constData(), static_cast<std::size_t>(json.size()),
        static_cast<std::size_t>(json.capacity()));
    simdjson::ondemand::document document;
    simdjson::ondemand::array list;
    if (m_parsers->places.iterate(text).get(document) || document.get_array().get(list))
        return false;
    std::size_t place = 0;
    for (auto element : list) {
        if (place == records.size())
            return false;
        const std::string_view bytes = bytesOf(element, records[place].value.type());
        if (bytes.empty())
            return false;
        records[place++].json
            = QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())).trimmed();
    }
    return place == records.size();
}

QString toQString(QUtf8StringView text)
{
    if (!text.isEmpty() && text.front() == ByteOrderMark[0])
        return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(
            QByteArrayView(text.data(), text.size()));
    return text.toString();
}

void appendCompact(QByteArray& target, QByteArrayView json)
{
    const qsizetype before = target.size();
    target.resize(before + json.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    std::size_t size = 0;
    if (simdjson::minify(
            json.data(), static_cast<std::size_t>(json.size()), target.data() + before, size)
        != simdjson::SUCCESS)
        qFatal("What was read as JSON is none.");
    target.resize(before + static_cast<qsizetype>(size));
}

} // namespace ic
