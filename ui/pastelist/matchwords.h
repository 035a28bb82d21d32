#pragma once

#include "base/netstatus.h"
#include "models/matchreport.h"

#include <QStringList>

namespace ic {

class ChoiceModel;

/// "50 entries · 41 found · 2 need your choice · 3 not found · 4 duplicates".
QString matchSummaryText(const MatchReport& report);
/// "Line 1 was taken as a heading. Found by account name 22, email 11."
QString matchDetailsText(const MatchReport& report);
/// "Looking up 50 entries… 23".
QString lookingUpText(qint64 entries, qint64 settled);
/// Why nothing goes on, and what ends it; empty while it does.
QString waitingText(const NetStatus& status);

/// The whole report as a table with a header: every line of the list, and of an ambiguous one every
/// candidate.
QList<QStringList> matchReportRows(const MatchReport& report, const ChoiceModel& choices);

} // namespace ic
