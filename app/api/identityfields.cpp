#include "api/identityfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QVariant>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::IdentityFields)
};

/// Writes `value` with leading zeros into the `count` characters that end before `end`.
void putDigits(QChar* end, int count, qint64 value)
{
    for (; count > 0; --count, value /= 10)
        *--end = QChar(static_cast<char16_t>(u'0' + value % 10));
}

/// "2026-11-23T13:00:00.000Z". QDateTime::toString() takes longer than all the rest of a row.
QString isoText(const QDateTime& date)
{
    if (!date.isValid())
        return {};
    const QDate day = date.toUTC().date();
    if (day.year() < 0 || day.year() > 9999)
        return date.toUTC().toString(Qt::ISODateWithMs);
    constexpr qint64 msPerDay = 86'400'000;
    const qint64 ms = ((date.toMSecsSinceEpoch() % msPerDay) + msPerDay) % msPerDay;
    QString text = u"0000-00-00T00:00:00.000Z"_s;
    QChar* const start = text.data();
    int year = 0;
    int month = 0;
    int dayOfMonth = 0;
    day.getDate(&year, &month, &dayOfMonth);
    putDigits(start + 4, 4, year);
    putDigits(start + 7, 2, month);
    putDigits(start + 10, 2, dayOfMonth);
    putDigits(start + 13, 2, ms / 3'600'000);
    putDigits(start + 16, 2, ms / 60'000 % 60);
    putDigits(start + 19, 2, ms / 1000 % 60);
    putDigits(start + 23, 3, ms % 1000);
    return text;
}

QString flagText(bool flag)
{
    return flag ? u"true"_s : u"false"_s;
}

const auto& table()
{
    static const std::array fields {
        IdentityField { FieldId::Id, u"id"_s, Texts::tr("Id"), {}, u"id"_s,
            [](const Identity& identity) { return identity.id.text(); } },
        IdentityField { FieldId::Name, u"name"_s, Texts::tr("Display name"), u"name"_s, u"name"_s,
            [](const Identity& identity) { return identity.name; } },
        IdentityField { FieldId::Alias, u"alias"_s, Texts::tr("Account name"), u"alias"_s,
            u"alias"_s, [](const Identity& identity) { return identity.alias; } },
        IdentityField { FieldId::EmailAddress, u"emailAddress"_s, Texts::tr("Email"), {},
            u"email"_s, [](const Identity& identity) { return identity.emailAddress; } },
        IdentityField { FieldId::IdentityStatus, u"identityStatus"_s, Texts::tr("Status"),
            u"cloudStatus"_s, u"cloudStatus"_s,
            [](const Identity& identity) { return identity.identityStatus; } },
        IdentityField { FieldId::ProcessingState, u"processingState"_s,
            Texts::tr("Processing state"), {}, u"processingState"_s,
            [](const Identity& identity) { return identity.processingState; } },
        IdentityField { FieldId::LifecycleState, u"lifecycleState"_s, Texts::tr("Lifecycle state"),
            {}, {},
            [](const Identity& identity) {
                return identity.lifecycleState ? identity.lifecycleState->stateName : QString();
            } },
        IdentityField { FieldId::ManagerName, u"managerName"_s, Texts::tr("Manager"), {}, {},
            [](const Identity& identity) {
                return identity.manager ? identity.manager->name : QString();
            } },
        IdentityField { FieldId::IsManager, u"isManager"_s, Texts::tr("Manager of others"), {}, {},
            [](const Identity& identity) { return flagText(identity.isManager); } },
        IdentityField { FieldId::Created, u"created"_s, Texts::tr("Created"), {}, {},
            [](const Identity& identity) { return isoText(identity.created); } },
        IdentityField { FieldId::Modified, u"modified"_s, Texts::tr("Modified"), {}, {},
            [](const Identity& identity) { return isoText(identity.modified); } },
        IdentityField { FieldId::LastRefresh, u"lastRefresh"_s, Texts::tr("Last refresh"), {}, {},
            [](const Identity& identity) { return isoText(identity.lastRefresh); } },
    };
    return fields;
}

const QString AttributePrefix = u"attributes."_s;

ExportColumn columnFor(const IdentityField& field)
{
    ExportColumn column { field.key, field.text, field.title };
    if (field.id == FieldId::IsManager) {
        column.value = [](const Identity& identity) { return QJsonValue(identity.isManager); };
    } else {
        column.value = [text = field.text](const Identity& identity) {
            const QString value = text(identity);
            return value.isEmpty() ? QJsonValue() : QJsonValue(value);
        };
    }
    return column;
}

} // namespace

std::span<const IdentityField> identityFields()
{
    return table();
}

const IdentityField& identityField(FieldId id)
{
    const IdentityField& field = table().at(static_cast<std::size_t>(id));
    Q_ASSERT(field.id == id);
    return field;
}

const IdentityField* identityFieldForKey(const QString& key)
{
    const auto found = std::find_if(table().begin(), table().end(),
        [&key](const IdentityField& field) { return field.key == key; });
    return found == table().end() ? nullptr : &*found;
}

QList<ExportColumn> defaultExportColumns()
{
    QList<ExportColumn> columns;
    for (const IdentityField& field : table())
        columns.append(columnFor(field));
    return columns;
}

ExportColumn exportColumn(FieldId id)
{
    return columnFor(identityField(id));
}

ExportColumn attributeColumn(const QString& key)
{
    return { AttributePrefix + key,
        [key](const Identity& identity) { return attributeText(identity.attributes.value(key)); },
        key, [key](const Identity& identity) { return identity.attributes.value(key); } };
}

std::optional<ExportColumn> exportColumnForKey(const QString& key)
{
    if (const IdentityField* field = identityFieldForKey(key))
        return columnFor(*field);
    if (key.startsWith(AttributePrefix) && key.size() > AttributePrefix.size())
        return attributeColumn(key.mid(AttributePrefix.size()));
    return std::nullopt;
}

QString attributeText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Bool:
        return flagText(value.toBool());
    case QJsonValue::Double: {
        // Whole numbers are kept as 64-bit integers; as a double the last digits would be lost.
        const QVariant number = value.toVariant();
        if (number.typeId() == QMetaType::LongLong)
            return QString::number(number.toLongLong());
        return QString::number(number.toDouble(), 'f', QLocale::FloatingPointShortest);
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array: {
        QStringList texts;
        const QJsonArray elements = value.toArray();
        for (const auto& element : elements)
            texts.append(attributeText(element));
        return texts.join(u", "_s);
    }
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    Q_UNREACHABLE();
}

QStringList stableSorters(const QStringList& sorters)
{
    QStringList result = sorters;
    for (const FieldId id : { FieldId::Name, FieldId::Alias }) {
        const QString& sorter = identityField(id).sorter;
        if (!result.contains(sorter) && !result.contains(u'-' + sorter))
            result.append(sorter);
    }
    return result;
}

} // namespace ic
