#pragma once

#include <QList>
#include <QString>

class QDateTime;
class QSslCertificate;
class QSslError;

namespace ic {

/// Why a connection is not trusted, in words. Everything that comes from a certificate is untrusted
/// text: one short plain line each.
struct TlsProblem
{
    QString what = {}; ///< sentences; empty = no problem
    QString advice = {};

    bool operator==(const TlsProblem&) const = default;
};

/// What OpenSSL found wrong with the certificate `peer` of `host`. The advice is for the problem
/// that has to be solved first.
TlsProblem tlsProblem(
    const QList<QSslError>& errors, const QSslCertificate& peer, const QString& host);

/// The handshake failed before there was a certificate to look at; `words` are the socket's.
TlsProblem handshakeProblem(const QString& words);

/// Who issued the certificate: the organisation, else the name; "an unnamed issuer" if neither.
QString issuerOf(const QSslCertificate& certificate);

/// A day as it is written in these sentences: "4 Mar 2027".
QString dayInWords(const QDateTime& time);

} // namespace ic
