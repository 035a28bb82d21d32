#pragma once

#include "files/identityexport.h"
#include "program/composition.h"
#include "program/exportarguments.h"

#include <QObject>

#include <memory>

namespace ic {

class ConnectionDesk;

class DemoChild;

/// `identity-console export` after its arguments are read: connects, exports, reports. Emits
/// ended() once.
class ExportCommand final : public QObject
{
    Q_OBJECT

public:
    enum ExitCode {
        Done = 0,
        Failed = 1,
        BadUsage = 2,
        DoneWithRemarks = 3,
        SignInRefused = 4,
        Cancelled = 130,
    };

    explicit ExportCommand(const ExportArguments& arguments, QObject* parent = nullptr);
    ~ExportCommand() override;

    void start();
    void cancel();

signals:
    void ended(int exitCode);

private:
    /// With the connection the arguments name; its secret is in the keychain, unless `given`.
    void beginProfile(const Secret& given);
    void begin(const Connection& connection);
    void onFinished(const IdentityExport::Outcome& outcome);
    void showProgress(const ExportProgress& progress);
    void clearProgress();
    void end(int exitCode);

    ExportArguments m_arguments;
    bool m_onTerminal;
    bool m_progressShown = false;
    bool m_ended = false;
    NetStatus m_status;
    // Destroyed from the last to the first.
    std::unique_ptr<ConnectionDesk> m_desk;
    std::unique_ptr<DemoChild> m_demo;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<IdentityExport> m_export;
};

/// Runs the subcommand; `argv[1]` is "export". Makes a QCoreApplication, so it needs no display,
/// and returns the exit code.
int runExportCommand(int argc, char** argv);

} // namespace ic
