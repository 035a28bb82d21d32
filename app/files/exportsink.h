#pragma once

#include <QByteArray>
#include <QSaveFile>
#include <QString>

namespace ic {

struct ExportResult;

/// Where an export's bytes go. Nothing is visible under the final name before commit(); a sink
/// destroyed without it leaves nothing behind.
///
/// Used by one thread at a time, but commit() may run on another one than the rest.
class ExportSink
{
public:
    ExportSink() = default;
    virtual ~ExportSink() = default;
    Q_DISABLE_COPY_MOVE(ExportSink)

    [[nodiscard]] virtual bool open() = 0;
    /// Writes the whole block or returns false.
    [[nodiscard]] virtual bool write(const QByteArray& block) = 0;
    /// What it can keep of how the reading went; before commit().
    virtual void conclude(const ExportResult& /*result*/) { }
    /// Brings everything to the disk and then under its final name.
    [[nodiscard]] virtual bool commit() = 0;
    /// Why the last call returned false.
    virtual QString problem() const = 0;
};

/// A file that only its owner may read: exports hold personal data.
class FileSink final : public ExportSink
{
public:
    explicit FileSink(const QString& path);

    bool open() override;
    bool write(const QByteArray& block) override;
    bool commit() override;
    QString problem() const override;

private:
    QSaveFile m_file;
    QString m_refusal;
};

/// Why nothing may be written under this name, in a sentence; empty if it may. Only a regular file
/// is ever replaced: never a device, a pipe, a socket or a folder, also not through a link.
QString exportPathProblem(const QString& path);

} // namespace ic
