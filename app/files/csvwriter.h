#pragma once

#include <QByteArray>
#include <QStringList>
#include <QStringView>
#include <QUtf8StringView>

namespace ic {

struct CsvOptions
{
    char delimiter = ','; ///< ',' ';' or '\t'
    bool bom = false; ///< some versions of Excel read UTF-8 only with it
    bool formulaGuard = true; ///< see CsvWriter
    bool header = true; ///< for whoever writes the header row
    bool shownNames = false; ///< in it the names that people see, instead of the API's
};

/// RFC 4180 rows in UTF-8 with CRLF, built up in a block of bytes.
///
/// A field is quoted when it holds the delimiter, a quote or a line break, or begins or ends with
/// white space. A row of one empty field is written as "" so that it is not an empty line.
///
/// The formula guard puts ' before whatever a spreadsheet would run as a formula: a value whose
/// first visible character is = + - @ or its full-width form, or that begins with a tab or line
/// break; and a part of a value that begins so behind a comma, semicolon, tab, bar or line break,
/// since the file may be opened with another delimiter than it was written with. White space,
/// quotes and invisible characters before it do not help an attacker. Names and addresses come
/// from outside the organisation, so it is on unless somebody decides otherwise.
class CsvWriter
{
public:
    explicit CsvWriter(const CsvOptions& options);

    /// The byte order mark, if it is wanted. Call once, first.
    void start();
    void field(QUtf8StringView value);
    void field(QStringView value) { field(QUtf8StringView(value.toUtf8())); }
    void endRow();
    void row(const QStringList& fields);

    qsizetype size() const { return m_block.size(); }
    QByteArrayView block() const { return m_block; }
    /// Everything since the last call.
    QByteArray takeBlock();

private:
    void appendQuoted(QUtf8StringView value);
    bool needsQuotes(QUtf8StringView value) const;

    CsvOptions m_options;
    QByteArray m_block;
    int m_fieldsInRow = 0;
    qsizetype m_rowStart = 0;
};

/// The value with ' wherever the formula guard puts it.
QByteArray guardedFormula(QUtf8StringView value);

/// A row for the clipboard, as spreadsheets paste it: guarded, tabs between, none within, one line.
QString tabSeparatedRow(const QStringList& cells);

} // namespace ic
