#include "api/filter/filterfield.h"

#include "api/attributekey.h"
#include "api/filter/filterliteral.h"
#include "api/filter/filtertokens.h"
#include "api/identityfields.h"
#include "base/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterField)
};

using enum FilterField;
using enum FilterOperator;

/// The list API's fields stand before all others.
constexpr size_t ListFields = 10;

FilterFieldInfo inSnapshot(FilterField field, const QString& apiName, const QString& label,
    const QList<FilterOperator>& operators)
{
    return { .field = field, .apiName = apiName, .label = label, .inSnapshot = operators };
}

FilterFieldInfo text(FilterField field, const QString& apiName, const QString& label,
    const QList<FilterOperator>& ofList = {}, const QStringList& known = {})
{
    FilterFieldInfo row = inSnapshot(field, apiName, label, allFilterOperators());
    row.operators = ofList;
    row.knownValues = known;
    return row;
}

FilterFieldInfo flag(FilterField field, const QString& apiName, const QString& label,
    const QList<FilterOperator>& ofList = {})
{
    FilterFieldInfo row = inSnapshot(field, apiName, label, { Equals, NotEquals });
    row.operators = ofList;
    row.isBoolean = true;
    return row;
}

FilterFieldInfo time(FilterField field, const QString& apiName, const QString& label)
{
    FilterFieldInfo row = inSnapshot(field, apiName, label,
        { Equals, NotEquals, Present, IsNull, Greater, GreaterOrEqual, Less, LessOrEqual });
    row.isTime = true;
    return row;
}

std::vector<FilterFieldInfo> makeTable()
{
    const QList<FilterOperator> ofNames { Equals, StartsWith };
    std::vector<FilterFieldInfo> all {
        text(Id, u"id"_s, Texts::tr("Id"), { Equals, In }),
        text(Name, u"name"_s, Texts::tr("Display name"), ofNames),
        text(Alias, u"alias"_s, Texts::tr("Account name"), ofNames),
        text(FirstName, u"firstname"_s, Texts::tr("First name"), ofNames),
        text(LastName, u"lastname"_s, Texts::tr("Last name"), ofNames),
        text(Email, u"email"_s, Texts::tr("Email"), ofNames),
        text(CloudStatus, u"cloudStatus"_s, Texts::tr("Status"), { Equals },
            { u"ACTIVE"_s, u"REGISTERED"_s, u"PENDING"_s, u"UNREGISTERED"_s, u"WARNING"_s,
                u"DISABLED"_s, u"DEACTIVATED"_s, u"TERMINATED"_s, u"ERROR"_s, u"LOCKED"_s }),
        text(ProcessingState, u"processingState"_s, Texts::tr("Processing state"), { Equals },
            { u"OK"_s, u"ERROR"_s }),
        flag(Correlated, u"correlated"_s, Texts::tr("Correlated"), { Equals }),
        flag(Protected, u"protected"_s, Texts::tr("Protected"), { Equals }),
        text(LifecycleState, u"lifecycleState"_s, Texts::tr("Lifecycle state")),
        text(ManagerName, u"managerName"_s, Texts::tr("Manager")),
        text(ManagerId, u"managerId"_s, Texts::tr("Id of the manager")),
        flag(IsManager, u"isManager"_s, Texts::tr("Manager of others"), {}),
        time(Created, u"created"_s, Texts::tr("Created")),
        time(Modified, u"modified"_s, Texts::tr("Modified")),
        time(LastRefresh, u"lastRefresh"_s, Texts::tr("Last refresh")),
        text(Attribute, u"attributes"_s, Texts::tr("Attribute")),
        inSnapshot(
            AnyField, u"anyField"_s, Texts::tr("Any name, email or attribute"), { Contains }),
        inSnapshot(Duplicates, u"duplicates"_s, Texts::tr("Duplicates"), { In }),
        inSnapshot(Change, u"change"_s, Texts::tr("Change"), { Equals, In }),
        inSnapshot(ChangedField, u"changedField"_s, Texts::tr("Changed field"), { Equals, In }),
    };
    // The list does not say it, so nothing that was read from it knows.
    all.at(static_cast<std::size_t>(Protected)).inSnapshot.clear();
    all.at(static_cast<std::size_t>(Change)).knownValues = { u"new"_s, u"changed"_s, u"gone"_s };
    return all;
}

const std::vector<FilterFieldInfo>& table()
{
    static const std::vector<FilterFieldInfo> rows = makeTable();
    return rows;
}

QStringList namesOf(const QList<FilterOperator>& operators)
{
    QStringList names;
    for (const FilterOperator op : operators)
        names += filterOperatorName(op);
    return names;
}

} // namespace

QString FilterFieldInfo::refusalOf(const QString& operatorName, FilterReach reach) const
{
    return Texts::tr("\"%1\" allows %2, not %3.", "a field, its operators, another operator")
        .arg(apiName, andList(namesOf(operatorsIn(reach))), operatorName);
}

