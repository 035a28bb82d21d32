#include "program/interruption.h"

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace ic {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array Signals { SIGINT, SIGTERM, SIGHUP };

// A signal handler may do next to nothing: it writes a byte that the event loop reads.
volatile std::sig_atomic_t writeEnd = -1;

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

} // namespace

Interruption::Interruption(QObject* parent)
    : QObject(parent)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interruption::onReadable);
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : Signals) {
        // What was ignored when we started stays so: nohup, and jobs in a script's background.
        struct sigaction before = {};
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN)
            continue;
        ::sigaction(signal, &action, nullptr);
    }
}

Interruption::~Interruption()
{
    if (m_readEnd < 0)
        return;
    for (const int signal : Signals) {
        struct sigaction now = {};
        if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == onSignal)
            ::signal(signal, SIG_DFL);
    }
    m_notifier.reset();
    ::close(m_readEnd);
    ::close(writeEnd);
}

void Interruption::onReadable()
{
    std::array<char, 16> ignored {};
    while (::read(m_readEnd, ignored.data(), ignored.size()) > 0) { }
    emit requested();
}

#else

Interruption::Interruption(QObject* parent)
    : QObject(parent)
{
}

Interruption::~Interruption() = default;

void Interruption::onReadable() { }

#endif

} // namespace ic
