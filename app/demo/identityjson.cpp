#include "demo/identityjson.h"

#include "demo/organisation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

enum IdentityTopic : quint64 {
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

QByteArrayView separatorOf(const Naming& naming, Naming::Parts parts)
{
    return naming.culture(parts).separator.isEmpty() ? "" : " ";
}

Fraction fractionOf(quint32 choice)
{
    return choice < 70 ? Fraction::Milliseconds
        : choice < 85  ? Fraction::None
                       : Fraction::Microseconds;
}

void writeWork(JsonText& out, const DemoData& data, quint32 ordinal, const Naming::Culture& culture)
{
    const Department& department
        = Departments[data.pick(ordinal, DepartmentTopic, quint32(std::size(Departments)))];
    const auto& place
        = culture.places[data.pick(ordinal, PlaceTopic, quint32(culture.places.size()))];
    const quint32 type = data.pick(ordinal, EmployeeTypeTopic, 100);
    out.text("department", department.name);
    out.text("jobTitle",
        department.titles[data.pick(ordinal, TitleTopic, quint32(department.titles.size()))]);
    out.text("location", place.cityJson);
    out.text("country", place.country);
    out.text("region", place.region);
    out.text("costCenter", "CC-",
        QByteArray::number(department.costCenter + data.pick(ordinal, DepartmentTopic + 50, 90)));
    const QByteArrayView typeName = type < 78 ? "Employee"
        : type < 93                           ? "Contractor"
        : type < 97                           ? "Intern"
                                              : "Service Partner";
    out.text("employeeType", typeName);
    out.boolean("isContractor", type >= 78 && type < 93);
    out.text("startDate", isoDay(ReferenceDay - 20 - data.pick(ordinal, StartTopic, 9000)));
    if (type >= 78)
        out.text("endDate", isoDay(ReferenceDay + data.pick(ordinal, StartTopic + 50, 700)));
    else
        out.null("endDate");
    out.begin("accessGroups", '[');
    const quint32 groups = data.pick(ordinal, GroupTopic, 4);
    for (quint32 i = 0; i < groups; ++i) {
        // Steps of three through ten groups never repeat one.
        const QByteArrayView group
            = AccessGroups[(data.pick(ordinal, GroupTopic + 50, 10) + i * 3) % 10];
        out.element('"' + group.toByteArray() + '"');
    }
    out.end(']');
}

void writeAttributes(JsonText& out, const Directory& directory, quint32 ordinal, quint32 rank,
    const QByteArray& email, const Lifecycle& lifecycle)
{
    const DemoData& data = directory.data();
    const Naming& naming = data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    const Naming::Culture& culture = naming.culture(parts);
    const QByteArray& lead = naming.lead(parts).json;
    const QByteArray& tail = naming.tail(parts).nameJson;
    const qint64 number = 100'000 + qint64(rank);
    out.begin("attributes", '{');
    out.text("uid", QByteArray::number(number));
    out.text("identificationNumber", QByteArray::number(number));
    out.text("firstname", culture.familyFirst ? tail : lead);
    out.text("lastname", culture.familyFirst ? lead : tail);
    out.text("displayName", lead, separatorOf(naming, parts), naming.tail(parts).textJson);
    if (!email.isEmpty())
        out.text("email", email);
    if (data.pick(ordinal, PersonalMailTopic, 10) < 3) {
        out.text("personalEmail", naming.lead(parts).ascii.toLatin1(),
            QByteArray::number(number % 1000), "@mail.test");
    }
    out.text("phone", "+1 555 01", QByteArray::number(10 + data.pick(ordinal, PhoneTopic, 90)),
        " x", QByteArray::number(1000 + data.pick(ordinal, PhoneTopic + 50, 9000)));
    writeWork(out, data, ordinal, culture);
    out.text("preferredLanguage", culture.language);
    out.text("cloudStatus", statusName(directory.state(ordinal).status));
    if (!lifecycle.stateName.isEmpty())
        out.text("cloudLifecycleState", lifecycle.stateName);
    out.text("cloudAuthoritativeSource",
        hexId(seededHash(data.seed(), data.pick(ordinal, AuthorityTopic, 3), AuthorityTopic), 7));
    out.number(
        "lastSyncDate", directory.created(ordinal) + data.pick(ordinal, SyncTopic, 86'400'000));
    out.end('}');
}

} // namespace

