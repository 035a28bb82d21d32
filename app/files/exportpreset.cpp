#include "files/exportpreset.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// In the settings; by Whom.
constexpr std::array WhomWords { "shown"_L1, "ticked"_L1, "view"_L1 };
/// By ExportFormat. No preset is of the last one.
constexpr std::array FormatWords { "csv"_L1, "jsonl"_L1, "snapshot"_L1 };

QString fileNamePart(QString text)
{
    for (QChar& c : text) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
        if (!plain)
            c = u'-';
    }
    return text;
}

} // namespace

bool ExportPreset::operator==(const ExportPreset& other) const
{
    return toText() == other.toText();
}

QString ExportPreset::toText() const
{
    return QString::fromUtf8(QJsonDocument(toJson()).toJson(QJsonDocument::Compact));
}

QJsonObject ExportPreset::toJson() const
{
    return {
        { u"name"_s, name },
        { u"whom"_s, WhomWords.at(static_cast<std::size_t>(whom)) },
        { u"view"_s, view },
        { u"path"_s, path },
        { u"format"_s, QString(FormatWords.at(static_cast<std::size_t>(format))) },
        { u"delimiter"_s, QString(QLatin1Char(csv.delimiter)) },
        { u"bom"_s, csv.bom },
        { u"formulaGuard"_s, csv.formulaGuard },
        { u"shownNames"_s, csv.shownNames },
        { u"columns"_s, QJsonArray::fromStringList(columns) },
    };
}

std::optional<ExportPreset> ExportPreset::fromText(const QString& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(fromJson(document.object())) : std::nullopt;
}

ExportPreset ExportPreset::fromJson(const QJsonObject& object)
{
    ExportPreset preset;
    preset.name = object.value(u"name"_s).toString();
    const QString whom = object.value(u"whom"_s).toString();
    const auto* const word
        = std::ranges::find_if(WhomWords, [&](QLatin1StringView known) { return known == whom; });
    if (word != WhomWords.end())
        preset.whom = static_cast<Whom>(word - WhomWords.begin());
    preset.view = object.value(u"view"_s).toString();
    preset.path = object.value(u"path"_s).toString();
    preset.format = object.value(u"format"_s).toString() == u"jsonl"_s ? ExportFormat::JsonLines
                                                                       : ExportFormat::Csv;
    const QString delimiter = object.value(u"delimiter"_s).toString();
    if (delimiter == u";"_s || delimiter == u"\t"_s)
        preset.csv.delimiter = delimiter.at(0).toLatin1();
    preset.csv.bom = object.value(u"bom"_s).toBool();
    preset.csv.formulaGuard = object.value(u"formulaGuard"_s).toBool(true);
    preset.csv.shownNames = object.value(u"shownNames"_s).toBool();
    for (const QJsonValue key : object.value(u"columns"_s).toArray()) {
        if (exportColumnForKey(key.toString()))
            preset.columns += key.toString();
    }
    return preset;
}

QString expandExportPath(
    const QString& path, const QString& tenant, const QString& view, const QDateTime& localTime)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    QString name = path.mid(slash + 1);
    name.replace(u"{tenant}"_s, fileNamePart(tenant));
    name.replace(u"{view}"_s, fileNamePart(view));
    name.replace(u"{date}"_s, localTime.toString(u"yyyyMMdd"_s));
    name.replace(u"{time}"_s, localTime.toString(u"HHmm"_s));
    return path.left(slash + 1) + name;
}

QString standardExportPath()
{
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const bool usable = QFileInfo(directory).isDir();
    return QDir(usable ? directory : QDir::homePath())
        .filePath(u"{tenant}-{view}-{date}-{time}.csv"_s);
}

} // namespace ic
