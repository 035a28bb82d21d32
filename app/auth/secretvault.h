#pragma once

#include "base/secret.h"

#include <QObject>

#include <functional>

namespace ic {

/// A place that keeps secrets beyond the end of the program. Never waits: answers come later, and
/// a locked keychain may first ask the person, for as long as they like. Callbacks do not run once
/// `context` is gone, and never from inside the call.
class SecretVault
{
public:
    enum class Result {
        Done,
        NotFound, ///< also what some keychains say while they are locked
        Refused, ///< the person, or a rule, did not allow it
        Unavailable, ///< there is no keychain
    };
    struct Answer
    {
        Result result = Result::Unavailable;
        Secret secret = {}; ///< of read(), with Done
        QString detail = {}; ///< the keychain's own words, plain text
    };
    using Callback = std::function<void(const Answer&)>;

    SecretVault() = default;
    virtual ~SecretVault() = default;
    Q_DISABLE_COPY_MOVE(SecretVault)

    virtual void read(const QString& key, QObject* context, Callback callback) = 0;
    virtual void write(
        const QString& key, const Secret& secret, QObject* context, Callback callback)
        = 0;
    /// Done, too, if there was nothing to remove.
    virtual void remove(const QString& key, QObject* context, Callback callback) = 0;
};

} // namespace ic
