#pragma once

#include "api/types/identity.h"
#include "csv/exportrequest.h"

namespace ic {

class SelectionStore;

/// Whom a verb is about, before anybody was read: the ticked identities, or one.
struct OperationSubject
{
    ExportRequest who = {}; ///< which, and in which order; see IdentityReading
    qint64 count = 0; ///< as far as it is known
    QString name = {}; ///< of the one, as nameInSentence(); empty for a selection
    JobId resumes = {}; ///< the job that is to go on with them; empty = a new one
};

/// The ticked ones; later changes of the selection change nothing. `sorters`: the view's order.
OperationSubject subjectOf(const SelectionStore& selection, const QStringList& sorters);
OperationSubject subjectOf(const Identity& identity);
/// These, in their order; `name`: of the one if it is one.
OperationSubject subjectOf(const QList<IdentityId>& ids, const QString& name);

/// What a title, a lead or a button calls one person: the display name, else the account name, else
/// the id; short, and as shownLine().
QString nameInSentence(const Identity& identity);

/// What a person types to confirm that they mean one identity.
struct TypedName
{
    QString what = {}; ///< "the display name"
    QString text = {}; ///< never blank
};

/// The display name, where it can be typed and no other of the selected looks like that; else the
/// account name, else the id.
TypedName nameToType(const Identity& one, const QList<Identity>& selected);

} // namespace ic
