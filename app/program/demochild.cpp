#include "program/demochild.h"

#include "base/secret.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int GraceMs = 1000;
constexpr qsizetype LongestLine = 65'536;
constexpr qsizetype LongestComplaint = 1000;

#ifdef Q_OS_WIN
const QString Program = u"demo-tenant.exe"_s;
#else
const QString Program = u"demo-tenant"_s;
#endif

QStringList places()
{
    const QString here = QCoreApplication::applicationDirPath();
    return { here, QDir::cleanPath(here + u"/../libexec/identity-console"_s) };
}

QString programPath()
{
    for (const QString& place : places()) {
        const QFileInfo file(place + u'/' + Program);
        if (file.isFile() && file.isExecutable())
            return file.filePath();
    }
    return {};
}

} // namespace

QStringList demoArguments(const std::optional<int>& identities)
{
    QStringList arguments { u"--names"_s, u"plain"_s };
    if (identities)
        arguments += { u"--identities"_s, QString::number(*identities) };
    return arguments;
}

DemoChild::DemoChild(const QStringList& arguments, SignInKind signIn, QObject* parent)
    : QObject(parent)
    , m_arguments(QStringList { u"--exit-with-stdin"_s } + arguments)
    , m_signIn(signIn)
{
#ifdef Q_OS_UNIX
    // Ctrl+C in a terminal goes to the whole process group. The console decides what it means; the
    // tenant must not disappear under it.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoChild::onOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_complaint = (m_complaint + m_process.readAllStandardError()).right(LongestComplaint);
    });
    connect(&m_process, &QProcess::finished, this, &DemoChild::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The demo tenant did not start: %1.").arg(m_process.errorString()));
    });
}

DemoChild::~DemoChild()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (m_process.waitForFinished(GraceMs))
        return;
    m_process.terminate();
    if (m_process.waitForFinished(GraceMs))
        return;
    m_process.kill();
    m_process.waitForFinished(GraceMs);
}

void DemoChild::start()
{
    const QString program = programPath();
    if (program.isEmpty()) {
        const QString problem
            = tr("The demo needs the program %1, which is neither in %2 nor in %3.")
                  .arg(Program, QDir::toNativeSeparators(places().first()),
                      QDir::toNativeSeparators(places().last()));
        QMetaObject::invokeMethod(
            this, [this, problem] { fail(problem); }, Qt::QueuedConnection);
        return;
    }
    m_process.start(program, m_arguments);
}

void DemoChild::onOutput()
{
    const QByteArray chunk = m_process.readAllStandardOutput();
    if (m_isReady || m_hasFailed)
        return;
    m_output += chunk;
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0) {
        if (m_output.size() > LongestLine)
            fail(tr("The demo tenant does not say where it can be reached."));
        return;
    }
    const QJsonObject line = QJsonDocument::fromJson(m_output.left(end)).object();
    m_output.clear();
    const Secret secret(line.value(u"clientSecret").toString());
    QString problem;
    const std::optional<ApiBase> base
        = ApiBase::fromText(line.value(u"baseUrl").toString(), &problem);
    if (!base || secret.isEmpty()) {
        fail(tr("The demo tenant does not say where it can be reached."));
        return;
    }
    m_isReady = true;
    if (isWithBrowser(m_signIn))
        emit ready({ .base = *base, .clientId = sailAppsClientId(), .signIn = m_signIn });
    else
        emit ready({ *base, line.value(u"clientId").toString(), secret });
}

void DemoChild::onFinished()
{
    const QString said
        = QString::fromUtf8(m_complaint + m_process.readAllStandardError()).simplified();
    fail(said.isEmpty() ? tr("The demo tenant ended unexpectedly.")
                        : tr("The demo tenant ended: %1").arg(Redactor().clean(said)));
}

void DemoChild::fail(const QString& problem)
{
    if (m_hasFailed)
        return;
    m_hasFailed = true;
    emit failed(problem);
}

} // namespace ic
