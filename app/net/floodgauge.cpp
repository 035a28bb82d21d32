#include "net/floodgauge.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <atomic>

#ifdef Q_OS_LINUX
#include <linux/tcp.h> // glibc's struct tcp_info ends before the bytes
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

bool FloodGauge::add(qint64 wire, qint64 bodies, int answers, qint64 resident)
{
    m_unexplained = std::max<qint64>(0, m_unexplained + wire - bodies - answers * HeadOfOneAnswer);
    if (m_unexplained == 0)
        m_residentBefore = resident;
    return m_unexplained > MostUnexplained && resident - m_residentBefore > LeastGrowth;
}

namespace {
std::atomic<qint64> bodiesHandedOut = 0;
std::atomic<int> answersHandedOut = 0;
} // namespace

void HandedOut::add(const Sum& more)
{
    bodiesHandedOut += more.bodies;
    answersHandedOut += more.answers;
}

HandedOut::Sum HandedOut::sum()
{
    return { .bodies = bodiesHandedOut, .answers = answersHandedOut };
}

#ifdef Q_OS_LINUX

qint64 InboundMeter::take()
{
    QHash<quint64, quint64> now;
    qint64 sum = 0;
    const QStringList names = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System);
    for (const QString& name : names) {
        const int descriptor = name.toInt();
        tcp_info info {};
        socklen_t size = sizeof info;
        sockaddr_storage local {};
        socklen_t localSize = sizeof local;
        if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0
            || size < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received
            || getsockname(descriptor, reinterpret_cast<sockaddr*>(&local), &localSize) != 0)
            continue;
        // A descriptor is soon used again; with the port it names one connection.
        const quint64 port = local.ss_family == AF_INET6
            ? reinterpret_cast<const sockaddr_in6*>(&local)->sin6_port
            : reinterpret_cast<const sockaddr_in*>(&local)->sin_port;
        const quint64 key = static_cast<quint64>(descriptor) << 16 | port;
        const quint64 received = info.tcpi_bytes_received;
        const quint64 before = m_before.value(key);
        sum += static_cast<qint64>(received >= before ? received - before : received);
        now.insert(key, received);
    }
    m_before = now;
    return sum;
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

#else

qint64 InboundMeter::take()
{
    return 0;
}

qint64 residentBytes()
{
    return 0;
}

#endif

} // namespace ic
