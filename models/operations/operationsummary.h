#pragma once

#include "models/operations/operationsubject.h"
#include "operations/preflight.h"

#include <QStringList>

namespace ic {

/// Title of the confirmation: "Synchronize attributes: 312 identities".
QString operationTitle(const Operation& operation, const QString& name, qint64 count);
/// Its first line: "Synchronize 300 of 312 selected identities on acme". `of`: -1 = how many match
/// is not known yet.
QString operationLead(const Operation& operation, const QString& name, qint64 run, qint64 of,
    OperationSubject::Kind kind, const QString& tenant);
/// "The 312 selected".
QString chosenText(OperationSubject::Kind kind, qint64 count);
/// For the status line: "Process 312: started. …".
QString startedText(const Operation& operation, qint64 run);

/// The sentences below a confirmation's first line: what is left to do and who is left out.
/// `subjects`: of whom the person chose. Empty if there is nothing to say.
QStringList outcomeSentences(const Preflight& result, qint64 subjects);

/// Everybody of a preflight and what happens to them, as the rows of a table under a heading.
QList<QStringList> outcomeRows(const Preflight& result);

} // namespace ic
