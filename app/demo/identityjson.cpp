#include "demo/identityjson.h"

#include "demo/jsontext.h"
#include "demo/organisation.h"

namespace ic::demo {

namespace {

enum Topic : quint64 {
    DepartmentTopic = 300,
    TitleTopic,
    PlaceTopic,
    EmployeeTypeTopic,
    StartTopic,
    FractionTopic,
    GroupTopic,
    SyncTopic,
    PhoneTopic,
    AbsentTopic,
    PersonalMailTopic,
    AuthorityTopic,
};

constexpr qint64 ReferenceDay = 20'697; // 2026-09-01

void appendName(JsonText& out, const Naming& naming, Naming::Parts parts)
{
    out += naming.lead(parts).json;
    for (const QChar c : naming.culture(parts).separator)
        out += char(c.unicode());
    out += naming.tail(parts).textJson;
}

// Aliases are letters, digits and dots: nothing to escape.
QByteArray aliasOf(const Naming& naming, quint32 ordinal, Naming::Parts parts)
{
    QByteArray alias = naming.lead(parts).ascii.toLatin1();
    alias += '.';
    alias += naming.tail(parts).ascii.toLatin1();
    const quint32 before = naming.namesakesBefore(ordinal, parts);
    if (before > 0)
        appendNumber(alias, before + 1);
    return alias;
}

Fraction fractionOf(quint32 choice)
{
    return choice < 70 ? Fraction::Milliseconds
        : choice < 85  ? Fraction::None
                       : Fraction::Microseconds;
}

void appendField(JsonText& out, QByteArrayView name, QByteArrayView value)
{
    out += ",\"";
    out.append(name);
    out += "\":\"";
    out.append(value);
    out += '"';
}

void appendWork(
    JsonText& out, const DemoData& data, quint32 ordinal, const Naming::Culture& culture)
{
    const Department& department
        = departments()[data.pick(ordinal, DepartmentTopic, quint32(departments().size()))];
    const auto& place
        = culture.places[data.pick(ordinal, PlaceTopic, quint32(culture.places.size()))];
    const quint32 type = data.pick(ordinal, EmployeeTypeTopic, 100);
    appendField(out, "department", department.name);
    appendField(out, "jobTitle",
        department.titles[data.pick(ordinal, TitleTopic, quint32(department.titles.size()))]);
    appendField(out, "location", place.cityJson);
    appendField(out, "country", place.country);
    appendField(out, "region", place.region);
    out += ",\"costCenter\":\"CC-";
    appendNumber(out, qint64(department.costCenter) + data.pick(ordinal, DepartmentTopic + 50, 90));
    out += '"';
    appendField(out, "employeeType",
        type < 78       ? "Employee"
            : type < 93 ? "Contractor"
            : type < 97 ? "Intern"
                        : "Service Partner");
    out += type >= 78 && type < 93 ? ",\"isContractor\":true" : ",\"isContractor\":false";
    const qint64 start = ReferenceDay - 20 - data.pick(ordinal, StartTopic, 9000);
    out += ",\"startDate\":\"";
    appendIsoDay(out, start);
    out += "\",\"endDate\":";
    if (type >= 78) {
        out += '"';
        appendIsoDay(out, ReferenceDay + data.pick(ordinal, StartTopic + 50, 700));
        out += '"';
    } else {
        out += "null";
    }
    out += ",\"accessGroups\":[";
    const quint32 groups = data.pick(ordinal, GroupTopic, 4);
    for (quint32 i = 0; i < groups; ++i) {
        out += i > 0 ? ",\"" : "\"";
        // Steps of three through ten groups never repeat one.
        out.append(accessGroups()[(data.pick(ordinal, GroupTopic + 50, 10) + i * 3) % 10]);
        out += '"';
    }
    out += ']';
}

void appendAttributes(JsonText& out, const Directory& directory, quint32 ordinal,
    Naming::Parts parts, quint32 rank, const QByteArray& email, const Lifecycle& lifecycle)
{
    const DemoData& data = directory.data();
    const Naming& naming = data.naming();
    const Naming::Culture& culture = naming.culture(parts);
    const QByteArray& lead = naming.lead(parts).json;
    const QByteArray& tail = naming.tail(parts).nameJson;
    out += "\"attributes\":{\"uid\":\"";
    const qint64 number = 100'000 + qint64(rank);
    appendNumber(out, number);
    out += "\",\"identificationNumber\":\"";
    appendNumber(out, number);
    out += '"';
    appendField(out, "firstname", culture.familyFirst ? tail : lead);
    appendField(out, "lastname", culture.familyFirst ? lead : tail);
    out += ",\"displayName\":\"";
    appendName(out, naming, parts);
    out += '"';
    if (!email.isEmpty())
        appendField(out, "email", email);
    if (data.pick(ordinal, PersonalMailTopic, 10) < 3) {
        out += ",\"personalEmail\":\"";
        out += naming.lead(parts).ascii.toLatin1();
        appendNumber(out, qint64(number % 1000));
        out += "@mail.test\"";
    }
    out += ",\"phone\":\"+1 555 01";
    appendNumber(out, 10 + data.pick(ordinal, PhoneTopic, 90));
    out += " x";
    appendNumber(out, 1000 + data.pick(ordinal, PhoneTopic + 50, 9000));
    out += '"';
    appendWork(out, data, ordinal, culture);
    appendField(out, "preferredLanguage", culture.language);
    appendField(out, "cloudStatus", statusName(directory.state(ordinal).status));
    if (!lifecycle.stateName.isEmpty())
        appendField(out, "cloudLifecycleState", lifecycle.stateName);
    out += ",\"cloudAuthoritativeSource\":\"";
    out += hexId(seededHash(data.seed(), data.pick(ordinal, AuthorityTopic, 3), AuthorityTopic), 7);
    out += "\",\"lastSyncDate\":";
    appendNumber(out, directory.created(ordinal) + data.pick(ordinal, SyncTopic, 86'400'000));
    out += '}';
}

} // namespace

void appendIdentityReference(JsonText& out, const DemoData& data, quint32 ordinal)
{
    out += "{\"type\":\"IDENTITY\",\"id\":\"";
    out += data.id(ordinal);
    out += "\",\"name\":\"";
    appendName(out, data.naming(), data.naming().parts(ordinal));
    out += "\"}";
}

void appendIdentity(JsonText& out, const Directory& directory, quint32 ordinal)
{
    const DemoData& data = directory.data();
    const Naming& naming = data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    const LiveState& state = directory.state(ordinal);
    const QByteArray alias = aliasOf(naming, ordinal, parts);
    // Some members may be null or absent; both occur, also in one list.
    const bool absent = data.pick(ordinal, AbsentTopic, 2) == 0;
    const quint32 fraction = data.pick(ordinal, FractionTopic, 100);

    out += "{\"id\":\"";
    out += data.id(ordinal);
    out += "\",\"name\":\"";
    appendName(out, naming, parts);
    out += "\",\"created\":\"";
    appendIsoDate(out, directory.created(ordinal));
    out += "\",\"modified\":\"";
    appendIsoDate(out, directory.modified(ordinal), fractionOf(fraction));
    out += "\",\"alias\":\"";
    out += alias;
    out += '"';
    QByteArray email;
    if (data.hasEmail(ordinal)) {
        email = alias + '@';
        email.append(data.emailDomain(ordinal));
        appendField(out, "emailAddress", email);
    } else if (!absent) {
        out += ",\"emailAddress\":null";
    }
    switch (state.processingState) {
    case ProcessingState::Ok:
        out += ",\"processingState\":\"OK\"";
        break;
    case ProcessingState::Error:
        out += ",\"processingState\":\"ERROR\"";
        break;
    case ProcessingState::None:
        out += ",\"processingState\":null";
        break;
    }
    appendField(out, "identityStatus", statusName(state.status));
    const Standing standing = data.standing(ordinal);
    if (standing.manager && !directory.state(*standing.manager).deleted) {
        out += ",\"managerRef\":";
        appendIdentityReference(out, data, *standing.manager);
    } else if (!absent) {
        out += ",\"managerRef\":null";
    }
    out += standing.isManager ? ",\"isManager\":true" : ",\"isManager\":false";
    if (const auto refreshed = directory.lastRefresh(ordinal)) {
        out += ",\"lastRefresh\":\"";
        appendIsoDate(out, *refreshed, fractionOf((fraction * 7) % 100));
        out += '"';
    }
    out += ',';
    const Lifecycle lifecycle = data.lifecycle(ordinal, state.status);
    appendAttributes(out, directory, ordinal, parts, standing.rank, email, lifecycle);
    if (!lifecycle.stateName.isEmpty()) {
        out += ",\"lifecycleState\":{\"stateName\":\"";
        out.append(lifecycle.stateName);
        out += lifecycle.manuallyUpdated ? "\",\"manuallyUpdated\":true}"
                                         : "\",\"manuallyUpdated\":false}";
    } else if (!absent) {
        out += ",\"lifecycleState\":null";
    }
    out += '}';
}

} // namespace ic::demo
