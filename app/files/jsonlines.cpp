#include "files/jsonlines.h"

#include "api/identityfields.h"
#include "api/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ic {

void JsonLinesWriter::member(QUtf8StringView name, const QJsonValue& value)
{
    this->name(name);
    this->value(value);
}

void JsonLinesWriter::member(QUtf8StringView name, QUtf8StringView text)
{
    this->name(name);
    this->text(text);
}

void JsonLinesWriter::name(QUtf8StringView name)
{
    m_block += m_inRow ? ',' : '{';
    m_inRow = true;
    text(name);
    m_block += ':';
}

void JsonLinesWriter::endRow()
{
    m_block += m_inRow ? "}\n" : "{}\n";
    m_inRow = false;
}

void JsonLinesWriter::record(QByteArrayView json)
{
    const qsizetype begin = m_block.size();
    appendCompact(m_block, json);
    // As the first character of a text some readers drop it, Qt's among them.
    const QByteArrayView first("\"\xEF\xBB\xBF");
    for (qsizetype at = begin; (at = m_block.indexOf(first[1], at)) >= 0; ++at) {
        if (QByteArrayView(m_block).sliced(at - 1).startsWith(first))
            m_block.replace(at, first.size() - 1, "\\ufeff");
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
        text(value.toString().toUtf8());
        break;
    case QJsonValue::Array:
        m_block += QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
        break;
    case QJsonValue::Object:
        m_block += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        break;
    }
}

void JsonLinesWriter::text(QUtf8StringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    m_block += '"';
    for (const char c : text) {
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

} // namespace ic
