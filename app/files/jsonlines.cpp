#include "files/jsonlines.h"

#include "api/identityfields.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstring>

namespace ic {

namespace {

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// The position after the text that begins with the quote at `from`.
qsizetype afterText(QByteArrayView json, qsizetype from)
{
    qsizetype i = from + 1;
    while (i < json.size()) {
        const auto* quote = static_cast<const char*>(
            std::memchr(json.data() + i, '"', static_cast<std::size_t>(json.size() - i)));
        if (!quote)
            return json.size();
        const qsizetype at = quote - json.data();
        qsizetype backslashes = 0;
        while (at - backslashes > i && json[at - 1 - backslashes] == '\\')
            ++backslashes;
        if (backslashes % 2 == 0)
            return at + 1;
        i = at + 1;
    }
    return json.size();
}

} // namespace

void JsonLinesWriter::member(QStringView name, const QJsonValue& value)
{
    m_block += m_inRow ? ',' : '{';
    m_inRow = true;
    text(name);
    m_block += ':';
    this->value(value);
}

void JsonLinesWriter::endRow()
{
    m_block += m_inRow ? "}\n" : "{}\n";
    m_inRow = false;
}

void JsonLinesWriter::record(QByteArrayView json)
{
    for (qsizetype i = 0; i < json.size();) {
        if (isJsonSpace(json[i])) {
            ++i;
            continue;
        }
        const qsizetype from = i;
        while (i < json.size() && !isJsonSpace(json[i]))
            i = json[i] == '"' ? afterText(json, i) : i + 1;
        m_block.append(json.sliced(from, i - from));
    }
    m_block += '\n';
}

void JsonLinesWriter::value(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        m_block += "null";
        break;
    case QJsonValue::Bool:
        m_block += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        m_block += attributeText(value).toLatin1();
        break;
    case QJsonValue::String:
        text(value.toString());
        break;
    case QJsonValue::Array:
        m_block += QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
        break;
    case QJsonValue::Object:
        m_block += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        break;
    }
}

void JsonLinesWriter::text(QStringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    m_block += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_block += '\\';
            m_block += c;
        } else if (c == '\n') {
            m_block += "\\n";
        } else if (c == '\r') {
            m_block += "\\r";
        } else if (c == '\t') {
            m_block += "\\t";
        } else if (byte < 0x20) {
            m_block += "\\u00";
            m_block += hex[byte >> 4];
            m_block += hex[byte & 15];
        } else {
            m_block += c;
        }
    }
    m_block += '"';
}

QList<QByteArrayView> elementsOfJsonList(QByteArrayView json)
{
    QList<QByteArrayView> elements;
    int depth = 0;
    qsizetype begin = -1;
    const auto finish = [&](qsizetype end) {
        if (begin >= 0)
            elements.append(json.sliced(begin, end - begin));
        begin = -1;
    };
    for (qsizetype i = 0; i < json.size();) {
        const char c = json[i];
        const qsizetype at = i;
        i = c == '"' ? afterText(json, i) : i + 1;
        const bool closes = c == ']' || c == '}';
        if (depth == 1 && (c == ',' || closes))
            finish(at);
        else if (depth >= 1 && begin < 0 && !isJsonSpace(c))
            begin = at;
        if (closes)
            --depth;
        else if (c == '[' || c == '{')
            ++depth;
    }
    return elements;
}

} // namespace ic
