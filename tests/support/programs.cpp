#include "support/programs.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

/// The fields of /proc/PID/stat after the program's name, which may hold spaces.
QByteArrayList statOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

QJsonDocument answerTo(
    QNetworkAccessManager& manager, const QNetworkRequest& request, const QByteArray& post = {})
{
    const std::unique_ptr<QNetworkReply> reply(
        post.isEmpty() ? manager.get(request) : manager.post(request, post));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return QJsonDocument::fromJson(reply->readAll());
}

QProcessEnvironment environmentOf(const QJsonObject& client, const QString& baseUrl)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SAIL_BASE_URL"_s, baseUrl);
    environment.insert(u"SAIL_CLIENT_ID"_s, client.value(u"clientId").toString());
    environment.insert(u"SAIL_CLIENT_SECRET"_s, client.value(u"clientSecret").toString());
    return environment;
}

} // namespace

QString programBesideTest(const QString& name)
{
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString& entry : entries) {
        bool isNumber = false;
        const qint64 process = entry.toLongLong(&isNumber);
        if (isNumber && statOf(process).value(1).toLongLong() == parent)
            children += process;
    }
    return children;
}

bool isAlive(qint64 process)
{
    const QByteArray state = statOf(process).value(0);
    return !state.isEmpty() && state != "Z" && state != "X";
}

bool hasOpenFileIn(qint64 process, const QString& folder)
{
    const QString descriptors = u"/proc/%1/fd"_s.arg(process);
    // The console lets nobody but root look into it; then the child it started has to do.
    if (!QFileInfo(descriptors).isReadable())
        return !childrenOf(process).isEmpty();
    const QStringList entries = QDir(descriptors).entryList(QDir::Files | QDir::System);
    return std::any_of(entries.begin(), entries.end(), [&](const QString& entry) {
        return QFile::symLinkTarget(descriptors + u'/' + entry).startsWith(folder + u'/');
    });
}

TenantProcess::TenantProcess(const QStringList& extra)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        programBesideTest(u"demo-tenant"_s), QStringList { u"--exit-with-stdin"_s } + extra);
    QByteArray output;
    while (!output.contains('\n') && m_process.waitForReadyRead(20'000))
        output += m_process.readAllStandardOutput();
    m_line = QJsonDocument::fromJson(output).object();
}

TenantProcess::~TenantProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

QString TenantProcess::secret() const
{
    return m_line.value(u"clientSecret").toString();
}

QProcessEnvironment TenantProcess::environment() const
{
    return environmentOf(m_line, m_line.value(u"baseUrl").toString());
}

QProcessEnvironment TenantProcess::environmentFor(const QString& otherClient) const
{
    return environmentOf(m_line.value(u"otherClients").toObject().value(otherClient).toObject(),
        m_line.value(u"baseUrl").toString());
}

QJsonArray TenantProcess::identities(const QByteArray& query)
{
    QNetworkAccessManager manager;
    const QByteArray base = m_line.value(u"baseUrl").toString().toUtf8();
    QNetworkRequest sign(QUrl::fromEncoded(base + "/oauth/token"));
    sign.setHeader(
        QNetworkRequest::ContentTypeHeader, QByteArray("application/x-www-form-urlencoded"));
    const QByteArray token = answerTo(manager, sign,
        "grant_type=client_credentials&client_id=" + m_line.value(u"clientId").toString().toUtf8()
            + "&client_secret=" + QUrl::toPercentEncoding(secret()))
                                 .object()
                                 .value(u"access_token")
                                 .toString()
                                 .toUtf8();
    QJsonArray all;
    for (int offset = 0;; offset += 250) {
        QNetworkRequest list(QUrl::fromEncoded(base
            + "/v2024/identities?limit=250&offset=" + QByteArray::number(offset) + '&' + query));
        list.setRawHeader("Authorization", "Bearer " + token);
        list.setRawHeader("X-SailPoint-Experimental", "true");
        const QJsonArray page = answerTo(manager, list).array();
        for (const QJsonValue& one : page)
            all += one;
        if (page.size() < 250)
            return all;
    }
}

} // namespace ic::test
