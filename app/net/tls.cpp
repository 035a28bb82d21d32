#include "net/tls.h"

#include "base/plaintext.h"
#include "base/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Tls)
};

constexpr qsizetype MostName = 80; // characters
constexpr qsizetype MostNames = 3; // of those a certificate is for
constexpr qsizetype TlsMostWords = 200; // of the socket

/// In the order in which they have to be solved.
enum class Case {
    Revoked,
    Expired,
    NotYetValid,
    SelfSigned,
    UnknownIssuer,
    WrongName,
    NoCertificate,
    Other,
};

Case caseOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Case::Revoked;
    case QSslError::CertificateExpired:
        return Case::Expired;
    case QSslError::CertificateNotYetValid:
        return Case::NotYetValid;
    case QSslError::SelfSignedCertificate:
        return Case::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return Case::UnknownIssuer;
    case QSslError::HostNameMismatch:
        return Case::WrongName;
    case QSslError::NoPeerCertificate:
        return Case::NoCertificate;
    default: // Qt's list is open, and has many that say nothing to a person
        return Case::Other;
    }
}

QString subjectOf(const QSslCertificate& certificate)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.isEmpty() ? QString() : plainLine(names.first(), MostName);
}

/// Whose certificate it is where it is not the server's own; else empty.
QString issuerIn(const QSslError& error, const QSslCertificate& peer)
{
    return error.certificate() == peer ? QString() : subjectOf(error.certificate());
}

QString namesOf(const QSslCertificate& certificate)
{
    const auto alternatives = certificate.subjectAlternativeNames();
    QStringList names = alternatives.values(QSsl::DnsEntry);
    names += alternatives.values(QSsl::IpAddressEntry);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    const qsizetype others = names.size() - MostNames;
    QStringList shown;
    for (const QString& name : names.mid(0, MostNames))
        shown += u"“%1”"_s.arg(plainLine(shownHost(name), MostName));
    if (shown.isEmpty())
        return Texts::tr("no name at all");
    if (others > 0)
        shown.append(Texts::tr("%Ln more", "%Ln more", pluralCount(others)));
    return andList(shown);
}

QString sentenceFor(
    Case which, const QSslError& error, const QSslCertificate& peer, const QString& host)
{
    const QString issuer = issuerIn(error, peer);
    const QString from = dateText(error.certificate().effectiveDate());
    const QString until = dateText(error.certificate().expiryDate());
    switch (which) {
    case Case::Revoked:
        return issuer.isEmpty()
            ? Texts::tr("The certificate was revoked: nobody should trust it any more.")
            : Texts::tr(
                "The certificate of its issuer “%1” was revoked: nobody should trust it any "
                "more.")
                  .arg(issuer);
    case Case::Expired:
        return issuer.isEmpty()
            ? Texts::tr("The certificate ended on %1.").arg(until)
            : Texts::tr("The certificate of its issuer “%1” ended on %2.").arg(issuer, until);
    case Case::NotYetValid:
        return issuer.isEmpty()
            ? Texts::tr("The certificate is not valid before %1.").arg(from)
            : Texts::tr("The certificate of its issuer “%1” is not valid before %2.")
                  .arg(issuer, from);
    case Case::SelfSigned:
        return Texts::tr("The certificate “%1” is signed by itself, not by an authority.")
            .arg(subjectOf(peer));
    case Case::UnknownIssuer:
        return Texts::tr("The certificate is issued by “%1”, which is not known here; often a "
                         "company proxy.")
            .arg(issuerOf(peer));
    case Case::WrongName:
        return Texts::tr("The certificate is for %1, not for %2.")
            .arg(namesOf(peer), plainLine(shownHost(host), MostName));
    case Case::NoCertificate:
        return Texts::tr("The other side showed no certificate.");
    case Case::Other:
        return Texts::tr("The certificate cannot be trusted: %1.")
            .arg(plainLine(error.errorString(), TlsMostWords));
    }
    Q_UNREACHABLE();
}

