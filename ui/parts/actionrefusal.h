#pragma once

class QAction;
class QString;

namespace ic {

/// Enables the action, or disables it and keeps the one sentence why: its tooltip and the list of
/// commands say it.
void setRefusal(QAction& action, const QString& reason);
/// Why the action cannot run now; empty if it can.
QString refusalOf(const QAction& action);

} // namespace ic
