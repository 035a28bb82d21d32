#include "support/certificates.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

const QStringList NewKey { u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
    u"-nodes"_s };

/// "openssl ca" alone can set both days of a certificate in OpenSSL 3.0.
constexpr char Configuration[] = R"([ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
rand_serial = yes
default_md = sha256
policy = anything
copy_extensions = copy
unique_subject = no
[anything]
organizationName = optional
commonName = optional
)";

QString nameOf(Certificates::Kind kind)
{
    return u"server%1"_s.arg(static_cast<int>(kind));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString stamp(const QDateTime& time)
{
    return time.toUTC().toString(u"yyyyMMddhhmmss'Z'"_s);
}

} // namespace

QString Certificates::openssl(const QStringList& arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    if (!process.waitForStarted() || !process.waitForFinished(20'000))
        return u"openssl cannot be run: %1"_s.arg(process.errorString());
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError());
}

QString Certificates::makeAuthority(const QString& name, const QString& subject) const
{
    return openssl(QStringList { u"req"_s, u"-x509"_s } + NewKey
        + QStringList { u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".pem"_s, u"-days"_s,
            u"3650"_s, u"-subj"_s, subject, u"-addext"_s, u"keyUsage=critical,keyCertSign"_s });
}

QString Certificates::issue(Kind kind, const QString& subject, const QString& names,
    const QString& from, const QString& until) const
{
    const QString name = nameOf(kind);
    const QString request = name + u".csr"_s;
    const QString problem = openssl(QStringList { u"req"_s, u"-new"_s, u"-utf8"_s } + NewKey
        + QStringList { u"-keyout"_s, name + u".key"_s, u"-out"_s, request, u"-subj"_s, subject,
            u"-addext"_s, u"subjectAltName="_s + names });
    if (!problem.isEmpty())
        return problem;
    return openssl(
        { u"ca"_s, u"-batch"_s, u"-notext"_s, u"-utf8"_s, u"-config"_s, u"ca.cnf"_s, u"-in"_s,
            request, u"-out"_s, name + u".pem"_s, u"-startdate"_s, from, u"-enddate"_s, until });
}

QString Certificates::make()
{
    QFile configuration(m_folder.filePath(u"ca.cnf"_s));
    QFile index(m_folder.filePath(u"index.txt"_s));
    if (!configuration.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
        return u"The folder for certificates cannot be written."_s;
    configuration.write(Configuration);
    configuration.close();
    index.close();

    const QString here = u"IP:127.0.0.1"_s;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString yesterday = stamp(now.addDays(-1));
    const QString nextYear = stamp(now.addDays(365));
    const QString past = u"20200201120000Z"_s;
    const QStringList problems {
        makeAuthority(u"ca"_s, u"/O=Acme Test CA/CN=Acme Root"_s),
        makeAuthority(u"other"_s, u"/O=Other Test CA/CN=Other Root"_s),
        openssl(QStringList { u"req"_s, u"-x509"_s } + NewKey
            + QStringList { u"-keyout"_s, nameOf(Kind::SelfSigned) + u".key"_s, u"-out"_s,
                nameOf(Kind::SelfSigned) + u".pem"_s, u"-days"_s, u"300"_s, u"-subj"_s,
                u"/CN=lonely"_s, u"-addext"_s, u"subjectAltName="_s + here }),
        issue(Kind::Good, u"/CN=good"_s, here, yesterday, nextYear),
        issue(Kind::Expired, u"/CN=old"_s, here, past, u"20210201120000Z"_s),
        issue(Kind::NotYetValid, u"/CN=early"_s, here, u"20410201120000Z"_s, u"20420201120000Z"_s),
        issue(Kind::WrongName, u"/CN=other"_s, u"DNS:other.example,DNS:www.other.example"_s,
            yesterday, nextYear),
        issue(Kind::EndsSoon, u"/CN=soon"_s, here, yesterday, stamp(now.addDays(10))),
        issue(Kind::Hostile, u"/CN=x"_s,
            u"DNS:<b>evil</b>.example,DNS:a%1b.example,DNS:%2"_s.arg(
                QChar(u'\u0007'), QString(200, u'w')),
            yesterday, nextYear),
    };
    for (const QString& problem : problems) {
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString Certificates::certificate(Kind kind) const
{
    return m_folder.filePath(nameOf(kind) + u".pem"_s);
}

QString Certificates::key(Kind kind) const
{
    return m_folder.filePath(nameOf(kind) + u".key"_s);
}

QByteArray Certificates::pem(Kind kind) const
{
    return contentOf(certificate(kind));
}

QByteArray Certificates::caPem() const
{
    return contentOf(caFile());
}

QByteArray Certificates::otherCaPem() const
{
    return contentOf(m_folder.filePath(u"other.pem"_s));
}

} // namespace ic::test
