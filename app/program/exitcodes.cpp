#include "program/exitcodes.h"

#include <QCoreApplication>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ExitCodes)
};

} // namespace

QList<ExitMeaning> exitMeanings()
{
    using enum ExitCode;
    return {
        { Done, Texts::tr("done") },
        { Failed,
            Texts::tr("failed: no file was written, nothing was changed; what `list` has put out "
                      "by then is not the whole list") },
        { BadUsage,
            Texts::tr("the command line, a file that it names or the environment is wrong; nothing "
                      "was sent") },
        { DoneWithRemarks,
            Texts::tr("done, with remarks: the tenant changed during the export, or gave records "
                      "that are not what its API describes, or answered with nothing; the last "
                      "line says what that means for "
                      "the file") },
        { SignInRefused, Texts::tr("the tenant refused the sign-in, or there is no secret") },
        { DoneWithFailures, Texts::tr("done, and some of the changes failed") },
        { DoneWithUnknowns,
            Texts::tr("done, and of some of the changes it is not known what came of them: they "
                      "may have been made; others may have failed, too") },
        { NothingToDo,
            Texts::tr(
                "nobody is left to be changed, or there is no job to list; nothing was changed") },
        { Refused,
            Texts::tr("refused before anything was changed, and the line says why: a read-only "
                      "connection, a `--tenant` or `--count` that does not match, or a job that "
                      "has ended or that another program runs") },
        { Cancelled,
            Texts::tr("stopped by Ctrl+C (SIGINT) or SIGTERM: an export wrote no file, and a job "
                      "is paused, to go on with `jobs resume`") },
    };
}

} // namespace ic