std::span<const FilterFieldInfo> allFilterFields(FilterReach reach)
{
    if (reach == FilterReach::ListApi)
        return std::span(table()).first(ListFields);
    static const std::vector<FilterFieldInfo> rows = [] {
        std::vector<FilterFieldInfo> all = table();
        std::erase_if(all, [](const FilterFieldInfo& row) { return row.inSnapshot.isEmpty(); });
        return all;
    }();
    return rows;
}

const FilterFieldInfo& filterFieldInfo(FilterField field)
{
    const FilterFieldInfo& row = table().at(static_cast<std::size_t>(field));
    Q_ASSERT(row.field == field);
    return row;
}

QString filterFieldRefusal(const QString& name, FilterReach reach)
{
    QStringList names;
    for (const FilterFieldInfo& field : allFilterFields(reach))
        names += field.field == Attribute ? AttributePrefix + Texts::tr("NAME") : field.apiName;
    if (reach == FilterReach::ListApi)
        return Texts::tr("The list API cannot filter by \"%1\". It knows %2.")
            .arg(name, names.join(u", "_s));
    if (name == filterFieldInfo(Protected).apiName)
        return Texts::tr("A snapshot cannot filter by \"%1\": ISC does not list it.").arg(name);
    return Texts::tr("There is no field \"%1\". A snapshot knows %2.")
        .arg(name, names.join(u", "_s));
}

std::optional<FilterSubject> filterSubject(const QString& key)
{
    if (key.startsWith(AttributePrefix) && key.size() > AttributePrefix.size())
        return FilterSubject { Attribute, key.mid(AttributePrefix.size()) };
    const IdentityField* field = identityFieldForKey(key);
    const QString& name = field && !field->filterField.isEmpty() ? field->filterField : key;
    for (const FilterFieldInfo& row : allFilterFields(FilterReach::Snapshot)) {
        if (row.apiName == name && row.field < Attribute)
            return FilterSubject { row.field, {} };
    }
    return std::nullopt;
}

QString subjectKey(const FilterSubject& subject)
{
    const QString& name = filterFieldInfo(subject.field).apiName;
    if (subject.field == Attribute)
        return AttributePrefix + subject.attribute;
    if (subject.field == FirstName || subject.field == LastName)
        return AttributePrefix + name;
    const auto fields = identityFields();
    const auto found = std::ranges::find(fields, name, &IdentityField::filterField);
    return found == fields.end() ? name : found->key;
}

QString filterFieldText(FilterField field, const QString& attribute)
{
    if (field != Attribute)
        return filterFieldInfo(field).apiName;
    return AttributePrefix
        + (std::ranges::all_of(attribute, isFilterWordCharacter) ? attribute
                                                                 : quotedValue(attribute));
}

QString filterOperatorName(FilterOperator op)
{
    switch (op) {
    case Equals:
        return u"eq"_s;
    case In:
        return u"in"_s;
    case StartsWith:
        return u"sw"_s;
    case NotEquals:
        return u"ne"_s;
    case Contains:
        return u"co"_s;
    case ContainsAll:
        return u"ca"_s;
    case Present:
        return u"pr"_s;
    case IsNull:
        return u"isnull"_s;
    case Greater:
        return u"gt"_s;
    case GreaterOrEqual:
        return u"ge"_s;
    case Less:
        return u"lt"_s;
    case LessOrEqual:
        return u"le"_s;
    }
    Q_UNREACHABLE();
}

const QList<FilterOperator>& allFilterOperators()
{
    static const QList<FilterOperator> all { Equals, NotEquals, In, StartsWith, Contains,
        ContainsAll, Present, IsNull, Greater, GreaterOrEqual, Less, LessOrEqual };
    return all;
}

bool takesNoValue(FilterOperator op)
{
    return op == Present || op == IsNull;
}

bool takesList(FilterOperator op)
{
    return op == In || op == ContainsAll;
}

QString filterOperatorWords(FilterOperator op, bool negated)
{
    switch (op) {
    case Equals:
        return negated ? Texts::tr("is not")
                       : Texts::tr("is", "a field and a value: Status is Locked");
    case NotEquals:
        return filterOperatorWords(Equals, !negated);
    case In:
        return negated ? Texts::tr("is none of") : Texts::tr("is one of");
    case StartsWith:
        return negated ? Texts::tr("does not begin with") : Texts::tr("begins with");
    case Contains:
        return negated ? Texts::tr("does not contain") : Texts::tr("contains");
    case ContainsAll:
        return negated ? Texts::tr("does not contain all of") : Texts::tr("contains all of");
    case Present:
        return negated ? Texts::tr("has no value") : Texts::tr("has a value");
    case IsNull:
        return filterOperatorWords(Present, !negated);
    case Greater:
        return negated ? Texts::tr("is not above") : Texts::tr("is above");
    case GreaterOrEqual:
        return negated ? Texts::tr("is not at least") : Texts::tr("is at least");
    case Less:
        return negated ? Texts::tr("is not below") : Texts::tr("is below");
    case LessOrEqual:
        return negated ? Texts::tr("is not at most") : Texts::tr("is at most");
    }
    Q_UNREACHABLE();
}

} // namespace ic
