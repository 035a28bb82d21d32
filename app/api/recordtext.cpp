#include "api/recordtext.h"

#include "api/jsondocument.h"

#include <QJsonArray>

namespace ic {

QJsonObject RecordText::attributes() const
{
    const JsonDocument document(m_json);
    return document.root().member("attributes").toQt().toObject();
}

QJsonValue RecordText::attribute(const QString& key) const
{
    const JsonDocument document(m_json);
    return document.root().member("attributes").member(key.toUtf8()).toQt();
}

QJsonValue RecordText::value() const
{
    // A document is an object or a list, a record may be anything: it is what stands in a list.
    const JsonDocument document('[' + m_json + ']');
    return document.root().toQt().toArray().at(0);
}

bool RecordText::operator==(const RecordText& other) const
{
    return m_json == other.m_json || attributes() == other.attributes();
}

} // namespace ic
