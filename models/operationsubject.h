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
};

/// The ticked ones; later changes of the selection change nothing. `sorters`: the view's order.
OperationSubject subjectOf(const SelectionStore& selection, const QStringList& sorters);
OperationSubject subjectOf(const Identity& identity);
/// These, in their order; `name`: of the one if it is one.
OperationSubject subjectOf(const QList<IdentityId>& ids, const QString& name);

} // namespace ic
