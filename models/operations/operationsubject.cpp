#include "models/operations/operationsubject.h"

#include "models/jobs/jobsmodel.h"
#include "models/selection/selectionstore.h"
#include "models/table/identityname.h"

#include "api/identityfields.h"
#include "base/plaintext.h"

#include <QCoreApplication>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationSubject)
};

QString originText(const JobSnapshot& job, OperationSubject::Kind kind)
{
    using enum OperationSubject::Kind;
    switch (kind) {
    case NotStarted:
        return Texts::tr("Goes on with %1. What was sent before stays as it is.")
            .arg(jobOriginText(job));
    case Failed:
        return Texts::tr("They failed in %1.").arg(jobOriginText(job));
    case Unknown:
        return Texts::tr(
            "Unknown since %1: it was sent, and what came of it is not known. It may have been "
            "done; repeated, it may be done twice.")
            .arg(jobOriginText(job));
    case Selected:
    case Matching:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

OperationSubject subjectOf(const SelectionStore& selection, const QStringList& sorters)
{
    OperationSubject subject { .count = selection.count() };
    subject.who.sorters = apiSorters(sorters);
    if (!selection.isAllMatching()) {
        subject.who.ids = selection.ids().values();
        return subject;
    }
    const IdentityQuery& query = selection.allMatchingQuery();
    if (query.onlyIds.isEmpty()) {
        subject.kind = OperationSubject::Kind::Matching;
        subject.who = query.list();
        subject.who.sorters = apiSorters(sorters);
        subject.who.except = selection.ids();
        return subject;
    }
    subject.who.ids.emplace();
    for (const QString& id : query.onlyIds) {
        if (!selection.ids().contains(IdentityId(id)))
            *subject.who.ids += IdentityId(id);
    }
    subject.count = subject.who.ids->size();
    return subject;
}

OperationSubject subjectOf(const Identity& identity)
{
    OperationSubject subject { .count = 1, .name = nameInSentence(identity) };
    subject.who.ids = QList<IdentityId> { identity.id };
    return subject;
}

OperationSubject subjectOf(
    const JobSnapshot& job, const QList<JobItem>& items, OperationSubject::Kind kind)
{
    OperationSubject subject { .resumes
        = kind == OperationSubject::Kind::NotStarted ? job.id : JobId(),
        .kind = kind,
        .origin = originText(job, kind),
        .parameters = job.parameters };
    subject.who.ids.emplace();
    for (const JobItem& item : items) {
        if (!item.target.id.isEmpty())
            *subject.who.ids += item.target.id;
    }
    subject.count = subject.who.ids->size();
    if (subject.count == 1) {
        const BulkTarget& only = items.constFirst().target;
        subject.name = firstShown({ only.name, only.account, only.id.text() }, LongestInSentence);
    }
    return subject;
}

OperationSubject subjectOfEverybody()
{
    OperationSubject subject;
    subject.who.ids.emplace();
    return subject;
}

ItemState itemStateOf(OperationSubject::Kind kind)
{
    using enum OperationSubject::Kind;
    switch (kind) {
    case Failed:
        return ItemState::Failed;
    case Unknown:
        return ItemState::Unknown;
    case NotStarted:
    case Selected:
    case Matching:
        return ItemState::Planned;
    }
    Q_UNREACHABLE();
}

} // namespace ic
