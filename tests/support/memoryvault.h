#pragma once

#include "auth/secretvault.h"

#include <QHash>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <utility>

namespace ic::test {

/// A keychain in memory that can refuse, be missing, or take its time.
class MemoryVault final : public SecretVault
{
public:
    using Entries = QHash<QString, Secret>;

    explicit MemoryVault(Entries& entries)
        : m_entries(entries)
    {
    }

    void read(const QString& key, QObject* context, Callback callback) override
    {
        asked += key;
        answer(context, callback, [this, key] {
            return m_entries.contains(key)
                ? Answer { .result = Result::Done, .secret = m_entries.value(key) }
                : Answer { .result = Result::NotFound };
        });
    }
    void write(
        const QString& key, const Secret& secret, QObject* context, Callback callback) override
    {
        if (isLocked) {
            m_waiting += [=, this] { write(key, secret, context, callback); };
            return;
        }
        ++writes;
        answer(context, callback, [this, key, secret] {
            m_entries.insert(key, secret);
            return Answer { .result = Result::Done };
        });
    }
    void remove(const QString& key, QObject* context, Callback callback) override
    {
        answer(context, callback, [this, key] {
            m_entries.remove(key);
            return Answer { .result = Result::Done };
        });
    }

    /// The person has given the password.
    void unlock()
    {
        isLocked = false;
        for (const auto& write : std::exchange(m_waiting, {}))
            write();
    }

    bool isLocked = false; ///< asks for its password: what is written waits
    Result instead = Result::Done; ///< anything but Done: what everything is answered with
    QString detail = {};
    int writes = 0;
    QStringList asked = {}; ///< keys that were read

private:
    void answer(QObject* context, Callback callback, std::function<Answer()> act)
    {
        const QPointer<QObject> guard(context);
        QMetaObject::invokeMethod(
            context,
            [this, guard, callback, act] {
                const Answer made = instead == Result::Done
                    ? act()
                    : Answer { .result = instead, .detail = detail };
                if (guard)
                    callback(made);
            },
            Qt::QueuedConnection);
    }

    Entries& m_entries;
    QList<std::function<void()>> m_waiting;
};

} // namespace ic::test
