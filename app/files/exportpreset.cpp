#include "files/exportpreset.h"

#include "base/wordtable.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

using Whom = ExportPreset::Whom;

constexpr std::array Whoms {
    Word<Whom> { Whom::Shown, "shown"_L1 },
    Word<Whom> { Whom::Ticked, "ticked"_L1 },
    Word<Whom> { Whom::View, "view"_L1 },
};
constexpr std::array Formats {
    Word<ExportFormat> { ExportFormat::Csv, "csv"_L1 },
    Word<ExportFormat> { ExportFormat::JsonLines, "jsonl"_L1 },
    Word<ExportFormat> { ExportFormat::Snapshot, "snapshot"_L1 },
};

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
        { u"whom"_s, wordOf(Whoms, whom) },
        { u"view"_s, view },
        { u"path"_s, path },
        { u"format"_s, wordOf(Formats, format) },
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
    preset.whom = valueOf(Whoms, object.value(u"whom"_s).toString()).value_or(Whom::Shown);
    preset.view = object.value(u"view"_s).toString();
    preset.path = object.value(u"path"_s).toString();
    preset.format
        = valueOf(Formats, object.value(u"format"_s).toString()).value_or(ExportFormat::Csv);
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
