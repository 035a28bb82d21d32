#pragma once

#include "bulk/preflight.h"

#include <QStringList>

namespace ic {

/// The sentences below a confirmation's first line: what is left to do and who is left out.
/// `subjects`: of whom the person chose. Empty if there is nothing to say.
QStringList outcomeSentences(OperationId operation, const Preflight& result, qint64 subjects);

/// Everybody of a preflight and what happens to them, as the rows of a table under a heading.
QList<QStringList> outcomeRows(const Preflight& result);

} // namespace ic
