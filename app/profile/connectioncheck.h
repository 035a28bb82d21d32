#pragma once

#include "base/secret.h"

#include <QList>
#include <QObject>
#include <QString>

namespace ic {

/// One line of the test of a connection. All texts are plain.
struct ConnectionCheck
{
    enum class Step { Name, Tls, Token, FirstRead, Rights };
    enum class State {
        Waiting,
        Running,
        Passed,
        Warning, ///< it works, but the person should know
        Failed,
        NotReached, ///< an earlier step failed, or the step does not apply
    };

    Step step = Step::Name;
    State state = State::Waiting;
    QString text = {}; ///< what was found out, or what went wrong and why; one or two sentences
    QString advice = {}; ///< after Failed and Warning: what to do
    qint64 ms = -1; ///< how long it took; -1 = not known

    bool operator==(const ConnectionCheck&) const = default;
};

/// Whether the token may do one operation.
struct RightCheck
{
    enum class State {
        Present, ///< proved by a read, or the token answer says so
        Missing,
        NotKnown, ///< shows when it is used
    };

    QString operation = {}; ///< e.g. "Invite"
    QString needed = {}; ///< scopes and user levels in words
    State state = State::NotKnown;
    QString why = {}; ///< one sentence

    bool operator==(const RightCheck&) const = default;
};

/// "Name resolves", "TLS", …
QString stepTitle(ConnectionCheck::Step step);
/// "Passed", "Failed", …
QString stateWord(ConnectionCheck::State state);
/// "present", "missing", "not known until used".
QString stateWord(RightCheck::State state);

/// A test of a connection under way. Deleting it ends it.
class ConnectionTestRun : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// One for each Step, in that order.
    virtual QList<ConnectionCheck> checks() const = 0;
    /// One for each operation once the rights are looked at; empty before.
    virtual QList<RightCheck> rights() const = 0;
    virtual bool isFinished() const = 0;
    /// Everything found, one fact a line, for the clipboard. Holds no secret.
    virtual QString details() const = 0;

signals:
    void changed();
    void finished();
    /// The secret that was given is replaced by this one: the tenant takes no other any more.
    void secretReplaced(const ic::Secret& secret);
};

} // namespace ic
