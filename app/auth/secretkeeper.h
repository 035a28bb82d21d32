#pragma once

#include "auth/secretvault.h"

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>

namespace ic {

/// The secrets of this program: in the keychain, and where there is none, in memory until the
/// program ends. What was given or read once is kept in memory as well, so that a second window
/// asks nobody. Lives on one thread.
class SecretKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit SecretKeeper(std::unique_ptr<SecretVault> vault, QObject* parent = nullptr);

    /// An empty secret if there is none, or none that can be had.
    void find(const QString& key, QObject* context, std::function<void(const Secret&)> callback);
    /// As find(), but another program may have kept a newer one: asks the keychain anew.
    void findNewest(
        const QString& key, QObject* context, std::function<void(const Secret&)> callback);
    /// What is in memory: given, or found before. Asks nobody.
    Secret known(const QString& key) const { return m_memory.value(key); }
    /// Whether the keychain did not take the newest, so that it is in memory only.
    bool isInMemoryOnly(const QString& key) const { return m_unwritten.contains(key); }
    /// Whether the keychain has not answered yet that it took the newest.
    bool isOnItsWay(const QString& key) const { return m_writing.contains(key); }
    /// The callback gets a sentence if it is kept in memory only.
    void keep(const QString& key, const Secret& secret, QObject* context,
        std::function<void(const QString& problem)> callback);
    /// From memory and from the keychain. The callback gets a sentence if it is still in the
    /// keychain.
    void forget(
        const QString& key, QObject* context, std::function<void(const QString& problem)> callback);
    /// Whether the keychain has answered everything it was given to keep or to forget.
    bool isAtRest() const { return m_writing.isEmpty() && m_removing.isEmpty(); }

    /// Whether there is a keychain, as far as a read can tell; asked once. Whether it takes a
    /// secret shows when one is kept.
    void askForKeychain(QObject* context, std::function<void(bool)> callback);

signals:
    void atRest();

private:
    void read(
        const QString& key, QObject* context, const std::function<void(const Secret&)>& callback);
    void answerWaiting(bool hasKeychain);

    std::unique_ptr<SecretVault> m_vault;
    QHash<QString, Secret> m_memory;
    QStringList m_writing; ///< keys, one for each secret on its way
    QStringList m_removing; ///< keys, the same
    QHash<QString, int> m_changes; ///< by keep() and forget(), for each key
    QSet<QString> m_unwritten; ///< the keychain did not take the newest
    std::optional<bool> m_hasKeychain;
    bool m_asking = false;
    QList<std::pair<QPointer<QObject>, std::function<void(bool)>>> m_waiting;
};

} // namespace ic
