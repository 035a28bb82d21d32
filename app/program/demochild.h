#pragma once

#include "program/composition.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <optional>

namespace ic {

/// What the demo tenant of a person is started with: people rather than what names may be.
/// `identities`: nullopt = as many as it likes.
QStringList demoArguments(const std::optional<int>& identities);

/// The demo tenant as a child process on this computer. It ends with this object, and also when
/// this process is killed: it watches its standard input, whose other end the kernel then closes.
class DemoChild final : public QObject
{
    Q_OBJECT

public:
    /// `arguments` in addition to those that tie its life to this process. `signIn`: by its secret,
    /// or by the browser: then nobody is signed in yet.
    explicit DemoChild(const QStringList& arguments, SignInKind signIn = SignInKind::ClientSecret,
        QObject* parent = nullptr);
    /// Asks it to end, and insists after a second.
    ~DemoChild() override;

    /// Starts the program beside this one, or in libexec/identity-console of the same
    /// installation. Nothing is emitted from inside start().
    void start();

signals:
    void ready(const ic::Connection& connection);
    /// It is missing, or ended, before or after ready(). A sentence for people.
    void failed(const QString& problem);

private:
    void onOutput();
    void onFinished();
    void fail(const QString& problem);

    QStringList m_arguments;
    const SignInKind m_signIn;
    QProcess m_process;
    QByteArray m_output; ///< until the first line is whole; holds a secret
    QByteArray m_complaint; ///< the end of what it wrote to standard error
    bool m_isReady = false;
    bool m_hasFailed = false;
};

} // namespace ic
