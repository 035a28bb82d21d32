#include "demo/jsontext.h"

#include <QString>

#include <chrono>

namespace ic::demo {

namespace {

constexpr char HexDigits[] = "0123456789abcdef";

void putDigits(char* at, qint64 value, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        at[i] = char('0' + value % 10);
        value /= 10;
    }
}

void putDay(char* at, qint64 epochDays)
{
    const std::chrono::year_month_day day { std::chrono::sys_days {
        std::chrono::days { epochDays } } };
    putDigits(at, int(day.year()), 4);
    putDigits(at + 5, unsigned(day.month()), 2);
    putDigits(at + 8, unsigned(day.day()), 2);
}

} // namespace

QByteArray jsonEscaped(QStringView text)
{
    QByteArray out;
    const QByteArray utf8 = text.toUtf8();
    out.reserve(utf8.size());
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (uchar(c) < 0x20) {
            out += "\\u00";
            out += HexDigits[uchar(c) >> 4];
            out += HexDigits[uchar(c) & 15];
        } else {
            out += c;
        }
    }
    return out;
}

QByteArray isoDate(qint64 epochMs, Fraction fraction)
{
    constexpr qint64 DayMs = 86'400'000;
    const qint64 ms = epochMs % DayMs;
    QByteArray text("0000-00-00T00:00:00.000000");
    char* const at = text.data();
    putDay(at, epochMs / DayMs);
    putDigits(at + 11, ms / 3'600'000, 2);
    putDigits(at + 14, ms / 60'000 % 60, 2);
    putDigits(at + 17, ms / 1000 % 60, 2);
    putDigits(at + 20, ms % 1000, 3);
    putDigits(at + 23, (ms * 7) % 1000, 3);
    text.truncate(fraction == Fraction::None ? 19 : fraction == Fraction::Milliseconds ? 23 : 26);
    text += 'Z';
    return text;
}

QByteArray isoDay(qint64 epochDays)
{
    QByteArray text("0000-00-00");
    putDay(text.data(), epochDays);
    return text;
}

QByteArray hexId(quint64 high, quint64 low)
{
    QByteArray out(32, Qt::Uninitialized);
    for (int i = 15; i >= 0; --i, high >>= 4, low >>= 4) {
        out[i] = HexDigits[high & 15];
        out[16 + i] = HexDigits[low & 15];
    }
    return out;
}

QByteArray dashedId(quint64 high, quint64 low)
{
    QByteArray out = hexId(high, low);
    for (const int at : { 20, 16, 12, 8 })
        out.insert(at, '-');
    return out;
}

} // namespace ic::demo
