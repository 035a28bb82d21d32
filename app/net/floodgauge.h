#pragma once

#include <QHash>
#include <QtGlobal>

namespace ic {

/// Notices that a server sends without end what is no body: headers, a status line, the extension
/// of a chunk. Qt keeps all of it in memory, without a limit and without a word; over TLS 120 MB/s
/// were measured here. Whoever asks compares what came in over the wire with what was handed out.
class FloodGauge
{
public:
    static constexpr qint64 MostUnexplained = 64 * 1024 * 1024; ///< bytes
    static constexpr qint64 LeastGrowth = 32 * 1024 * 1024; ///< bytes, of the process
    static constexpr qint64 HeadOfOneAnswer = 64 * 1024; ///< bytes that need no explanation

    explicit FloodGauge(qint64 resident = 0)
        : m_residentBefore(resident)
    {
    }

    /// In the process since the last call: `wire` bytes came in, `bodies` bytes were handed out,
    /// `answers` ended.
    /// `resident` is what the process occupies. Returns whether this is a flood.
    ///
    /// Both have to show it, because bytes that others in this process receive are no flood here,
    /// and a process that grows for reasons of its own is none either.
    bool add(qint64 wire, qint64 bodies, int answers, qint64 resident);
    /// Begins anew with a process that occupies `resident` bytes.
    void reset(qint64 resident) { *this = FloodGauge(resident); }

private:
    qint64 m_unexplained = 0;
    qint64 m_residentBefore = 0;
};

/// What the transports of this process handed out, all together: the wire is counted for all of
/// them, too. From any thread.
class HandedOut
{
public:
    struct Sum
    {
        qint64 bodies = 0; ///< bytes
        int answers = 0; ///< that ended
    };
    static void add(const Sum& more);
    /// Since the process started.
    static Sum sum();
};

/// What comes in over the TCP connections of this process, as the system counts it. Linux only;
/// elsewhere nothing ever comes in.
class InboundMeter
{
public:
    /// Bytes since the last call.
    qint64 take();

private:
    QHash<quint64, quint64> m_before; ///< connection → bytes it had received
};

/// Bytes of memory this process occupies; 0 where that is not known.
qint64 residentBytes();

} // namespace ic