QString adviceFor(Case which)
{
    switch (which) {
    case Case::Revoked:
    case Case::NoCertificate:
    case Case::Other:
        return Texts::tr("Tell whoever runs it. Checks cannot be switched off.");
    case Case::Expired:
    case Case::NotYetValid:
        return Texts::tr(
            "Tell whoever runs it, and check this computer's clock. Checks cannot be switched "
            "off.");
    case Case::SelfSigned:
    case Case::UnknownIssuer:
        return Texts::tr(
            "Add the company's CA file in Connection ▸ Network. Checks cannot be switched off.");
    case Case::WrongName:
        return Texts::tr("Check the tenant address. Checks cannot be switched off.");
    }
    Q_UNREACHABLE();
}

} // namespace

TlsProblem tlsProblem(
    const QList<QSslError>& errors, const QSslCertificate& peer, const QString& host)
{
    std::map<Case, QSslError> found;
    for (const QSslError& error : errors) {
        if (error.error() != QSslError::NoError)
            found.emplace(caseOf(error.error()), error);
    }
    // OpenSSL reports these beside the one that names the cause.
    if (found.contains(Case::SelfSigned))
        found.erase(Case::UnknownIssuer);
    if (found.size() > 1)
        found.erase(Case::Other);
    if (found.empty())
        return {};
    QStringList sentences;
    for (const auto& [which, error] : found)
        sentences += sentenceFor(which, error, peer, host);
    return { .what = sentences.join(u' '), .advice = adviceFor(found.begin()->first) };
}

TlsProblem handshakeProblem(const QString& words)
{
    const QString text = plainLine(words, TlsMostWords);
    return { .what = text.isEmpty()
            ? Texts::tr("No secure connection could be agreed on.")
            : Texts::tr("No secure connection could be agreed on (%1).").arg(text),
        .advice
        = Texts::tr("Check the tenant address, and whether a firewall or proxy stands between.") };
}

QString issuerOf(const QSslCertificate& certificate)
{
    for (const auto part : { QSslCertificate::Organization, QSslCertificate::CommonName }) {
        const QStringList names = certificate.issuerInfo(part);
        const QString name = names.isEmpty() ? QString() : plainLine(names.first(), MostName);
        if (!name.isEmpty())
            return name;
    }
    return Texts::tr("an unnamed issuer");
}

QByteArray readCaFile(const QString& path, QString* problem)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists()) {
        *problem = Texts::tr("The CA file %1 does not exist.").arg(path);
        return {};
    }
    // A device could be read without end.
    if (!info.isFile()) {
        *problem = Texts::tr("%1 is not a file.").arg(path);
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = Texts::tr("The CA file %1 cannot be read: %2.").arg(name, file.errorString());
        return {};
    }
    const QByteArray content = file.read(LargestCaFile + 1);
    if (content.size() > LargestCaFile) {
        *problem = Texts::tr("The CA file %1 is larger than 1 MB.").arg(name);
        return {};
    }
    QList<QSslCertificate> certificates = QSslCertificate::fromData(content, QSsl::Pem);
    if (certificates.isEmpty())
        certificates = QSslCertificate::fromData(content, QSsl::Der);
    QByteArray pem;
    for (const QSslCertificate& certificate : std::as_const(certificates)) {
        if (!certificate.isNull())
            pem += certificate.toPem();
    }
    if (pem.isEmpty())
        *problem = Texts::tr("The CA file %1 holds no certificate.").arg(name);
    return pem;
}

QSslConfiguration tlsTrusting(const QByteArray& extraCaPem)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    // Qt looks for the system's certificates one by one when they are needed, but no more as soon
    // as there is a single one of our own: all of them have to be given then.
    if (!extraCaPem.isEmpty()) {
        const auto known
            = QSslConfiguration::systemCaCertificates() + QSslCertificate::fromData(extraCaPem);
        // Debian has each as a file of its own and in a bundle, and every handshake reads them all.
        const QSet<QSslCertificate> different(known.cbegin(), known.cend());
        tls.setCaCertificates(different.values());
    }
    return tls;
}

} // namespace ic
