#include "reading/idset.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestIdSet final : public QObject
{
    Q_OBJECT

private slots:
    void aMillionIdsIn32Megabytes()
    {
        for (const bool reserved : { false, true }) {
            IdSet set;
            if (reserved)
                set.reserve(1'000'000);
            for (quint64 i = 0; i < 1'000'000; ++i)
                QVERIFY(set.insert({ 0x2c9180a46faadee4U, i }));
            QVERIFY(!set.insert({ 0x2c9180a46faadee4U, 77 }));
            QVERIFY(set.contains({ 0x2c9180a46faadee4U, 999'999 }));
            QVERIFY(!set.contains({ 0x2c9180a46faadee4U, 1'000'000 }));
            QCOMPARE(set.size(), 1'000'000);
            QVERIFY(set.bytes() <= 32'000'000);
        }
    }

    void idKeysTellIdsApart()
    {
        const auto key = [](const QString& text) { return IdKey::of(IdentityId(text)); };
        const QString id = u"2c9180a46faadee4016fb4e018c20639"_s;
        QCOMPARE(key(id), (IdKey { 0x2c9180a46faadee4U, 0x016fb4e018c20639U }));
        QVERIFY(!(key(id.toUpper()) == key(id)));
        QVERIFY(!(key(u"a"_s) == key(u"b"_s)));
        QVERIFY(!(key(u"43b3fa2a-8f1c-4a53-9d3c-3d7c1a1f2f10"_s) == key(QString())));
        IdSet set;
        QVERIFY(set.insert({}));
        QVERIFY(!set.insert({}));
        QVERIFY(set.contains({}));
    }
};

QTEST_APPLESS_MAIN(TestIdSet)
#include "tst_idset.moc"
