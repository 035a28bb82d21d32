#pragma once

#include "jobs/backgroundjournal.h"
#include "program/commandrun.h"

#include <functional>

namespace ic {

/// A command that only reads the journal of this computer; no tenant is asked.
class JournalRun final : public CommandRun
{
    Q_OBJECT

public:
    /// Puts out what it reads, piece by piece, and says how that ended.
    using Print = std::function<void(const QString& text)>;
    using Read = std::function<Expected<ExitCode>(
        const JournalReader& reader, const Print& print, const std::atomic_bool& stop)>;

    explicit JournalRun(Read read);

    void start() override;

private:
    const Read m_read; ///< runs on the journal's thread, so that Ctrl+C is heard meanwhile
    BackgroundJournal m_journal;
};

} // namespace ic
