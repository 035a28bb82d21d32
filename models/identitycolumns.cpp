#include "models/identitycolumns.h"

#include "models/statuswords.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

const QString NoValue = u"–"_s;

IdentityColumn column(
    FieldId field, IdentityColumn::Kind kind, int width, bool shown, const QString& title = {})
{
    const IdentityField& source = identityField(field);
    const bool right = kind == IdentityColumn::Kind::Time;
    return {
        .key = source.key,
        .title = title.isEmpty() ? source.title : title,
        .headerToolTip = source.sorter.isEmpty()
            ? u"ISC cannot sort by %1. It sorts by display name, account name and status."_s.arg(
                source.title.toLower())
            : u"Sort by %1"_s.arg(source.title.toLower()),
        .kind = kind,
        .field = &source,
        .width = width,
        .shown = shown,
        .alignment = right ? Qt::AlignRight : Qt::AlignLeft,
    };
}

QDateTime timeOf(const Identity& identity, const IdentityColumn& column)
{
    switch (column.field->id) {
    case FieldId::Created:
        return identity.created;
    case FieldId::Modified:
        return identity.modified;
    case FieldId::LastRefresh:
        return identity.lastRefresh;
    default:
        return {};
    }
}

} // namespace

QString IdentityColumn::rawText(const Identity& identity) const
{
    if (field != nullptr)
        return field->text(identity);
    return attribute.isEmpty() ? QString() : attributeText(identity.attributes.value(attribute));
}

QList<IdentityColumn> defaultIdentityColumns()
{
    using Kind = IdentityColumn::Kind;
    IdentityColumn tick { .key = u"tick"_s,
        .title = u"Selected"_s,
        .headerToolTip = u"Select the rows on screen"_s,
        .kind = Kind::Tick,
        .width = 32 };
    // They fit beside both docks in a window of 1440, with absolute dates as well; what is left
    // over goes to the email.
    return {
        tick,
        column(FieldId::Name, Kind::Text, 140, true),
        column(FieldId::Alias, Kind::Text, 122, true),
        column(FieldId::EmailAddress, Kind::Text, 200, true),
        column(FieldId::IdentityStatus, Kind::Status, 116, true),
        column(FieldId::LifecycleState, Kind::Lifecycle, 84, true, u"Lifecycle"_s),
        column(FieldId::ProcessingState, Kind::Processing, 86, true, u"Processing"_s),
        column(FieldId::ManagerName, Kind::Text, 136, false),
        column(FieldId::IsManager, Kind::YesNo, 72, false),
        column(FieldId::LastRefresh, Kind::Time, 92, true),
        column(FieldId::Created, Kind::Time, 96, false),
        column(FieldId::Modified, Kind::Time, 96, false),
        column(FieldId::Id, Kind::Monospace, 248, false),
    };
}

IdentityColumn attributeTableColumn(const QString& attribute)
{
    return {
        .key = u"attributes."_s + attribute,
        .title = attribute,
        .headerToolTip
        = u"ISC cannot sort by attributes. It sorts by display name, account name and status."_s,
        .attribute = attribute,
        .width = 140,
    };
}

QString displayText(
    const Identity& identity, const IdentityColumn& column, const QDateTime& now, DateStyle dates)
{
    const QString raw = column.rawText(identity);
    switch (column.kind) {
    case IdentityColumn::Kind::Tick:
        return {};
    case IdentityColumn::Kind::Status:
        return statusLook(raw).word;
    case IdentityColumn::Kind::Processing:
        return processingLook(raw).word;
    case IdentityColumn::Kind::Time: {
        const QDateTime time = timeOf(identity, column);
        if (!time.isValid())
            return NoValue;
        return dates == DateStyle::Absolute ? absoluteTime(time) : relativeTime(time, now);
    }
    case IdentityColumn::Kind::YesNo:
        return raw == u"true"_s ? u"Yes"_s : QString();
    case IdentityColumn::Kind::Text:
    case IdentityColumn::Kind::Lifecycle:
    case IdentityColumn::Kind::Monospace:
        return raw.isEmpty() ? NoValue : raw;
    }
    Q_UNREACHABLE();
}

QString oddityText(const Identity& identity)
{
    if (!identity.isOdd())
        return {};
    const QString what = u"This record is not what the API describes (%1)."_s.arg(identity.oddity);
    return what
        + (identity.id.isEmpty()
                ? u" It has no id that could be used: it is shown, and nothing can be done to it."_s
                : u" What could not be read is shown as unknown."_s);
}

bool isFirstText(const IdentityColumn& column)
{
    return column.field != nullptr && column.field->id == FieldId::Name;
}

QString columnToolTip(const Identity& identity, const IdentityColumn& column)
{
    const QString raw = column.rawText(identity);
    switch (column.kind) {
    case IdentityColumn::Kind::Status:
        return statusLook(raw).explanation;
    case IdentityColumn::Kind::Processing:
        return processingLook(raw).explanation;
    case IdentityColumn::Kind::Time:
        return exactTime(timeOf(identity, column));
    case IdentityColumn::Kind::Lifecycle:
        return identity.lifecycleState && identity.lifecycleState->manuallyUpdated
            ? u"%1, set by hand"_s.arg(raw)
            : QString();
    case IdentityColumn::Kind::Tick:
    case IdentityColumn::Kind::Text:
    case IdentityColumn::Kind::YesNo:
    case IdentityColumn::Kind::Monospace:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace ic
