#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

class QSslCertificate;
class QSslConfiguration;
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

// What is trusted.

constexpr qint64 LargestCaFile = 1024 * 1024; ///< bytes

/// The certificates of a file in PEM or DER, as PEM. Nothing else in the file is kept: a private
/// key that lies beside them stays there. Empty if the file cannot be used; then `problem` is one
/// plain sentence.
QByteArray readCaFile(const QString& path, QString* problem);

/// Trusts what the system does, and the certificates in `extraCaPem` besides. Takes a moment where
/// there are any: then all of the system's are read.
QSslConfiguration tlsTrusting(const QByteArray& extraCaPem);

} // namespace ic
