#include "net/cafile.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace ic {

QByteArray readCaFile(const QString& path, QString* problem)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists()) {
        *problem = u"The CA file %1 does not exist."_s.arg(path);
        return {};
    }
    // A device could be read without end.
    if (!info.isFile()) {
        *problem = u"%1 is not a file."_s.arg(path);
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = u"The CA file %1 cannot be read: %2."_s.arg(name, file.errorString());
        return {};
    }
    const QByteArray content = file.read(LargestCaFile + 1);
    if (content.size() > LargestCaFile) {
        *problem = u"The CA file %1 is larger than 1 MB."_s.arg(name);
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
        *problem = u"The CA file %1 holds no certificate."_s.arg(name);
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
