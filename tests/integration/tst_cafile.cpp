// Files with certificates to trust in addition to the system's.

#include "net/tls.h"

#include "support/certificates.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Kind = Certificates::Kind;

class TestCaFile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void isTrustedBesidesTheSystem();
    void certificatesAreRead();
    void othersAreRefused_data();
    void othersAreRefused();

private:
    Certificates m_certificates;
};

void TestCaFile::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestCaFile::isTrustedBesidesTheSystem()
{
    const QList<QSslCertificate> ours = QSslCertificate::fromData(m_certificates.caPem());
    const QList<QSslCertificate> trusted = tlsTrusting(m_certificates.caPem()).caCertificates();
    QVERIFY(trusted.contains(ours.first()));
    const auto system = QSslConfiguration::systemCaCertificates();
    QVERIFY2(!system.isEmpty(), "no certificates of the system: install ca-certificates");
    for (const QSslCertificate& certificate : system)
        QVERIFY(trusted.contains(certificate));
}

void TestCaFile::certificatesAreRead()
{
    QString problem;
    const QByteArray pem = readCaFile(m_certificates.caFile(), &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(pem.count("BEGIN CERTIFICATE"), 1);

    // A key beside the certificate is nobody's business.
    QTemporaryDir folder;
    QFile both(folder.filePath(u"both.pem"_s));
    QFile key(m_certificates.key(Kind::Good));
    QVERIFY(both.open(QIODevice::WriteOnly) && key.open(QIODevice::ReadOnly));
    both.write(key.readAll() + m_certificates.caPem() + m_certificates.otherCaPem());
    both.close();
    const QByteArray two = readCaFile(both.fileName(), &problem);
    QCOMPARE(two.count("BEGIN CERTIFICATE"), 2);
    QVERIFY(!two.contains("PRIVATE"));
}

void TestCaFile::othersAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("text") << QByteArray("not a certificate") << u"holds no certificate."_s;
    QTest::newRow("empty") << QByteArray() << u"holds no certificate."_s;
    QTest::newRow("cut") << m_certificates.caPem().left(200) << u"holds no certificate."_s;
    QTest::newRow("too large") << QByteArray(LargestCaFile + 1, 'x') << u"larger than 1 MB."_s;
}

void TestCaFile::othersAreRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"company.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QString problem;
    QCOMPARE(readCaFile(file.fileName(), &problem), QByteArray());
    QVERIFY2(problem.endsWith(says), qPrintable(problem));

    QCOMPARE(readCaFile(folder.filePath(u"gone.pem"_s), &problem), QByteArray());
    QVERIFY2(problem.endsWith(u"does not exist."_s), qPrintable(problem));
    QCOMPARE(readCaFile(folder.path(), &problem), QByteArray());
    QVERIFY2(problem.endsWith(u"is not a file."_s), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestCaFile)
#include "tst_cafile.moc"
