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

} // namespace ic
