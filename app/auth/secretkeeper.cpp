#include "auth/secretkeeper.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

void later(QObject* context, std::function<void()> task)
{
    QMetaObject::invokeMethod(context, std::move(task), Qt::QueuedConnection);
}

/// `hasKeychain`: it has answered before. One that is asked for its password and gets none says
/// the same as one that is not there.
QString notKept(const SecretVault::Answer& answer, bool hasKeychain)
{
    const bool refused = answer.result == SecretVault::Result::Refused || hasKeychain;
    const QString why = answer.detail.isEmpty() ? QString() : u" (%1)"_s.arg(answer.detail);
    return (refused ? SecretKeeper::tr(
                "The system keychain did not keep the secret%1. It is kept in memory until you "
                "quit.")
                    : SecretKeeper::tr(
                        "There is no keychain on this system%1. The secret is kept in memory until "
                        "you quit."))
        .arg(why);
}

QString notForgotten(const SecretVault::Answer& answer)
{
    const QString why = answer.detail.isEmpty() ? QString() : u" (%1)"_s.arg(answer.detail);
    return SecretKeeper::tr(
        "The system keychain did not remove the secret%1. Remove it there yourself.")
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
    read(key, context, callback);
}

void SecretKeeper::read(
    const QString& key, QObject* context, const std::function<void(const Secret&)>& callback)
{
    if (m_removing.contains(key)) {
        later(context, [callback] { callback({}); });
        return;
    }
    const QPointer<QObject> guard(context);
    const auto take = [this, key, guard, callback, begun = m_changes.value(key)](
                          const SecretVault::Answer& answer) {
        // What was given or forgotten meanwhile is newer.
        if (answer.result == SecretVault::Result::Done && begun == m_changes.value(key))
            m_memory.insert(key, answer.secret);
        if (guard)
            callback(m_memory.value(key));
    };
    m_vault->read(key, this, take);
}

void SecretKeeper::findNewest(
    const QString& key, QObject* context, std::function<void(const Secret&)> callback)
{
    // What is on its way to the keychain, or was not taken there, is newer than what is in it.
    if (m_writing.contains(key) || m_unwritten.contains(key))
        find(key, context, std::move(callback));
    else
        read(key, context, callback);
}

void SecretKeeper::keep(const QString& key, const Secret& secret, QObject* context,
    std::function<void(const QString&)> callback)
{
    m_memory.insert(key, secret);
    ++m_changes[key];
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
                callback(isKept ? QString() : notKept(answer, m_hasKeychain.value_or(false)));
            if (isAtRest())
                emit atRest();
        });
}

void SecretKeeper::forget(
    const QString& key, QObject* context, std::function<void(const QString&)> callback)
{
    m_memory.remove(key);
    m_unwritten.remove(key);
    ++m_changes[key];
    m_removing += key;
    const QPointer<QObject> guard(context);
    m_vault->remove(key, this, [this, key, guard, callback](const SecretVault::Answer& answer) {
        using Result = SecretVault::Result;
        // Where there never was a keychain, nothing is left in it.
        const bool isGone = answer.result == Result::Done || answer.result == Result::NotFound
            || (answer.result == Result::Unavailable && !m_hasKeychain.value_or(false));
        m_removing.removeOne(key);
        if (guard)
            callback(isGone ? QString() : notForgotten(answer));
        if (isAtRest())
            emit atRest();
    });
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
