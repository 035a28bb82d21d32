#include "net/tlsproblem.h"

#include "base/plaintext.h"

#include <QDateTime>
#include <QLocale>
#include <QSslCertificate>
#include <QSslError>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype MostName = 80; // characters
constexpr qsizetype MostNames = 3; // of those a certificate is for
constexpr qsizetype MostWords = 200; // of the socket

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

/// "The certificate", or whose it is where it is not the server's own.
QString nameIn(const QSslError& error, const QSslCertificate& peer)
{
    const QString subject = subjectOf(error.certificate());
    return error.certificate() == peer || subject.isEmpty()
        ? u"The certificate"_s
        : u"The certificate of its issuer “%1”"_s.arg(subject);
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
        return u"no name at all"_s;
    if (others > 0)
        shown.append(u"%1 more"_s.arg(others));
    const QString last = shown.takeLast();
    return shown.isEmpty() ? last : shown.join(u", "_s) + u" and "_s + last;
}

QString sentenceFor(
    Case which, const QSslError& error, const QSslCertificate& peer, const QString& host)
{
    switch (which) {
    case Case::Revoked:
        return nameIn(error, peer) + u" was revoked: nobody should trust it any more."_s;
    case Case::Expired:
        return nameIn(error, peer)
            + u" ended on %1."_s.arg(dayInWords(error.certificate().expiryDate()));
    case Case::NotYetValid:
        return nameIn(error, peer)
            + u" is not valid before %1."_s.arg(dayInWords(error.certificate().effectiveDate()));
    case Case::SelfSigned:
        return u"The certificate “%1” is signed by itself, not by an authority."_s.arg(
            subjectOf(peer));
    case Case::UnknownIssuer:
        return u"The certificate is issued by “%1”, which is not known here; often a company "
               "proxy."_s.arg(issuerOf(peer));
    case Case::WrongName:
        return u"The certificate is for %1, not for %2."_s.arg(
            namesOf(peer), plainLine(shownHost(host), MostName));
    case Case::NoCertificate:
        return u"The other side showed no certificate."_s;
    case Case::Other:
        return u"The certificate cannot be trusted: %1."_s.arg(
            plainLine(error.errorString(), MostWords));
    }
    Q_UNREACHABLE();
}

QString adviceFor(Case which)
{
    switch (which) {
    case Case::Revoked:
    case Case::NoCertificate:
    case Case::Other:
        return u"Tell whoever runs it. Checks cannot be switched off."_s;
    case Case::Expired:
    case Case::NotYetValid:
        return u"Tell whoever runs it, and check this computer's clock. Checks cannot be switched "
               "off."_s;
    case Case::SelfSigned:
    case Case::UnknownIssuer:
        return u"Add the company's CA file in Connection ▸ Network. Checks cannot be switched off."_s;
    case Case::WrongName:
        return u"Check the tenant address. Checks cannot be switched off."_s;
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
    const QString text = plainLine(words, MostWords);
    return { .what = text.isEmpty() ? u"No secure connection could be agreed on."_s
                                    : u"No secure connection could be agreed on (%1)."_s.arg(text),
        .advice = u"Check the tenant address, and whether a firewall or proxy stands between."_s };
}

QString issuerOf(const QSslCertificate& certificate)
{
    for (const auto part : { QSslCertificate::Organization, QSslCertificate::CommonName }) {
        const QStringList names = certificate.issuerInfo(part);
        const QString name = names.isEmpty() ? QString() : plainLine(names.first(), MostName);
        if (!name.isEmpty())
            return name;
    }
    return u"an unnamed issuer"_s;
}

QString dayInWords(const QDateTime& time)
{
    return QLocale(QLocale::English).toString(time.toLocalTime(), u"d MMM yyyy"_s);
}

} // namespace ic
