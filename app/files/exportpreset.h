#pragma once

#include "files/exportrequest.h"

#include <optional>

namespace ic {

/// The choices of an export under a name: everything but what is exported and where to.
struct ExportPreset
{
    QString name = {};
    ExportFormat format = ExportFormat::Csv;
    CsvOptions csv = {};
    QStringList columns = {}; ///< keys as exportColumnForKey() takes them, in order

    bool operator==(const ExportPreset& other) const;

    /// One line of text for the settings file.
    QString toText() const;
    /// nullopt for a text that is none; unknown columns are left out.
    static std::optional<ExportPreset> fromText(const QString& text);
};

/// `path` with {tenant}, {view}, {date} and {time} in its file name filled in; what is filled in
/// is cut down to letters, digits, "-" and ".", so that it can never name another folder.
QString expandExportPath(
    const QString& path, const QString& tenant, const QString& view, const QDateTime& localTime);

} // namespace ic
