#pragma once

#include <QTranslator>

namespace ic::test {

/// A language that nobody speaks. Every text that goes through tr() comes back with accents and 40
/// % longer, and is written from right to left: what stays plain is not translated, and what has no
/// room for longer words is clipped.
class PseudoLanguage : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(
        const char* context, const char* source, const char* comment, int n) const override;

    /// "Cancel" as "Çáñçéļøøø".
    static QString spoken(const QString& english);
    static bool isSpoken(const QString& text);
    /// The other way. Of other texts only the accents change.
    static QString english(const QString& spoken);
};

} // namespace ic::test
