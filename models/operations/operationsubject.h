#pragma once

#include "api/identity.h"
#include "jobs/jobsnapshot.h"
#include "reading/readrequest.h"

namespace ic {

class SelectionStore;

/// Whom a verb is about, before anybody was read: the ticked identities, one, or items of a job.
struct OperationSubject
{
    enum class Kind {
        Selected,
        Matching, ///< whoever matches when they are read; `count` matched when they were selected
        NotStarted, ///< of an earlier job, which is to go on
        Failed, ///< of an earlier job, to be repeated; so are …
        Unknown, ///< … these, which may have been done
    };

    ReadRequest who = {}; ///< which, and in which order; see ReadRequest
    qint64 count = 0; ///< as far as it is known
    QString name = {}; ///< of the one, as nameInSentence(); empty for a selection
    JobId resumes = {}; ///< the job that is to go on with them; empty = a new one
    Kind kind = Kind::Selected;
    QString origin = {}; ///< of items of a job, in a sentence or two: which job, what that means
    std::optional<BulkParameters> parameters = {}; ///< what that job was asked for
    QDateTime keptAt = {}; ///< of the snapshot that was open when they were chosen, UTC
};

/// The ticked ones; later changes of the selection change nothing. `sorters`: the view's order.
OperationSubject subjectOf(const SelectionStore& selection, const QStringList& sorters);
OperationSubject subjectOf(const Identity& identity);
/// Items of the job, in their order. If the tenant chose whom, there are no ids.
OperationSubject subjectOf(
    const JobSnapshot& job, const QList<JobItem>& items, OperationSubject::Kind kind);
/// Nobody in particular: an invitation for which ISC chooses.
OperationSubject subjectOfEverybody();
/// In which state the items of a job are that such a subject is about.
ItemState itemStateOf(OperationSubject::Kind kind);

} // namespace ic
