#include "files/jsonlines.h"

#include "api/identityfields.h"
#include "api/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ic {

void appendJson(QByteArray& target, QUtf8StringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    target += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            target += '\\';
            target += c;
        } else if (c == '\n') {
            target += "\\n";
        } else if (c == '\r') {
            target += "\\r";
        } else if (c == '\t') {
            target += "\\t";
        } else if (byte < 0x20) {
            target += "\\u00";
            target += hex[byte >> 4];
            target += hex[byte & 15];
        } else {
            target += c;
        }
    }
    target += '"';
}

void appendJson(QByteArray& target, const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        target += "null";
        break;
    case QJsonValue::Bool:
        target += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        target += attributeText(value).toLatin1();
        break;
    case QJsonValue::String:
        appendJson(target, QUtf8StringView(value.toString().toUtf8()));
        break;
    case QJsonValue::Array:
        target += QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
        break;
    case QJsonValue::Object:
        target += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        break;
    }
}

void JsonLinesWriter::member(QUtf8StringView name, const QJsonValue& value)
{
    this->name(name);
    appendJson(m_block, value);
}

void JsonLinesWriter::member(QUtf8StringView name, QUtf8StringView text)
{
    this->name(name);
    appendJson(m_block, text);
}

void JsonLinesWriter::name(QUtf8StringView name)
{
    m_block += m_inRow ? ',' : '{';
    m_inRow = true;
    appendJson(m_block, name);
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

} // namespace ic