void writeReference(JsonText& out, const DemoData& data, quint32 ordinal)
{
    const Naming& naming = data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    out.text("type", "IDENTITY");
    out.text("id", data.id(ordinal));
    out.text(
        "name", naming.lead(parts).json, separatorOf(naming, parts), naming.tail(parts).textJson);
}

QByteArray identityJson(const Directory& directory, quint32 ordinal)
{
    const DemoData& data = directory.data();
    const Naming& naming = data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    const LiveState& state = directory.state(ordinal);
    const QByteArray alias = naming.alias(ordinal).toLatin1();
    // Some members may be null or absent; both occur, also in one list.
    const bool isAbsent = data.pick(ordinal, AbsentTopic, 2) == 0;
    const quint32 fraction = data.pick(ordinal, FractionTopic, 100);

    JsonText out(1400);
    out.begin('{');
    out.text("id", data.id(ordinal));
    out.text(
        "name", naming.lead(parts).json, separatorOf(naming, parts), naming.tail(parts).textJson);
    out.text("created", isoDate(directory.created(ordinal)));
    out.text("modified", isoDate(directory.modified(ordinal), fractionOf(fraction)));
    out.text("alias", alias);
    QByteArray email;
    if (data.hasEmail(ordinal)) {
        const quint32 owner = data.mailbox(ordinal);
        email = (owner == ordinal ? alias : naming.alias(owner).toLatin1()) + '@'
            + data.emailDomain(owner).toByteArray();
        out.text("emailAddress", email);
    } else if (!isAbsent) {
        out.null("emailAddress");
    }
    if (state.processingState == ProcessingState::None)
        out.null("processingState");
    else
        out.text("processingState", state.processingState == ProcessingState::Ok ? "OK" : "ERROR");
    out.text("identityStatus", statusName(state.status));
    const Standing standing = data.standing(ordinal);
    if (standing.manager && !directory.state(*standing.manager).deleted) {
        out.begin("managerRef", '{');
        writeReference(out, data, *standing.manager);
        out.end('}');
    } else if (!isAbsent) {
        out.null("managerRef");
    }
    out.boolean("isManager", standing.isManager);
    if (const auto refreshed = directory.lastRefresh(ordinal))
        out.text("lastRefresh", isoDate(*refreshed, fractionOf((fraction * 7) % 100)));
    const Lifecycle lifecycle = data.lifecycle(ordinal, state.status);
    writeAttributes(out, directory, ordinal, standing.rank, email, lifecycle);
    if (!lifecycle.stateName.isEmpty()) {
        out.begin("lifecycleState", '{');
        out.text("stateName", lifecycle.stateName);
        out.boolean("manuallyUpdated", lifecycle.manuallyUpdated);
        out.end('}');
    } else if (!isAbsent) {
        out.null("lifecycleState");
    }
    out.end('}');
    return out.take();
}

QByteArray oddIdentityJson(const Directory& directory, quint32 ordinal)
{
    QJsonObject record = QJsonDocument::fromJson(identityJson(directory, ordinal)).object();
    switch (ordinal % 6) {
    case 0:
        record[u"lifecycleState"_s] = u"active"_s;
        break;
    case 1:
        record[u"attributes"_s] = QJsonArray();
        break;
    case 2:
        record[u"managerRef"_s] = u"x"_s;
        break;
    case 3:
        return "null";
    case 4:
        record.remove(u"id"_s);
        break;
    default:
        record[u"name"_s] = u"?"_s;
    }
    // A byte order mark, half of a surrogate pair, and a byte that is no UTF-8.
    return QJsonDocument(record)
        .toJson(QJsonDocument::Compact)
        .replace("\"name\":\"?\"", "\"name\":\"\xEF\xBB\xBFhalf \\ud83d \xFF\"");
}

} // namespace ic::demo
