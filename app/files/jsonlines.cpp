#include "files/jsonlines.h"

#include "api/identityfields.h"
#include "api/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ic {

namespace {

void appendEscaped(QByteArray& target, char c)
{
    static constexpr char hex[] = "0123456789abcdef";
    target += '\\';
    if (c == '"' || c == '\\') {
        target += c;
    } else if (c == '\n') {
        target += 'n';
    } else if (c == '\r') {
        target += 'r';
    } else if (c == '\t') {
        target += 't';
    } else {
        target += "u00";
        target += hex[static_cast<unsigned char>(c) >> 4U];
        target += hex[static_cast<unsigned char>(c) & 15U];
    }
}

} // namespace

void appendJson(QByteArray& target, QUtf8StringView text)
{
    const auto isPlain
        = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
    const qsizetype begin = target.size();
    target.resize(begin + text.size() + 2); // all that most texts need
    target[begin] = '"';
    char* at = target.data() + begin + 1;
    const char* from = text.data();
    const char* const end = from + text.size();
    while (from != end && isPlain(*from))
        *at++ = *from++;
    target.resize(at - target.data());
    for (; from != end; ++from) {
        if (isPlain(*from))
            target += *from;
        else
            appendEscaped(target, *from);
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
    case QJsonValue::Double: {
        // Nearly all are whole, but for zero without a doubt of how they are written.
        constexpr qint64 certain = qint64(1) << 53;
        const qint64 whole = value.toInteger();
        const bool isCertain = whole != 0 && whole > -certain && whole < certain;
        target += isCertain ? QByteArray::number(whole) : attributeText(value).toLatin1();
        break;
    }
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
