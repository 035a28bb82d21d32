#pragma once

#include <QString>

namespace ic {

/// Secrets that must never be readable in any output. Thread-safe; lives as long as the process,
/// because the log handler may be called at any moment.
class Redactor
{
public:
    /// Registers a secret or token. Texts shorter than 6 characters are ignored: replacing them
    /// would only damage other words.
    void add(const QString& secret);
    /// `text` with every registered secret replaced by "‹redacted›": as it is, in Base64 (alone or
    /// behind an id, as Basic sends it), percent-encoded, and escaped as in JSON.
    QString clean(QString text) const;
};

/// Routes qDebug/qWarning/… through a Redactor to standard error.
void installRedactingLogHandler();

} // namespace ic
