#include "base/apierror.h"
#include "base/expected.h"
#include "base/ids.h"
#include "base/redact.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestApiError : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords();
    void forbiddenNamesTheRight();
    void sentenceEndsWithTheTrackingId();
    void redactorReplacesEverySecret();
};

void TestApiError::everyKindHasWords()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(ApiError::Kind::Journal); ++i) {
        const ApiError error { .kind = static_cast<ApiError::Kind>(i) };
        QVERIFY2(!error.title().isEmpty(), qPrintable(kindName(error.kind)));
        QVERIFY2(error.title().endsWith(u'.'), qPrintable(error.title()));
        if (error.kind != ApiError::Kind::Cancelled)
            QVERIFY2(!error.advice().isEmpty(), qPrintable(kindName(error.kind)));
        names.insert(kindName(error.kind));
    }
    QCOMPARE(names.size(), static_cast<int>(ApiError::Kind::Journal) + 1);
}

void TestApiError::forbiddenNamesTheRight()
{
    const ApiError error {
        .kind = ApiError::Kind::Forbidden,
        .operation = u"List identities"_s,
        .neededRight = u"idn:identity:read"_s,
    };
    QCOMPARE(error.title(), u"Not allowed: list identities."_s);
    QVERIFY(error.reason().contains(u"idn:identity:read"_s));
}

void TestApiError::sentenceEndsWithTheTrackingId()
{
    const ApiError error { .kind = ApiError::Kind::ServerFault,
        .httpStatus = 500,
        .trackingId = u"e7eab60924f64aa284175b9fa3309599"_s };
    QVERIFY(error.sentence().endsWith(u"Tracking id e7eab60924f64aa284175b9fa3309599."_s));
    QVERIFY(error.sentence().contains(u"(500)"_s));
}

void TestApiError::redactorReplacesEverySecret()
{
    Redactor redactor;
    redactor.add(u"s3cr3t-value"_s);
    redactor.add(u"abc"_s);
    QCOMPARE(redactor.clean(u"id=1 secret=s3cr3t-value, again s3cr3t-value abc"_s),
        u"id=1 secret=‹redacted›, again ‹redacted› abc"_s);
}

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
