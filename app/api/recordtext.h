#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace ic {

/// A record as the tenant wrote it. What is in it beyond the fields of an Identity is read when
/// somebody asks: a page is read for a screen of it.
class RecordText
{
public:
    RecordText() = default;
    explicit RecordText(const QByteArray& json)
        : m_json(json)
    {
    }

    /// Free-form: texts, numbers, flags, null, lists.
    QJsonObject attributes() const;
    /// One of them; absent if there is none of that name.
    QJsonValue attribute(const QString& key) const;
    /// All of it, of whatever kind; absent if the record was not kept.
    QJsonValue value() const;

    /// Compares the attributes: what else matters of a record is in the fields.
    bool operator==(const RecordText& other) const;

private:
    QByteArray m_json;
};

} // namespace ic
