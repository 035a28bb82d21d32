#include "models/operationsubject.h"

#include "models/identityname.h"
#include "models/selectionstore.h"

#include "base/plaintext.h"

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

} // namespace ic
