#include "bareclient.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::bench {

namespace {

double since(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

BareClient::BareClient(const Connection& connection)
    : m_connection(connection)
{
}

double BareClient::signIn()
{
    QElapsedTimer timer;
    timer.start();
    QNetworkRequest request(m_connection.base.tokenUrl());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    QUrlQuery form;
    form.addQueryItem(u"grant_type"_s, u"client_credentials"_s);
    form.addQueryItem(u"client_id"_s, m_connection.clientId);
    form.addQueryItem(u"client_secret"_s, m_connection.clientSecret.reveal());
    wait({ m_network.post(request, form.toString(QUrl::FullyEncoded).toUtf8()) });
    const double ms = since(timer);
    m_token
        = QJsonDocument::fromJson(m_lastBody).object().value(u"access_token").toString().toLatin1();
    return ms;
}

double BareClient::get(const QList<QUrl>& urls)
{
    if (m_token.isEmpty())
        signIn();
    QElapsedTimer timer;
    timer.start();
    QList<QNetworkReply*> replies;
    for (const QUrl& url : urls) {
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Bearer " + m_token);
        request.setRawHeader("X-SailPoint-Experimental", "true");
        replies += m_network.get(request);
    }
    wait(replies);
    return since(timer);
}

void BareClient::wait(const QList<QNetworkReply*>& replies)
{
    qsizetype open = replies.size();
    QEventLoop loop;
    for (QNetworkReply* reply : replies) {
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&] {
            if (--open == 0)
                loop.quit();
        });
    }
    loop.exec();
    for (QNetworkReply* reply : replies) {
        if (reply->error() != QNetworkReply::NoError)
            qFatal(
                "The demo tenant answered the bare client: %s", qPrintable(reply->errorString()));
        m_lastBody = reply->readAll();
        reply->deleteLater();
    }
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

} // namespace ic::bench
