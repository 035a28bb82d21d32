#pragma once

#include "files/exportsink.h"
#include "reading/idset.h"
#include "snapshot/snapshotfacts.h"

#include <memory>

namespace ic {

class SnapshotWriter;

/// Where a snapshot's rows go, as a SnapshotEncoder makes them: a file that only its owner may
/// read. Somebody who comes again, by the id, is left out.
class SnapshotSink final : public ExportSink
{
public:
    /// What the names of files end with that are not whole yet; one that was there when the program
    /// started is left over.
    static constexpr QLatin1StringView PartSuffix { ".part" };

    /// `facts` without count and remarks.
    SnapshotSink(const QString& path, const SnapshotFacts& facts);
    ~SnapshotSink() override;

    bool open() override;
    bool write(const QByteArray& block) override;
    bool commit() override;
    QString problem() const override { return m_problem; }

    void conclude(const ExportResult& result) override;
    /// Identities so far.
    qint64 count() const { return m_facts.count; }

private:
    bool fail(const QString& reason);

    const QString m_path;
    SnapshotFacts m_facts;
    QString m_partPath; ///< empty while there is none
    std::unique_ptr<SnapshotWriter> m_writer;
    IdSet m_seen;
    QString m_problem;
};

} // namespace ic
