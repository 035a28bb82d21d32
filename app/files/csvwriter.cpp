#include "files/csvwriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ic {

namespace {

constexpr qsizetype FirstBlock = 65'536;

/// ASCII characters that end the fast path.
constexpr std::array<bool, 128> specialCharacters()
{
    std::array<bool, 128> special = {};
    for (const char16_t c : { u'"', u'\r', u'\n', u',', u';', u'\t', u'|', u'\v', u'\f' })
        special[c] = true;
    return special;
}

constexpr std::array<bool, 128> Special = specialCharacters();

bool startsFormula(QChar c)
{
    switch (c.unicode()) {
    case u'=':
    case u'+':
    case u'-':
    case u'@':
    case u'\uFF1D':
    case u'\uFF0B':
    case u'\uFF0D':
    case u'\uFF20':
        return true;
    default:
        return false;
    }
}

bool isInvisible(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control
        || c.category() == QChar::Other_Format;
}

/// Where a program that reads the text may begin a cell, whatever the file's own delimiter is. It
/// does not know the quotes then either: they have to stand at the begin of what it calls a cell.
bool beginsCell(QChar c)
{
    switch (c.unicode()) {
    case u',':
    case u';':
    case u'\t':
    case u'|':
    case u'\r':
    case u'\n':
    case u'\v':
    case u'\f':
    case u'\u0085':
    case u'\u2028':
    case u'\u2029':
        return true;
    default:
        return false;
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

bool looksLikeFormula(QStringView value)
{
    if (value.isEmpty())
        return false;
    const QChar first = value.front();
    if (first == u'\t' || first == u'\r' || first == u'\n')
        return true;
    if (first.unicode() > u'@' && first.unicode() < u'\u007F')
        return false; // letters: nearly every value
    for (const QChar c : value) {
        if (!isInvisible(c) && c != u'"')
            return startsFormula(c);
    }
    return false;
}

QString guardedFormula(QStringView value)
{
    QString guarded;
    if (looksLikeFormula(value))
        guarded += u'\'';
    for (qsizetype i = 0; i < value.size(); ++i) {
        guarded += value.at(i);
        // What begins with a separator itself is looked at in its turn.
        const QStringView rest = value.mid(i + 1);
        if (beginsCell(value.at(i)) && !rest.isEmpty() && !beginsCell(rest.front())
            && looksLikeFormula(rest))
            guarded += u'\'';
    }
    return guarded;
}

QString tabSeparatedRow(const QStringList& cells)
{
    CsvWriter writer({ .delimiter = '\t' });
    for (QString cell : cells) {
        for (QChar& letter : cell) {
            if (letter.isSpace())
                letter = u' ';
        }
        writer.field(cell);
    }
    return QString::fromUtf8(writer.takeBlock());
}

CsvWriter::CsvWriter(const CsvOptions& options)
    : m_options(options)
{
    m_block.reserve(FirstBlock);
}

void CsvWriter::start()
{
    if (m_options.bom)
        m_block.append("\xEF\xBB\xBF");
    m_rowStart = m_block.size();
}

void CsvWriter::field(QStringView value)
{
    if (m_fieldsInRow++ > 0)
        m_block.append(m_options.delimiter);
    if (value.isEmpty())
        return;
    if (!(m_options.formulaGuard && looksLikeFormula(value)) && appendAscii(value))
        return;
    const QByteArray utf8
        = m_options.formulaGuard ? guardedFormula(value).toUtf8() : value.toUtf8();
    if (needsQuotes(utf8))
        appendQuoted(utf8);
    else
        m_block.append(utf8);
}

/// Appends a value that is plain ASCII and needs no quotes; false, and nothing done, for others.
bool CsvWriter::appendAscii(QStringView value)
{
    if (value.front() == u' ' || value.back() == u' ')
        return false;
    const qsizetype before = m_block.size();
    m_block.resize(before + value.size());
    char* out = m_block.data() + before;
    for (const QChar c : value) {
        const char16_t unit = c.unicode();
        if (unit >= Special.size() || Special[unit]) {
            m_block.resize(before);
            return false;
        }
        *out++ = static_cast<char>(unit);
    }
    return true;
}

bool CsvWriter::needsQuotes(const QByteArray& utf8) const
{
    if (isBlank(utf8.front()) || isBlank(utf8.back()))
        return true;
    return std::any_of(utf8.begin(), utf8.end(),
        [this](char c) { return c == m_options.delimiter || c == '"' || c == '\r' || c == '\n'; });
}

void CsvWriter::appendQuoted(const QByteArray& utf8)
{
    m_block.append('"');
    for (const char c : utf8) {
        if (c == '"')
            m_block.append('"');
        m_block.append(c);
    }
    m_block.append('"');
}

void CsvWriter::endRow()
{
    if (m_fieldsInRow == 1 && m_block.size() == m_rowStart)
        m_block.append("\"\"");
    m_block.append("\r\n");
    m_fieldsInRow = 0;
    m_rowStart = m_block.size();
}

void CsvWriter::row(const QStringList& fields)
{
    for (const QString& value : fields)
        field(value);
    endRow();
}

QByteArray CsvWriter::takeBlock()
{
    QByteArray block = std::exchange(m_block, QByteArray());
    m_block.reserve(FirstBlock);
    m_rowStart = 0;
    return block;
}

} // namespace ic
