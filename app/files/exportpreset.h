#pragma once

#include "files/exportrequest.h"

#include <QJsonObject>

#include <optional>

namespace ic {

/// The choices of an export, perhaps under a name, to be used again.
struct ExportPreset
{
    enum class Whom {
        Shown, ///< what the table shows then
        Ticked, ///< who is ticked then
        View, ///< `view`, whatever the table shows
    };

    QString name = {};
    Whom whom = Whom::Shown;
    QString view = {}; ///< scope, filter and order, as NamedView writes them
    QString path = {}; ///< see expandExportPath(); empty = standardExportPath()
    ExportFormat format = ExportFormat::Csv;
    CsvOptions csv = {};
    QStringList columns = {}; ///< keys as exportColumnForKey() takes them, in order

    bool operator==(const ExportPreset& other) const;

    /// One line of text for the settings file.
    QString toText() const;
    /// nullopt for a text that is none; unknown columns are left out.
    static std::optional<ExportPreset> fromText(const QString& text);
    /// The same as an object, for what holds more.
    QJsonObject toJson() const;
    static ExportPreset fromJson(const QJsonObject& object);
};

/// In the person's documents, with a name that is another one every minute.
QString standardExportPath();

/// `path` with {tenant}, {view}, {date} and {time} in its file name filled in; what is filled in
/// is cut down to letters, digits, "-" and ".", so that it can never name another folder.
QString expandExportPath(
    const QString& path, const QString& tenant, const QString& view, const QDateTime& localTime);

} // namespace ic
