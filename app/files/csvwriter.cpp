#include "files/csvwriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ic {

namespace {

constexpr qsizetype FirstBlock = 65'536;

/// Bytes that end the fast path: what needs quotes, what may begin a cell, and the first bytes of
/// U+0085, U+2028 and U+2029.
constexpr std::array<bool, 256> specialBytes()
{
    std::array<bool, 256> special = {};
    for (const unsigned char c :
        { '"', '\r', '\n', ',', ';', '\t', '|', '\v', '\f', '\xC2', '\xE2' })
        special[c] = true;
    return special;
}

constexpr std::array<bool, 256> Special = specialBytes();

bool isSpecial(char c)
{
    return Special[static_cast<unsigned char>(c)];
}

bool startsFormula(char32_t c)
{
    switch (c) {
    case U'=':
    case U'+':
    case U'-':
    case U'@':
    case U'\uFF1D':
    case U'\uFF0B':
    case U'\uFF0D':
    case U'\uFF20':
        return true;
    default:
        return false;
    }
}

/// Of the characters beyond U+FFFF none.
bool isInvisible(char32_t c)
{
    if (c > 0xFFFF)
        return false;
    return QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control
        || QChar::category(c) == QChar::Other_Format;
}

/// Where a program that reads the text may begin a cell, whatever the file's own delimiter is. It
/// does not know the quotes then either: they have to stand at the begin of what it calls a cell.
bool beginsCell(char32_t c)
{
    switch (c) {
    case U',':
    case U';':
    case U'\t':
    case U'|':
    case U'\r':
    case U'\n':
    case U'\v':
    case U'\f':
    case 0x85:
    case 0x2028:
    case 0x2029:
        return true;
    default:
        return false;
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// How many bytes the character takes that begins with this one.
qsizetype lengthAt(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// The first character of valid UTF-8 that is not empty.
char32_t firstOf(QUtf8StringView text)
{
    const auto byte = [&text](qsizetype at) { return static_cast<unsigned char>(text[at]); };
    const qsizetype length = lengthAt(byte(0));
    char32_t c = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
    for (qsizetype at = 1; at < length; ++at)
        c = c << 6 | (byte(at) & 0x3FU);
    return c;
}

QUtf8StringView afterFirst(QUtf8StringView text)
{
    return text.sliced(lengthAt(static_cast<unsigned char>(text.front())));
}

/// Whether a spreadsheet could take the value for a formula.
bool looksLikeFormula(QUtf8StringView value)
{
    if (value.isEmpty())
        return false;
    const char first = value.front();
    if (first == '\t' || first == '\r' || first == '\n')
        return true;
    if (first > '@' && first < '\x7F')
        return false; // letters: nearly every value
    for (; !value.isEmpty(); value = afterFirst(value)) {
        const char32_t c = firstOf(value);
        if (!isInvisible(c) && c != U'"')
            return startsFormula(c);
    }
    return false;
}

} // namespace

QByteArray guardedFormula(QUtf8StringView value)
{
    QByteArray guarded;
    if (looksLikeFormula(value))
        guarded += '\'';
    while (!value.isEmpty()) {
        const QUtf8StringView rest = afterFirst(value);
        guarded.append(value.data(), value.size() - rest.size());
        // What begins with a separator itself is looked at in its turn.
        if (beginsCell(firstOf(value)) && !rest.isEmpty() && !beginsCell(firstOf(rest))
            && looksLikeFormula(rest))
            guarded += '\'';
        value = rest;
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

void CsvWriter::field(QUtf8StringView value)
{
    if (m_fieldsInRow++ > 0)
        m_block.append(m_options.delimiter);
    if (value.isEmpty())
        return;
    const bool isPlain = value.front() != ' ' && value.back() != ' '
        && std::none_of(value.begin(), value.end(), isSpecial)
        && !(m_options.formulaGuard && looksLikeFormula(value));
    if (isPlain) {
        m_block.append(value.data(), value.size());
        return;
    }
    const QByteArray guarded = m_options.formulaGuard ? guardedFormula(value) : QByteArray();
    const QUtf8StringView safe = m_options.formulaGuard ? QUtf8StringView(guarded) : value;
    if (needsQuotes(safe))
        appendQuoted(safe);
    else
        m_block.append(safe.data(), safe.size());
}

bool CsvWriter::needsQuotes(QUtf8StringView value) const
{
    if (isBlank(value.front()) || isBlank(value.back()))
        return true;
    return std::any_of(value.begin(), value.end(),
        [this](char c) { return c == m_options.delimiter || c == '"' || c == '\r' || c == '\n'; });
}

void CsvWriter::appendQuoted(QUtf8StringView value)
{
    m_block.append('"');
    for (const char c : value) {
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
