#pragma once

#include <QByteArray>
#include <QStringView>

#include <cstring>
#include <utility>

namespace ic::demo {

// JSON written by hand: a page of 250 identities has to cost less than a millisecond, which a tree
// of QJsonObject cannot do.

/// `text` as the inside of a JSON string, UTF-8, without the quotes.
QByteArray jsonEscaped(QStringView text);

/// How many digits of a second a date is written with; the API mixes them.
enum class Fraction { None, Milliseconds, Microseconds };

/// Text that grows by small pieces. QByteArray::append() costs more than most pieces do.
class JsonText
{
public:
    explicit JsonText(qsizetype capacity)
        : m_bytes(capacity, Qt::Uninitialized)
    {
    }

    void append(const char* piece, qsizetype size)
    {
        if (m_bytes.size() - m_size < size)
            m_bytes.resize(2 * m_bytes.size() + size);
        std::memcpy(m_bytes.data() + m_size, piece, size_t(size));
        m_size += size;
    }
    void append(QByteArrayView piece) { append(piece.data(), piece.size()); }
    template <size_t N> JsonText& operator+=(const char (&literal)[N])
    {
        append(literal, qsizetype(N - 1));
        return *this;
    }
    JsonText& operator+=(QByteArrayView piece)
    {
        append(piece);
        return *this;
    }
    JsonText& operator+=(char c)
    {
        append(&c, 1);
        return *this;
    }

    qsizetype size() const { return m_size; }
    QByteArray take()
    {
        m_bytes.truncate(std::exchange(m_size, 0));
        return std::move(m_bytes);
    }

private:
    QByteArray m_bytes;
    qsizetype m_size = 0;
};

// Writers into a buffer of at least 32 bytes; they return how many were written.

/// `2023-01-03T21:16:22.432Z` for milliseconds since 1970, UTC.
int writeIsoDate(char* text, qint64 epochMs, Fraction fraction);
/// `2023-01-03` for days since 1970.
int writeIsoDay(char* text, qint64 epochDays);
int writeNumber(char* text, qint64 number);
/// 16 lower-case hexadecimal digits.
int writeHex(char* text, quint64 number);

// The same for a QByteArray or a JsonText.

template <class Out>
void appendIsoDate(Out& out, qint64 epochMs, Fraction fraction = Fraction::Milliseconds)
{
    char text[32];
    out.append(text, writeIsoDate(text, epochMs, fraction));
}
template <class Out> void appendIsoDay(Out& out, qint64 epochDays)
{
    char text[32];
    out.append(text, writeIsoDay(text, epochDays));
}
template <class Out> void appendNumber(Out& out, qint64 number)
{
    char text[32];
    out.append(text, writeNumber(text, number));
}

/// 32 hexadecimal digits, the look of every id of the API but some task ids.
QByteArray hexId(quint64 high, quint64 low);
/// The same number with dashes, 36 characters.
QByteArray dashedId(quint64 high, quint64 low);

} // namespace ic::demo
