#include "models/details/identitycomparison.h"

#include "api/identityfields.h"
#include "base/plaintext.h"
#include "base/wording.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString yesOrNo(bool is)
{
    return is ? IdentityComparison::tr("Yes") : IdentityComparison::tr("No");
}

QString shown(const IdentityField& field, const Identity& identity)
{
    if (field.id == FieldId::Created)
        return localTime(identity.created);
    if (field.id == FieldId::Modified)
        return localTime(identity.modified);
    if (field.id == FieldId::LastRefresh)
        return localTime(identity.lastRefresh);
    if (field.id == FieldId::IsManager)
        return yesOrNo(identity.isManager);
    return field.text(identity);
}

QString managerId(const Identity& identity)
{
    return identity.manager ? identity.manager->id : QString();
}

bool isSetByHand(const Identity& identity)
{
    return identity.lifecycleState && identity.lifecycleState->manuallyUpdated;
}

} // namespace

IdentityComparison::IdentityComparison(const Identity& first, const Identity& second)
    : titles { tr("Field"), shownLine(first.name), shownLine(second.name) }
{
    for (const IdentityField& field : identityFields()) {
        add(field.title, shown(field, first), shown(field, second),
            field.text(first) == field.text(second));
        if (field.id == FieldId::LifecycleState) {
            const bool a = isSetByHand(first);
            const bool b = isSetByHand(second);
            add(tr("Lifecycle set by hand"), yesOrNo(a), yesOrNo(b), a == b);
        } else if (field.id == FieldId::ManagerName) {
            add(tr("Manager id"), managerId(first), managerId(second),
                managerId(first) == managerId(second));
        }
    }
    const QJsonObject firstAttributes = first.record.attributes();
    const QJsonObject secondAttributes = second.record.attributes();
    QSet<QString> keys;
    for (const QJsonObject* attributes : { &firstAttributes, &secondAttributes }) {
        const QStringList own = attributes->keys();
        keys.unite(QSet<QString>(own.cbegin(), own.cend()));
    }
    QStringList sorted = keys.values();
    std::sort(sorted.begin(), sorted.end());
    for (const QString& key : std::as_const(sorted)) {
        const QJsonValue a = firstAttributes.value(key);
        const QJsonValue b = secondAttributes.value(key);
        // Absent and null are the same.
        const bool nothing = (a.isNull() || a.isUndefined()) && (b.isNull() || b.isUndefined());
        add(key, attributeText(a), attributeText(b), nothing || a == b);
    }
}

void IdentityComparison::add(
    const QString& field, const QString& first, const QString& second, bool isEqual)
{
    ShownRow row { .cells
        = { { .text = shownLine(field) }, { .text = firstShown({ first, u"–"_s }) },
            { .text = firstShown({ second, u"–"_s }) } },
        .roles = { { DiffersRole, !isEqual } } };
    (isEqual ? equal : differing).push_back(std::move(row));
}

} // namespace ic
