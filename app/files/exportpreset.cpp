#include "files/exportpreset.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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
    const QJsonObject object {
        { u"name"_s, name },
        { u"format"_s, format == ExportFormat::JsonLines ? u"jsonl"_s : u"csv"_s },
        { u"delimiter"_s, QString(QLatin1Char(csv.delimiter)) },
        { u"bom"_s, csv.bom },
        { u"formulaGuard"_s, csv.formulaGuard },
        { u"shownNames"_s, csv.shownNames },
        { u"columns"_s, QJsonArray::fromStringList(columns) },
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<ExportPreset> ExportPreset::fromText(const QString& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    ExportPreset preset;
    preset.name = object.value(u"name"_s).toString();
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

} // namespace ic
