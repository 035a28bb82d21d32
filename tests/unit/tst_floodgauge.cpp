#include "net/floodgauge.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace ic;

namespace {

constexpr qint64 Megabyte = 1024 * 1024;

} // namespace

class TestFloodGauge : public QObject
{
    Q_OBJECT

private slots:
    void whatNobodyGetsIsAFlood();
    void bodiesAreNone();
    void bodiesMayComeLate();
    void packedBodiesLendNothing();
    void headsAreNone();
    void bytesOfOthersAreNone();
    void metersCountWhatComesIn();
};

void TestFloodGauge::whatNobodyGetsIsAFlood()
{
    qint64 resident = 50 * Megabyte;
    FloodGauge gauge(resident);
    for (int i = 0; i < 6; ++i) {
        resident += 10 * Megabyte;
        QVERIFY(!gauge.add(10 * Megabyte, 0, 0, resident));
    }
    QVERIFY(gauge.add(10 * Megabyte, 0, 0, resident));
    gauge.reset(resident);
    QVERIFY(!gauge.add(10 * Megabyte, 0, 0, resident));
}

void TestFloodGauge::bodiesAreNone()
{
    FloodGauge gauge;
    for (int i = 0; i < 100; ++i)
        QVERIFY(!gauge.add(30 * Megabyte, 30 * Megabyte, 100, i * 20 * Megabyte));
}

void TestFloodGauge::bodiesMayComeLate()
{
    FloodGauge gauge;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!gauge.add(40 * Megabyte, 0, 0, i * 20 * Megabyte));
        QVERIFY(!gauge.add(0, 40 * Megabyte, 10, i * 20 * Megabyte));
    }
}

/// A body grows when it is unpacked; that is no excuse for what comes afterwards.
void TestFloodGauge::packedBodiesLendNothing()
{
    FloodGauge gauge;
    QVERIFY(!gauge.add(Megabyte, 500 * Megabyte, 10, 0));
    QVERIFY(gauge.add(100 * Megabyte, 0, 0, 100 * Megabyte));
}

void TestFloodGauge::headsAreNone()
{
    FloodGauge gauge;
    for (int i = 0; i < 1000; ++i)
        QVERIFY(!gauge.add(100 * 8 * 1024, 0, 100, i * Megabyte));
}

void TestFloodGauge::bytesOfOthersAreNone()
{
    FloodGauge gauge(50 * Megabyte);
    for (int i = 0; i < 100; ++i)
        QVERIFY(!gauge.add(100 * Megabyte, 0, 0, 50 * Megabyte));
}

void TestFloodGauge::metersCountWhatComesIn()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(server.serverAddress(), server.serverPort());
    QVERIFY(client.waitForConnected());
    QVERIFY(server.waitForNewConnection(5000));
    QTcpSocket* const peer = server.nextPendingConnection();
    InboundMeter meter;
    meter.take();
    QCOMPARE(meter.take(), 0);
    const QByteArray sent(100'000, 'x');
    peer->write(sent);
    QTRY_COMPARE(client.bytesAvailable(), sent.size());
    QCOMPARE(meter.take(), sent.size());
    QCOMPARE(meter.take(), 0);
    QVERIFY(residentBytes() > Megabyte);
}

QTEST_GUILESS_MAIN(TestFloodGauge)
#include "tst_floodgauge.moc"
