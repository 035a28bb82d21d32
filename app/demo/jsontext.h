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

/// `2023-01-03T21:16:22.432Z` for milliseconds since 1970, UTC.
QByteArray isoDate(qint64 epochMs, Fraction fraction = Fraction::Milliseconds);
/// `2023-01-03` for days since 1970.
QByteArray isoDay(qint64 epochDays);

/// 32 hexadecimal digits, the look of every id of the API but some task ids.
QByteArray hexId(quint64 high, quint64 low);
/// The same number with dashes, 36 characters.
QByteArray dashedId(quint64 high, quint64 low);

/// JSON that grows by its members; commas come by themselves. Texts are escaped already.
class JsonText
{
public:
    explicit JsonText(qsizetype capacity)
        : m_bytes(capacity, Qt::Uninitialized)
    {
    }

    void begin(char bracket)
    {
        comma();
        append(bracket);
        m_wantsComma = false;
    }
    void begin(QByteArrayView name, char bracket)
    {
        key(name);
        append(bracket);
        m_wantsComma = false;
    }
    void end(char bracket)
    {
        append(bracket);
        m_wantsComma = true;
    }
    /// A text of one or several pieces.
    template <class... Pieces> void text(QByteArrayView name, const Pieces&... pieces)
    {
        key(name);
        append('"');
        (append(QByteArrayView(pieces)), ...);
        append('"');
    }
    /// A number, true, false or null.
    void literal(QByteArrayView name, QByteArrayView value)
    {
        key(name);
        append(value);
    }
    void number(QByteArrayView name, qint64 value) { literal(name, QByteArray::number(value)); }
    void boolean(QByteArrayView name, bool value) { literal(name, value ? "true" : "false"); }
    void null(QByteArrayView name) { literal(name, "null"); }
    /// An element of an array.
    void element(QByteArrayView json)
    {
        comma();
        append(json);
    }

    QByteArray take()
    {
        m_bytes.truncate(std::exchange(m_size, 0));
        return std::move(m_bytes);
    }

private:
    // QByteArray::append() costs more than most pieces do.
    void append(QByteArrayView piece)
    {
        if (m_bytes.size() - m_size < piece.size())
            m_bytes.resize(2 * m_bytes.size() + piece.size());
        std::memcpy(m_bytes.data() + m_size, piece.data(), size_t(piece.size()));
        m_size += piece.size();
    }
    void append(char c) { append(QByteArrayView(&c, 1)); }
    void comma()
    {
        if (std::exchange(m_wantsComma, true))
            append(',');
    }
    void key(QByteArrayView name)
    {
        comma();
        append('"');
        append(name);
        append("\":");
    }

    QByteArray m_bytes;
    qsizetype m_size = 0;
    bool m_wantsComma = false;
};

} // namespace ic::demo
