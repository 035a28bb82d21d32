#include "models/table/identitycolumns.h"

#include "api/attributekey.h"
#include "base/plaintext.h"
#include "models/table/statuswords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(IdentityColumn)
};

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
            ? Texts::tr("ISC cannot sort by %1. It sorts by display name, account name and status.")
                  .arg(source.title.toLower())
            : Texts::tr("Sort by %1").arg(source.title.toLower()),
        .kind = kind,
        .field = &source,
        .width = width,
        .shown = shown,
        .alignment = right ? Qt::AlignRight : Qt::AlignLeft,
    };
}

/// See Identity::changes.
QString changesText(const QStringList& changes)
{
    // What somebody did comes before the dates that follow from it.
    QStringList sorted = changes;
    std::ranges::stable_partition(sorted, [](const QString& key) {
        const IdentityField* field = identityFieldForKey(key);
        return field == nullptr
            || (field->id != FieldId::LastRefresh && field->id != FieldId::Modified);
    });
    QStringList words;
    for (const QString& key : std::as_const(sorted)) {
        const auto column = exportColumnForKey(key);
        words += key == u"new" ? Texts::tr("New", "since the snapshot before")
            : key == u"gone"   ? Texts::tr("Gone", "since the snapshot before")
            : column           ? column->title
                               : key;
    }
    return words.join(u", "_s);
}

QDateTime timeOf(const Identity& identity, const IdentityColumn& column)
{
    const FieldId field = column.field->id;
    if (field == FieldId::Created)
        return identity.created;
    if (field == FieldId::Modified)
        return identity.modified;
    return field == FieldId::LastRefresh ? identity.lastRefresh : QDateTime();
}

} // namespace

QString IdentityColumn::rawText(const Identity& identity) const
{
    if (field != nullptr)
        return field->text(identity);
    if (key == ChangesColumn)
        return changesText(identity.changes);
    return attribute.isEmpty() ? QString() : attributeText(identity.record.attribute(attribute));
}

QString IdentityColumn::sorter(bool ofSnapshot) const
{
    const QString ofApi = field == nullptr ? QString() : field->sorter;
    const bool isValue = field != nullptr || !attribute.isEmpty();
    return !ofSnapshot || !isValue || !ofApi.isEmpty() ? ofApi : key;
}

QString IdentityColumn::headerHint(bool ofSnapshot) const
{
    return sorter(ofSnapshot).isEmpty() || !sorter(false).isEmpty()
        ? headerToolTip
        : Texts::tr("Sort by %1").arg(field == nullptr ? shownLine(title) : title.toLower());
}

QList<IdentityColumn> defaultIdentityColumns()
{
    using Kind = IdentityColumn::Kind;
    IdentityColumn tick { .key = u"tick"_s,
        .title = Texts::tr("Selected"),
        .headerToolTip = Texts::tr("Select the rows on screen"),
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
        column(FieldId::LifecycleState, Kind::Lifecycle, 84, true, Texts::tr("Lifecycle")),
        column(FieldId::ProcessingState, Kind::Processing, 86, true, Texts::tr("Processing")),
        column(FieldId::ManagerName, Kind::Text, 136, false),
        column(FieldId::IsManager, Kind::YesNo, 72, false),
        column(FieldId::LastRefresh, Kind::Time, 96, true),
        column(FieldId::Created, Kind::Time, 96, false),
        column(FieldId::Modified, Kind::Time, 96, false),
        column(FieldId::Id, Kind::Monospace, 248, false),
        { .key = ChangesColumn,
            .title = Texts::tr("Changed", "what is not as it was"),
            .headerToolTip = Texts::tr("What is not as in the snapshot before. Compare two "
                                       "snapshots in the strip above the table."),
            .width = 180,
            .shown = false },
    };
}

IdentityColumn attributeTableColumn(const QString& attribute)
{
    return {
        .key = AttributePrefix + attribute,
        .title = attribute,
        .headerToolTip = Texts::tr(
            "ISC cannot sort by attributes. It sorts by display name, account name and status."),
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
        return raw == u"true"_s ? Texts::tr("Yes") : QString();
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
    return (identity.id.isEmpty()
            ? Texts::tr("This record is not what the API describes (%1). It has no id that could "
                        "be used: it is shown, and nothing can be done to it.")
            : Texts::tr("This record is not what the API describes (%1). What could not be read "
                        "is shown as unknown."))
        .arg(identity.oddity);
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
            ? Texts::tr("%1, set by hand").arg(raw)
            : QString();
    case IdentityColumn::Kind::Tick:
    case IdentityColumn::Kind::Text:
    case IdentityColumn::Kind::YesNo:
    case IdentityColumn::Kind::Monospace:
        return {};
    }
    Q_UNREACHABLE();
}

QVariant headerCellData(const IdentityColumn& column, int role, bool ofSnapshot)
{
    switch (role) {
    case Qt::DisplayRole:
        return column.kind == IdentityColumn::Kind::Tick ? QString() : column.title;
    case Qt::AccessibleTextRole:
        return column.title;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column.alignment | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return toolTipText(column.headerHint(ofSnapshot));
    default:
        return {};
    }
}

QVariant cellData(const Identity& identity, const IdentityColumn& column, int role,
    const QDateTime& now, DateStyle dates)
{
    switch (role) {
    case Qt::DisplayRole:
        return shownLine(displayText(identity, column, now, dates));
    case Qt::AccessibleTextRole: {
        const QString text
            = Texts::tr("%1: %2", "column, value")
                  .arg(column.title, shownLine(displayText(identity, column, now, dates)));
        const bool marked = identity.isOdd() && isFirstText(column);
        return marked ? Texts::tr("%1. %2").arg(text, oddityText(identity)) : text;
    }
    case Qt::ToolTipRole: {
        const QString text = isFirstText(column) ? oddityText(identity) : QString();
        // Tooltips are rich text to Qt, and this text comes from outside.
        return toolTipText(text.isEmpty() ? columnToolTip(identity, column) : text);
    }
    default:
        return {};
    }
}

} // namespace ic
