#include "models/operationsubject.h"

#include "models/selectionstore.h"

#include "base/plaintext.h"

#include <algorithm>

namespace ic {

OperationSubject subjectOf(const SelectionStore& selection, const QStringList& sorters)
{
    OperationSubject subject { .count = selection.count() };
    subject.who.sorters = sorters;
    if (!selection.isAllMatching()) {
        subject.who.ids = selection.ids().values();
        return subject;
    }
    const IdentityQuery& query = selection.allMatchingQuery();
    if (query.onlyIds.isEmpty()) {
        subject.who.filters = query.effectiveFilter();
        subject.who.correlatedOnly = query.correlatedOnly();
        subject.who.except = selection.ids();
        return subject;
    }
    subject.who.ids.emplace();
    for (const QString& id : query.onlyIds) {
        if (!selection.ids().contains(IdentityId(id)))
            *subject.who.ids += IdentityId(id);
    }
    return subject;
}

OperationSubject subjectOf(const Identity& identity)
{
    OperationSubject subject { .count = 1, .name = nameInSentence(identity) };
    subject.who.ids = QList<IdentityId> { identity.id };
    return subject;
}

OperationSubject subjectOf(const QList<IdentityId>& ids, const QString& name)
{
    OperationSubject subject { .count = ids.size(),
        .name = ids.size() == 1
            ? firstShown({ name, ids.first().text() }, LongestInSentence)
            : QString() };
    subject.who.ids = ids;
    return subject;
}

QString nameInSentence(const Identity& identity)
{
    return firstShown({ identity.name, identity.alias, identity.id.text() }, LongestInSentence);
}

TypedName nameToType(const Identity& one, const QList<Identity>& selected)
{
    const auto isClear = [&](const auto& textOf) {
        const QString text = textOf(one);
        const QString look = lookOf(text);
        return canBeTyped(text)
            && std::none_of(selected.cbegin(), selected.cend(), [&](const Identity& other) {
                   return other.id != one.id && lookOf(textOf(other)) == look;
               });
    };
    const auto name = [](const Identity& identity) { return identity.name; };
    const auto account = [](const Identity& identity) { return identity.alias; };
    if (isClear(name))
        return { QStringLiteral("the display name"), typedForm(one.name) };
    if (isClear(account))
        return { QStringLiteral("the account name"), typedForm(one.alias) };
    if (canBeTyped(one.id.text()))
        return { QStringLiteral("the id"), typedForm(one.id.text()) };
    return { QStringLiteral("the number of identities"), QStringLiteral("1") };
}

} // namespace ic
