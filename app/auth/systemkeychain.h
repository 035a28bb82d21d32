#pragma once

#include "auth/secretvault.h"

namespace ic {

/// The desktop's keychain (Secret Service or KWallet), by QtKeychain. Falls back to nothing: its
/// plain-text fallback stays off.
class SystemKeychain final : public SecretVault
{
public:
    /// `service` tells the entries of this program from those of others.
    explicit SystemKeychain(const QString& service = QStringLiteral("identity-console"));

    void read(const QString& key, QObject* context, Callback callback) override;
    void write(
        const QString& key, const Secret& secret, QObject* context, Callback callback) override;
    void remove(const QString& key, QObject* context, Callback callback) override;

private:
    QString m_service;
};

} // namespace ic
