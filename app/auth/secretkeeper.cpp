#include "auth/secretkeeper.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

void later(QObject* context, std::function<void()> task)
{
    QMetaObject::invokeMethod(context, std::move(task), Qt::QueuedConnection);
}

QString notKept(const SecretVault::Answer& answer)
{
    const bool refused = answer.result == SecretVault::Result::Refused;
    const QString why = answer.detail.isEmpty() ? QString() : u" (%1)"_s.arg(answer.detail);
    return (refused ? SecretKeeper::tr(
                "The system keychain refused to keep the secret%1. It is kept in memory "
                "until you quit.")
                    : SecretKeeper::tr(
                        "There is no keychain on this system%1. The secret is kept in memory until "
                        "you quit."))
        .arg(why);
}

} // namespace

SecretKeeper::SecretKeeper(std::unique_ptr<SecretVault> vault, QObject* parent)
    : QObject(parent)
    , m_vault(std::move(vault))
{
}

void SecretKeeper::find(
    const QString& key, QObject* context, std::function<void(const Secret&)> callback)
{
    const auto known = m_memory.constFind(key);
    if (known != m_memory.cend()) {
        later(context, [callback, secret = *known] { callback(secret); });
        return;
    }
    const QPointer<QObject> guard(context);
    m_vault->read(key, this, [this, key, guard, callback](const SecretVault::Answer& answer) {
        // One that was given meanwhile is newer.
        if (answer.result == SecretVault::Result::Done && !m_memory.contains(key))
            m_memory.insert(key, answer.secret);
        if (guard)
            callback(m_memory.value(key));
    });
}

void SecretKeeper::findNewest(
    const QString& key, QObject* context, std::function<void(const Secret&)> callback)
{
    // What is on its way to the keychain, or was not taken there, is newer than what is in it.
    if (!m_writing.contains(key) && !m_unwritten.contains(key))
        m_memory.remove(key);
    find(key, context, std::move(callback));
}

void SecretKeeper::keep(const QString& key, const Secret& secret, QObject* context,
    std::function<void(const QString&)> callback)
{
    m_memory.insert(key, secret);
    m_writing += key;
    const QPointer<QObject> guard(context);
    m_vault->write(
        key, secret, this, [this, key, guard, callback](const SecretVault::Answer& answer) {
            const bool isKept = answer.result == SecretVault::Result::Done;
            m_writing.removeOne(key);
            if (isKept)
                m_unwritten.remove(key);
            else
                m_unwritten.insert(key);
            if (guard)
                callback(isKept ? QString() : notKept(answer));
            if (m_writing.isEmpty())
                emit atRest();
        });
}

void SecretKeeper::forget(const QString& key)
{
    m_memory.remove(key);
    m_unwritten.remove(key);
    m_vault->remove(key, this, [](const SecretVault::Answer&) {});
}

void SecretKeeper::askForKeychain(QObject* context, std::function<void(bool)> callback)
{
    if (m_hasKeychain) {
        later(context, [callback, has = *m_hasKeychain] { callback(has); });
        return;
    }
    m_waiting.emplaceBack(context, std::move(callback));
    if (m_asking)
        return;
    m_asking = true;
    // Reading what is not there asks nobody. Writing would: a keychain that is locked, or that does
    // not exist yet, wants a password, and so far there is nothing to keep.
    m_vault->read(u"keychain-test"_s, this, [this](const SecretVault::Answer& answer) {
        answerWaiting(answer.result == SecretVault::Result::Done
            || answer.result == SecretVault::Result::NotFound);
    });
}

void SecretKeeper::answerWaiting(bool hasKeychain)
{
    m_asking = false;
    m_hasKeychain = hasKeychain;
    for (const auto& [context, callback] : std::exchange(m_waiting, {})) {
        if (context)
            callback(hasKeychain);
    }
}

} // namespace ic
