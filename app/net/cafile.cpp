#include "net/cafile.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>

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

} // namespace ic
