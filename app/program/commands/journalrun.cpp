#include "program/commands/journalrun.h"

#include "jobs/jobcenter.h"

#include <QFile>

namespace ic {

JournalRun::JournalRun(Read read)
    : m_read(std::move(read))
{
}

void JournalRun::start()
{
    const QString path = JobCenter::defaultJournalPath();
    if (!QFile::exists(path)) {
        complain(tr("There is no journal yet: nothing was done on this computer."));
        end(ExitCode::NothingToDo);
        return;
    }
    const auto reader = JournalReader::open(path);
    const Expected<ExitCode> code = reader
        ? m_read(**reader, [this](const QString& text) { print(text); })
        : Expected<ExitCode>(reader.error());
    if (!code)
        complain(code.error().sentence());
    end(code ? *code : ExitCode::Failed);
}

} // namespace ic
