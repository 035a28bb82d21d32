#include "base/plaintext.h"
#include "net/tls.h"

#include <QSslCertificate>
#include <QSslError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestTlsProblem : public QObject
{
    Q_OBJECT

private slots:
    void everyErrorHasWords();
    void causeComesFirst();
    void handshakeHasWords();
    void linesStayPlain_data();
    void linesStayPlain();
};

void TestTlsProblem::everyErrorHasWords()
{
    for (int i = 1; i <= static_cast<int>(QSslError::OcspStatusUnknown); ++i) {
        const QSslError error(static_cast<QSslError::SslError>(i));
        const TlsProblem problem = tlsProblem({ error }, QSslCertificate(), u"acme"_s);
        QVERIFY2(problem.what.endsWith(u'.'), qPrintable(error.errorString()));
        QVERIFY2(problem.advice.contains(u"Checks cannot be switched off."_s),
            qPrintable(problem.advice));
    }
    QCOMPARE(tlsProblem({}, QSslCertificate(), u"acme"_s), TlsProblem());
    QCOMPARE(
        tlsProblem({ QSslError(QSslError::NoError) }, QSslCertificate(), u"acme"_s), TlsProblem());
}

void TestTlsProblem::causeComesFirst()
{
    const TlsProblem both = tlsProblem({ QSslError(QSslError::HostNameMismatch),
                                           QSslError(QSslError::UnableToVerifyFirstCertificate),
                                           QSslError(QSslError::CertificateRevoked) },
        QSslCertificate(), u"acme"_s);
    QVERIFY2(both.what.startsWith(u"The certificate was revoked"_s), qPrintable(both.what));
    QVERIFY(both.what.contains(u"not known here"_s));
    QVERIFY(both.what.contains(u"not for acme"_s));
    QVERIFY(both.advice.startsWith(u"Tell whoever runs it"_s));
    // What OpenSSL says beside the cause is no problem of its own.
    const TlsProblem alone = tlsProblem({ QSslError(QSslError::UnableToVerifyFirstCertificate),
                                            QSslError(QSslError::SelfSignedCertificate) },
        QSslCertificate(), u"acme"_s);
    QVERIFY2(!alone.what.contains(u"not known here"_s), qPrintable(alone.what));
}

void TestTlsProblem::handshakeHasWords()
{
    QCOMPARE(handshakeProblem({}).what, u"No secure connection could be agreed on."_s);
    QCOMPARE(handshakeProblem(u"wrong\nversion"_s).what,
        u"No secure connection could be agreed on (wrong version)."_s);
}

void TestTlsProblem::linesStayPlain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << u"Acme CA"_s << u"Acme CA"_s;
    QTest::newRow("lines") << u"Acme\r\n  CA\t1"_s << u"Acme CA 1"_s;
    QTest::newRow("control") << u"A\u0000\u0007\u001bB"_s << u"A B"_s;
    QTest::newRow("direction") << u"A\u202e\u2066\u200fB"_s << u"AB"_s;
    QTest::newRow("zero width") << u"ac\u200bme\ufeff"_s << u"acme"_s;
    QTest::newRow("quotes") << u"A”, which is fine. “B"_s << u"A, which is fine. B"_s;
    QTest::newRow("long") << QString(100, u'x') << QString(19, u'x') + u'…';
    QTest::newRow("nothing") << QString() << QString();
}

void TestTlsProblem::linesStayPlain()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    QCOMPARE(plainLine(text, 20), line);
}

QTEST_GUILESS_MAIN(TestTlsProblem)
#include "tst_tlsproblem.moc"
