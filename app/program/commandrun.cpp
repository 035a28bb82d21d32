#include "program/commandrun.h"

#include "base/secret.h"

#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isTerminal(FILE* file)
{
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(file)) == 1;
#else
    Q_UNUSED(file);
    return false;
#endif
}

} // namespace

void put(FILE* file, const QString& text)
{
    std::fputs(text.toUtf8().constData(), file);
    std::fflush(file);
}

CommandRun::CommandRun(QObject* parent)
    : QObject(parent)
    , m_onTerminal(isTerminal(stderr))
{
}

CommandRun::~CommandRun() = default;

void CommandRun::interrupt()
{
    end(ExitCode::Cancelled);
}

void CommandRun::end(ExitCode code)
{
    clearProgress();
    if (!std::exchange(m_ended, true))
        emit ended(code);
}

void CommandRun::print(const QString& text)
{
    clearProgress();
    put(stdout, text);
}

void CommandRun::complain(const QString& sentence)
{
    clearProgress();
    put(stderr, u"identity-console: "_s + Redactor().clean(sentence) + u'\n');
}

void CommandRun::showProgress(const QString& line)
{
    if (!m_onTerminal || m_ended)
        return;
    put(stderr, u"\r\x1b[K"_s + line);
    m_progressShown = true;
}

void CommandRun::clearProgress()
{
    if (std::exchange(m_progressShown, false))
        put(stderr, u"\r\x1b[K"_s);
}

PrintedText::PrintedText(QString text)
    : m_text(std::move(text))
{
}

void PrintedText::start()
{
    print(m_text);
    end(ExitCode::Done);
}

} // namespace ic
