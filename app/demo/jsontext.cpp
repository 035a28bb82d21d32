#include "demo/jsontext.h"

#include <QString>

#include <charconv>

namespace ic::demo {

namespace {

constexpr char HexDigits[] = "0123456789abcdef";

void putTwo(char* at, qint64 value)
{
    at[0] = char('0' + value / 10);
    at[1] = char('0' + value % 10);
}

void putThree(char* at, qint64 value)
{
    at[0] = char('0' + value / 100);
    putTwo(at + 1, value % 100);
}

// Days since 1970 to "yyyy-mm-dd", after Howard Hinnant's civil_from_days.
void putDay(char* at, qint64 epochDays)
{
    const qint64 shifted = epochDays + 719468;
    const qint64 era = shifted / 146097;
    const qint64 dayOfEra = shifted - era * 146097;
    const qint64 yearOfEra
        = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 shiftedMonth = (5 * dayOfYear + 2) / 153;
    const qint64 day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    const qint64 month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    const qint64 year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    putTwo(at, year / 100);
    putTwo(at + 2, year % 100);
    at[4] = '-';
    putTwo(at + 5, month);
    at[7] = '-';
    putTwo(at + 8, day);
}

} // namespace

QByteArray jsonEscaped(QStringView text)
{
    QByteArray out;
    const QByteArray utf8 = text.toUtf8();
    out.reserve(utf8.size());
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (uchar(c) < 0x20) {
                out += "\\u00";
                out += HexDigits[uchar(c) >> 4];
                out += HexDigits[uchar(c) & 15];
            } else {
                out += c;
            }
        }
    }
    return out;
}

int writeIsoDate(char* text, qint64 epochMs, Fraction fraction)
{
    constexpr qint64 DayMs = 86'400'000;
    const qint64 ms = epochMs % DayMs;
    putDay(text, epochMs / DayMs);
    text[10] = 'T';
    putTwo(text + 11, ms / 3'600'000);
    text[13] = ':';
    putTwo(text + 14, ms / 60'000 % 60);
    text[16] = ':';
    putTwo(text + 17, ms / 1000 % 60);
    int length = 19;
    if (fraction != Fraction::None) {
        text[19] = '.';
        putThree(text + 20, ms % 1000);
        length = 23;
    }
    if (fraction == Fraction::Microseconds) {
        putThree(text + 23, (ms * 7) % 1000);
        length = 26;
    }
    text[length] = 'Z';
    return length + 1;
}

int writeIsoDay(char* text, qint64 epochDays)
{
    putDay(text, epochDays);
    return 10;
}

int writeNumber(char* text, qint64 number)
{
    return int(std::to_chars(text, text + 24, number).ptr - text);
}

int writeHex(char* text, quint64 number)
{
    for (int i = 15; i >= 0; --i) {
        text[i] = HexDigits[number & 15];
        number >>= 4;
    }
    return 16;
}

QByteArray hexId(quint64 high, quint64 low)
{
    QByteArray out(32, Qt::Uninitialized);
    writeHex(out.data(), high);
    writeHex(out.data() + 16, low);
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
