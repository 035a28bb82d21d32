#include "models/table/copiedrows.h"

#include "files/csvwriter.h"
#include "files/jsonlines.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::CopiedRows)
};

QStringList cells(const QList<IdentityColumn>& columns, const Identity& identity)
{
    QStringList texts;
    for (const IdentityColumn& column : columns)
        texts += column.rawText(identity);
    return texts;
}

/// What would end the cell, or be markup, is written so that it is text.
QString markdownCell(const QString& text)
{
    // Of those that are markup at the beginning of a line alone, none can stand there.
    static constexpr QStringView Marks = u"\\`*_{}[]!|~$^#";
    QString cell;
    for (const QChar letter : text) {
        if (letter.isSpace() || letter.category() == QChar::Other_Control)
            cell += u' ';
        else if (letter == u'<')
            cell += u"&lt;"_s;
        else if (letter == u'>')
            cell += u"&gt;"_s;
        else if (letter == u'&')
            cell += u"&amp;"_s;
        else if (Marks.contains(letter))
            cell += u'\\' + QString(letter);
        else
            cell += letter;
    }
    return cell;
}

QString markdownRow(const QStringList& texts)
{
    QStringList escaped;
    for (const QString& text : texts)
        escaped += markdownCell(text);
    return u"| "_s + escaped.join(u" | "_s) + u" |\n"_s;
}

QString csvOf(const QList<QStringList>& rows)
{
    CsvWriter writer({});
    for (const QStringList& row : rows)
        writer.row(row);
    return QString::fromUtf8(writer.takeBlock());
}

QString tsvOf(const QList<QStringList>& rows)
{
    QStringList lines;
    for (const QStringList& row : rows)
        lines += tabSeparatedRow(row);
    return lines.join(u'\n');
}

QString markdownOf(const QList<QStringList>& rows, bool withHeader)
{
    QString text;
    for (const QStringList& row : rows) {
        text += markdownRow(row);
        if (std::exchange(withHeader, false))
            text += u'|' + u" --- |"_s.repeated(row.size()) + u'\n';
    }
    return text;
}

QString jsonOf(const QList<IdentityColumn>& columns, const QList<Identity>& identities)
{
    QStringList objects;
    for (const Identity& identity : identities) {
        JsonLinesWriter writer;
        for (const IdentityColumn& column : columns) {
            const QString text = column.rawText(identity);
            const QByteArray name = column.key.toUtf8();
            const bool isFlag = column.kind == IdentityColumn::Kind::YesNo && !text.isEmpty();
            if (isFlag)
                writer.member(name, QJsonValue(text == u"true"_s));
            else
                writer.member(name, text.isEmpty() ? QJsonValue() : QJsonValue(text));
        }
        writer.endRow();
        objects += u"  "_s + QString::fromUtf8(writer.takeBlock().chopped(1));
    }
    return u"[\n"_s + objects.join(u",\n"_s) + u"\n]\n"_s;
}

} // namespace

QString copyFormatWord(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Csv:
        return u"CSV"_s;
    case CopyFormat::Tsv:
        return u"TSV"_s;
    case CopyFormat::Markdown:
        return Texts::tr("Markdown", "a format");
    case CopyFormat::Json:
        return u"JSON"_s;
    }
    Q_UNREACHABLE();
}

QString copiedRows(CopyFormat format, bool withHeader, const QList<IdentityColumn>& columns,
    const QList<Identity>& identities)
{
    QList<IdentityColumn> shown = columns;
    shown.removeIf(
        [](const IdentityColumn& one) { return one.kind == IdentityColumn::Kind::Tick; });
    QList<QStringList> rows;
    if (withHeader) {
        QStringList titles;
        for (const IdentityColumn& column : shown)
            titles += column.title;
        rows += titles;
    }
    for (const Identity& identity : identities)
        rows += cells(shown, identity);
    switch (format) {
    case CopyFormat::Csv:
        return csvOf(rows);
    case CopyFormat::Tsv:
        return tsvOf(rows);
    case CopyFormat::Markdown:
        return markdownOf(rows, withHeader);
    case CopyFormat::Json:
        return jsonOf(shown, identities);
    }
    Q_UNREACHABLE();
}

} // namespace ic
