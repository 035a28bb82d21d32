#pragma once

#include "program/composition.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QUrl>

namespace ic::bench {

/// HTTP and nothing else: what an answer costs before anybody reads it. Signs in on its own.
class BareClient
{
public:
    explicit BareClient(const Connection& connection);

    /// Milliseconds for a token.
    double signIn();
    /// Milliseconds until all of these are there, asked for at the same time. Signs in first if
    /// nobody has.
    double get(const QList<QUrl>& urls);
    const QByteArray& lastBody() const { return m_lastBody; }

private:
    void wait(const QList<QNetworkReply*>& replies);

    Connection m_connection;
    QNetworkAccessManager m_network;
    QByteArray m_token;
    QByteArray m_lastBody;
};

double median(QList<double> values);

} // namespace ic::bench
