#pragma once

#include "api/catalog.h"
#include "models/operationsubject.h"

#include <QKeySequence>
#include <QList>
#include <QString>

namespace ic {

/// How one change of the catalog appears in the window. What it does is in the catalog.
struct OperationWords
{
    OperationId operation = OperationId::ProcessIdentities;
    QString icon = {};
    QKeySequence keys = {};
    QString button = {}; ///< of the toolbar, before its target: "Reset email"
    bool separated = false; ///< a line before it: from here on it cannot be taken back
};

/// The six changes in the order of menus and toolbar.
const QList<OperationWords>& operationWords();
const OperationWords& wordsOf(OperationId operation);

/// "Process (312)", "Process Maria Keller", "Process" for nobody. `name` is used for one person.
QString targetedText(const QString& verb, const QString& name, qint64 count);

/// Title of the confirmation: "Synchronize attributes: 312 identities".
QString operationTitle(OperationId operation, const QString& name, qint64 count);
/// Its first line: "Synchronize 300 of 312 selected identities on acme". `which`: see whichOnes();
/// `of`: -1 = how many is not known yet.
QString operationLead(OperationId operation, const QString& name, qint64 run, qint64 of,
    const QString& which, const QString& tenant);
/// "selected", "matching", "remaining", "failed", "unknown".
QString whichOnes(OperationSubject::Kind kind);
/// Its button: "Process 312", "Send 12 emails".
QString confirmText(OperationId operation, qint64 run);
/// For the status line: "Process 312: started. …".
QString startedText(OperationId operation, qint64 run);

} // namespace ic
