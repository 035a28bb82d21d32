#include "api/identityfields.h"

#include "api/attributekey.h"
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
void putDigits(char* end, int count, qint64 value)
{
    for (; count > 0; --count, value /= 10)
        *--end = static_cast<char>('0' + value % 10);
}

/// "2026-11-23T13:00:00.000Z". QDateTime::toString() takes longer than all the rest of a row.
QByteArray isoText(const QDateTime& date)
{
    if (!date.isValid())
        return {};
    const QDate day = date.toUTC().date();
    if (day.year() < 0 || day.year() > 9999)
        return date.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    constexpr qint64 msPerDay = 86'400'000;
    const qint64 ms = ((date.toMSecsSinceEpoch() % msPerDay) + msPerDay) % msPerDay;
    QByteArray text = QByteArrayLiteral("0000-00-00T00:00:00.000Z");
    char* const start = text.data();
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

QString textOf(const QString& text)
{
    return text;
}

QString textOf(const IdentityId& id)
{
    return id.text();
}

QString textOf(const QDateTime& date)
{
    return QString::fromLatin1(isoText(date));
}

QString textOf(bool flag)
{
    return flag ? u"true"_s : u"false"_s;
}

QUtf8StringView utf8Of(QUtf8StringView text, QByteArray&)
{
    return text;
}

QUtf8StringView utf8Of(const IdentityRecord::Date& date, QByteArray& buffer)
{
    // What can be read and has these signs is as isoText() writes it, but for the milliseconds that
    // may be missing; and for the 24th hour, which is the next day.
    constexpr qsizetype whole = 24;
    constexpr qsizetype withoutMs = 20;
    const QUtf8StringView text = date.text;
    const QDateTime utc = date.utc();
    const bool isUtc = utc.isValid() && text.size() >= withoutMs && text[10] == 'T'
        && text.back() == 'Z' && !(text[11] == '2' && text[12] == '4');
    if (isUtc && text.size() == whole && text[19] == '.')
        return text;
    if (isUtc && text.size() == withoutMs) {
        buffer = QByteArray(text.data(), withoutMs - 1) + ".000Z";
        return QUtf8StringView(buffer);
    }
    buffer = isoText(utc);
    return QUtf8StringView(buffer);
}

QUtf8StringView utf8Of(bool flag, QByteArray&)
{
    return flag ? "true" : "false";
}

/// Of an Identity and of an IdentityRecord alike: their members have the same names.
template <class Get>
IdentityField field(FieldId id, const QString& key, const QString& title, const QString& sorter,
    const QString& filterField, Get)
{
    return { id, key, title, sorter, filterField,
        [](const Identity& identity) { return textOf(Get()(identity)); },
        [](const IdentityRecord& record, QByteArray& buffer) {
            return utf8Of(Get()(record), buffer);
        } };
}

const auto& identityFieldTable()
{
    static const std::array fields {
        field(FieldId::Id, u"id"_s, Texts::tr("Id"), {}, u"id"_s,
            [](const auto& identity) { return identity.id; }),
        field(FieldId::Name, u"name"_s, Texts::tr("Display name"), u"name"_s, u"name"_s,
            [](const auto& identity) { return identity.name; }),
        field(FieldId::Alias, u"alias"_s, Texts::tr("Account name"), u"alias"_s, u"alias"_s,
            [](const auto& identity) { return identity.alias; }),
        field(FieldId::EmailAddress, u"emailAddress"_s, Texts::tr("Email"), {}, u"email"_s,
            [](const auto& identity) { return identity.emailAddress; }),
        field(FieldId::IdentityStatus, u"identityStatus"_s, Texts::tr("Status"), u"cloudStatus"_s,
            u"cloudStatus"_s, [](const auto& identity) { return identity.identityStatus; }),
        field(FieldId::ProcessingState, u"processingState"_s, Texts::tr("Processing state"), {},
            u"processingState"_s, [](const auto& identity) { return identity.processingState; }),
        field(FieldId::LifecycleState, u"lifecycleState"_s, Texts::tr("Lifecycle state"), {}, {},
            [](const auto& identity) {
                return identity.lifecycleState ? identity.lifecycleState->stateName
                                               : decltype(identity.lifecycleState->stateName)();
            }),
        field(FieldId::ManagerName, u"managerName"_s, Texts::tr("Manager"), {}, {},
            [](const auto& identity) {
                return identity.manager ? identity.manager->name
                                        : decltype(identity.manager->name)();
            }),
        field(FieldId::IsManager, u"isManager"_s, Texts::tr("Manager of others"), {}, {},
            [](const auto& identity) { return identity.isManager; }),
        field(FieldId::Created, u"created"_s, Texts::tr("Created"), {}, {},
            [](const auto& identity) { return identity.created; }),
        field(FieldId::Modified, u"modified"_s, Texts::tr("Modified"), {}, {},
            [](const auto& identity) { return identity.modified; }),
        field(FieldId::LastRefresh, u"lastRefresh"_s, Texts::tr("Last refresh"), {}, {},
            [](const auto& identity) { return identity.lastRefresh; }),
    };
    return fields;
}

ExportColumn columnFor(const IdentityField& field)
{
    return { .header = field.key, .title = field.title, .field = &field };
}

} // namespace

std::span<const IdentityField> identityFields()
{
    return identityFieldTable();
}

const IdentityField& identityField(FieldId id)
{
    const IdentityField& field = identityFieldTable().at(static_cast<std::size_t>(id));
    Q_ASSERT(field.id == id);
    return field;
}

const IdentityField* identityFieldForKey(const QString& key)
{
    const auto found = std::find_if(identityFieldTable().begin(), identityFieldTable().end(),
        [&key](const IdentityField& field) { return field.key == key; });
    return found == identityFieldTable().end() ? nullptr : &*found;
}

QList<ExportColumn> defaultExportColumns()
{
    QList<ExportColumn> columns;
    for (const IdentityField& field : identityFieldTable())
        columns.append(columnFor(field));
    return columns;
}

ExportColumn exportColumn(FieldId id)
{
    return columnFor(identityField(id));
}

ExportColumn attributeColumn(const QString& key)
{
    return { .header = AttributePrefix + key, .title = key, .attribute = key.toUtf8() };
}

QUtf8StringView ExportColumn::text(const IdentityRecord& record, QByteArray& buffer) const
{
    if (field)
        return field->utf8(record, buffer);
    const JsonValue value = record.attributes.member(attribute);
    if (value.isAbsent() || value.type() == QJsonValue::String)
        return value.text();
    buffer = attributeText(value.toQt()).toUtf8();
    return QUtf8StringView(buffer);
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
        return textOf(value.toBool());
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

QStringList apiSorters(const QStringList& sorters)
{
    QStringList result;
    for (const QString& sorter : sorters) {
        const QString name = sorter.startsWith(u'-') ? sorter.sliced(1) : sorter;
        const auto fields = identityFields();
        if (std::ranges::find(fields, name, &IdentityField::sorter) != fields.end())
            result += sorter;
    }
    return result.isEmpty() ? QStringList { identityField(FieldId::Name).sorter } : result;
}

} // namespace ic
