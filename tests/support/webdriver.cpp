#include "support/webdriver.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

constexpr int LongestMs = 60'000;
constexpr int PatienceMs = 10'000; ///< with a page that does not have an element yet

/// As the protocol names the reference to an element.
const QString ElementKey = u"element-6066-11e4-a52e-4f735466cecf"_s;

QJsonObject capabilities(const QString& browser, const QString& folder)
{
    const QJsonArray arguments { u"--headless=new"_s, u"--no-sandbox"_s, u"--disable-gpu"_s,
        u"--disable-dev-shm-usage"_s, u"--no-first-run"_s, u"--disable-background-networking"_s,
        u"--disable-component-update"_s, u"--no-proxy-server"_s, u"--window-size=900,900"_s,
        u"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"_s,
        u"--user-data-dir="_s + folder };
    return { { u"capabilities"_s,
        QJsonObject { { u"alwaysMatch"_s,
            QJsonObject { { u"browserName"_s, u"chrome"_s },
                { u"timeouts"_s, QJsonObject { { u"implicit"_s, PatienceMs } } },
                { u"goog:loggingPrefs"_s, QJsonObject { { u"browser"_s, u"ALL"_s } } },
                { u"goog:chromeOptions"_s,
                    QJsonObject { { u"binary"_s, browser }, { u"args"_s, arguments } } } } } } } };
}

} // namespace

WebDriver::WebDriver()
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    const QString driver = QStandardPaths::findExecutable(u"chromedriver"_s);
    const QString browser = QStandardPaths::findExecutable(u"chromium"_s);
    if (driver.isEmpty() || browser.isEmpty()) {
        m_problem = u"chromium or chromedriver is missing: apt-get install chromium "
                    u"chromium-driver"_s;
        return;
    }
    m_driver.setProcessChannelMode(QProcess::MergedChannels);
    m_driver.start(driver, { u"--port=0"_s });
    static const QRegularExpression started(u"started successfully on port (\\d+)"_s);
    QString said;
    QRegularExpressionMatch match;
    for (const QDeadlineTimer end(LongestMs); !match.hasMatch() && !end.hasExpired();) {
        if (!m_driver.waitForReadyRead(int(end.remainingTime())))
            break;
        said += QString::fromUtf8(m_driver.readAll());
        match = started.match(said);
    }
    if (!match.hasMatch()) {
        m_problem = u"chromedriver does not start: "_s + said;
        return;
    }
    m_base = u"http://127.0.0.1:%1/session"_s.arg(match.captured(1));
    const Answer session = command("POST", {}, capabilities(browser, m_folder.path()));
    if (session.isGood)
        m_base += u'/' + session.value[u"sessionId"_s].toString();
    else
        m_problem = u"Chromium does not start: "_s + session.value[u"message"_s].toString();
}

WebDriver::~WebDriver()
{
    if (m_problem.isEmpty())
        command("DELETE", {});
    m_driver.terminate();
    if (!m_driver.waitForFinished(5000))
        m_driver.kill();
    m_driver.waitForFinished(5000);
}

bool WebDriver::open(const QString& url)
{
    return command("POST", u"/url"_s, { { u"url"_s, url } }).isGood;
}

QString WebDriver::url()
{
    return command("GET", u"/url"_s).value.toString();
}

QString WebDriver::title()
{
    return command("GET", u"/title"_s).value.toString();
}

QString WebDriver::text(const QString& selector)
{
    const QString id = element(selector);
    return id.isNull() ? QString() : command("GET", id + u"/text"_s).value.toString();
}

QString WebDriver::style(const QString& selector, const QString& property)
{
    const QString id = element(selector);
    return id.isNull() ? QString() : command("GET", id + u"/css/"_s + property).value.toString();
}

bool WebDriver::click(const QString& selector)
{
    const QString id = element(selector);
    return !id.isNull() && command("POST", id + u"/click"_s).isGood;
}

QJsonValue WebDriver::evaluate(const QString& expression)
{
    return command("POST", u"/execute/sync"_s,
        { { u"script"_s, u"return "_s + expression }, { u"args"_s, QJsonArray() } })
        .value;
}

QStringList WebDriver::complaints()
{
    QStringList texts;
    const Answer log = command("POST", u"/se/log"_s, { { u"type"_s, u"browser"_s } });
    for (const QJsonValue& entry : log.value.toArray())
        texts += entry[u"message"_s].toString();
    return log.isGood ? texts : QStringList { u"The browser does not say"_s };
}

bool WebDriver::savePicture(const QString& file)
{
    QFile picture(file);
    return picture.open(QIODevice::WriteOnly)
        && picture.write(
               QByteArray::fromBase64(command("GET", u"/screenshot"_s).value.toString().toLatin1()))
        > 0;
}

bool WebDriver::prefer(const QString& colourScheme)
{
    const QJsonObject feature { { u"name"_s, u"prefers-color-scheme"_s },
        { u"value"_s, colourScheme } };
    return command("POST", u"/goog/cdp/execute"_s,
        { { u"cmd"_s, u"Emulation.setEmulatedMedia"_s },
            { u"params"_s, QJsonObject { { u"features"_s, QJsonArray { feature } } } } })
        .isGood;
}

QString WebDriver::element(const QString& selector)
{
    const Answer found = command(
        "POST", u"/element"_s, { { u"using"_s, u"css selector"_s }, { u"value"_s, selector } });
    return found.isGood ? u"/element/"_s + found.value[ElementKey].toString() : QString();
}

WebDriver::Answer WebDriver::command(
    const QByteArray& verb, const QString& path, const QJsonObject& parameters)
{
    QNetworkRequest request { QUrl(m_base + path) };
    request.setTransferTimeout(LongestMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray body = verb == "POST" ? QJsonDocument(parameters).toJson() : QByteArray();
    const std::unique_ptr<QNetworkReply> reply(m_manager.sendCustomRequest(request, verb, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return { .isGood = reply->error() == QNetworkReply::NoError,
        .value = QJsonDocument::fromJson(reply->readAll()).object().value(u"value"_s) };
}

} // namespace ic::test
