#include "program/commands/journalrun.h"

#include "jobs/jobcenter.h"

#include <QFile>

namespace ic {

JournalRun::JournalRun(Read read)
    : m_read(std::move(read))
    , m_journal(JobCenter::defaultJournalPath())
{
}

void JournalRun::start()
{
    if (!QFile::exists(JobCenter::defaultJournalPath())) {
        complain(tr("There is no journal yet: nothing was done on this computer."));
        end(ExitCode::NothingToDo);
        return;
    }
    m_journal.ask(
        [this](const JournalReader& reader, const std::atomic_bool& stop) {
            return m_read(
                reader, [this](const QString& text) { print(text); }, stop);
        },
        [this](const Expected<ExitCode>& code) {
            if (!code)
                complain(code.error().sentence());
            end(code ? *code : ExitCode::Failed);
        });
}

} // namespace ic
