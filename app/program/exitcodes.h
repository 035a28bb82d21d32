#pragma once

#include <QList>
#include <QString>

namespace ic {

/// How a run without a window ended: the exit code of the program. Scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    BadUsage = 2,
    DoneWithRemarks = 3,
    SignInRefused = 4,
    DoneWithFailures = 5,
    DoneWithUnknowns = 6,
    NothingToDo = 7,
    Refused = 8,
    Cancelled = 130, ///< as shells say of SIGINT
};

struct ExitMeaning
{
    ExitCode code = ExitCode::Done;
    QString text = {}; ///< a sentence without its capital and full stop; `…` is code
};

/// All of them, by number.
QList<ExitMeaning> exitMeanings();

} // namespace ic
