#pragma once

#include <QString>

namespace ic {

/// Overwrites the letters in memory, unless the text is shared: then it still belongs to somebody.
void overwrite(QString& text);

/// A text that nobody may read: registered with the Redactor as soon as it exists, and overwritten
/// in memory when its last copy goes. Qt keeps copies of its own where a text passes through a
/// widget or a request; those cannot be reached.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QString text);
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_text.isEmpty(); }
    /// For the one place that hands it on.
    const QString& reveal() const { return m_text; }

    bool operator==(const Secret&) const = default;

private:
    void wipe();

    QString m_text;
};

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
