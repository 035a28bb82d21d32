#pragma once

#include "program/exitcodes.h"

#include <QObject>

#include <cstdio>

namespace ic {

/// Writes a text as it is, and at once.
void put(FILE* file, const QString& text);

/// A command at work, without a window. Emits ended() once.
class CommandRun : public QObject
{
    Q_OBJECT

public:
    explicit CommandRun(QObject* parent = nullptr);
    ~CommandRun() override;

    virtual void start() = 0;
    /// Ctrl+C, or the signal of whoever ends programs.
    virtual void interrupt();

signals:
    void ended(ic::ExitCode code);

protected:
    /// The first one counts.
    void end(ExitCode code);
    bool hasEnded() const { return m_ended; }

    void print(const QString& text); ///< to standard output, as it is
    void complain(const QString& sentence); ///< to standard error, without secrets
    /// The line of progress on a terminal; nothing where standard error is none.
    void showProgress(const QString& line);
    void clearProgress();

private:
    const bool m_onTerminal;
    bool m_progressShown = false;
    bool m_ended = false;
};

/// A text on standard output, and done.
class PrintedText final : public CommandRun
{
    Q_OBJECT

public:
    explicit PrintedText(QString text);

    void start() override;

private:
    const QString m_text;
};

} // namespace ic
