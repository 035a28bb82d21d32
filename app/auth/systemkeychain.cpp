#include "auth/systemkeychain.h"

#include <qt6keychain/keychain.h>

#include <QPointer>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LongestDetail = 200; // characters

/// How GLib says that there is no session bus: 'Failed to execute child process "dbus-launch" …',
/// "Cannot autolaunch D-Bus …", "Could not connect: No such file or directory".
bool isAboutNoBus(const QString& words)
{
    const auto holds
        = [&](QLatin1StringView part) { return words.contains(part, Qt::CaseInsensitive); };
    return holds("dbus"_L1) || holds("d-bus"_L1) || holds("could not connect"_L1);
}

SecretVault::Answer answerOf(const QKeychain::Job& job)
{
    SecretVault::Answer answer { .detail = job.errorString().simplified().left(LongestDetail) };
    switch (job.error()) {
    case QKeychain::NoError:
        answer.result = SecretVault::Result::Done;
        answer.detail.clear();
        break;
    case QKeychain::EntryNotFound:
        answer.result = SecretVault::Result::NotFound;
        break;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        answer.result = SecretVault::Result::Refused;
        break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // what a missing D-Bus or libsecret looks like
        answer.result = SecretVault::Result::Unavailable;
        if (isAboutNoBus(answer.detail))
            answer.detail.clear(); // it says no more than that there is no keychain
        break;
    }
    return answer;
}

/// Starts `job`, which deletes itself; `finish` may add what it read.
void run(QKeychain::Job* job, const QString& key, QObject* context,
    const SecretVault::Callback& callback,
    const std::function<void(SecretVault::Answer&)>& finish = {})
{
    job->setKey(key);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    const QPointer<QObject> guard(context);
    QObject::connect(
        job, &QKeychain::Job::finished, job,
        [guard, callback, finish](QKeychain::Job* done) {
            SecretVault::Answer answer = answerOf(*done);
            if (finish && answer.result == SecretVault::Result::Done)
                finish(answer);
            if (guard)
                callback(answer);
        },
        Qt::QueuedConnection);
    job->start();
}

} // namespace

SystemKeychain::SystemKeychain(const QString& service)
    : m_service(service)
{
}

void SystemKeychain::read(const QString& key, QObject* context, Callback callback)
{
    auto* job = new QKeychain::ReadPasswordJob(m_service);
    run(job, key, context, callback,
        [job](Answer& answer) { answer.secret = Secret(job->textData()); });
}

void SystemKeychain::write(
    const QString& key, const Secret& secret, QObject* context, Callback callback)
{
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(secret.reveal());
    run(job, key, context, callback);
}

void SystemKeychain::remove(const QString& key, QObject* context, Callback callback)
{
    auto* job = new QKeychain::DeletePasswordJob(m_service);
    run(job, key, context, [callback](const Answer& answer) {
        Answer gone = answer;
        if (gone.result == Result::NotFound)
            gone.result = Result::Done;
        callback(gone);
    });
}

} // namespace ic
