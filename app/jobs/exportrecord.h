#pragma once

#include "files/exportpreset.h"

#include <QCoreApplication>

#include <array>

namespace ic {

/// What the journal keeps of an export, beside who, when and where: it takes the place of the
/// parameters and items of a job that changes something.
struct ExportRecord
{
    Q_DECLARE_TR_FUNCTIONS(ic::ExportRecord)

public:
    // As of an operation:
    static constexpr QLatin1StringView Key { "export" };
    static constexpr QLatin1StringView SnapshotKey { "snapshot" };
    static constexpr std::array Keys { Key, SnapshotKey };

    ExportPreset how = {}; ///< as it was chosen; without columns: a list of the window's own
    QString whom = {}; ///< in words, e.g. "Correlated: Status is Locked", "312 selected"
    QString filters = {}; ///< as they were sent; empty for ids, and for everybody
    QString path = {}; ///< of the file, whole
    QString outcome = {}; ///< what came of it, in a sentence or more; empty while it runs

    /// Its file is the console's own, and no place to name.
    bool isSnapshot() const { return how.format == ExportFormat::Snapshot; }
    QLatin1StringView key() const { return isSnapshot() ? SnapshotKey : Key; }
    static QString titleOf(QLatin1StringView key);
    QString title() const { return titleOf(key()); }
    /// E.g. "Correlated identities to /home/ada/x.csv: name, id"; of a snapshot whom alone.
    QString words() const;

    QByteArray toJson() const;
    /// nullopt for what another version wrote, and for another key than one of Keys.
    static std::optional<ExportRecord> fromJson(const QByteArray& json, const QString& key);
    bool operator==(const ExportRecord&) const = default;
};

/// An export, ready to begin.
struct ExportPlan
{
    ExportRequest request = {};
    ExportRecord record = {};
    QString profile = {};
    QString host = {}; ///< set by JobCenter: where it is really read from
    QString actor = {};
};

} // namespace ic
