#include "snapshot/foldedbytes.h"

#include "api/jsondocument.h"
#include "base/foldedtext.h"

#include <cstring>
#include <vector>

namespace ic {

namespace {

constexpr quint64 Ones = 0x0101010101010101U;
constexpr quint64 HighBits = Ones * 0x80U;

/// Eight characters at once; none of them is beyond ASCII.
quint64 lowered(quint64 word)
{
    const quint64 fromA = word + Ones * (0x80U - 'A');
    const quint64 afterZ = word + Ones * (0x7fU - 'Z');
    return word | (((fromA ^ afterZ) & HighBits) >> 2U);
}

/// Latin letters of two bytes, from U+0080 on to before U+0180: what stands for each does not
/// depend on what is beside it.
const QByteArray& foldedLatin(unsigned char lead, unsigned char trail)
{
    static const std::vector<QByteArray> letters = [] {
        std::vector<QByteArray> folded;
        for (char16_t c = 0x80; c < 0x180; ++c)
            folded.push_back(foldedText(QStringView(&c, 1)).toUtf8());
        return folded;
    }();
    return letters[(lead - 0xC2U) * 64U + (trail - 0x80U)];
}

} // namespace

qsizetype copyLowered(char* to, QByteArrayView text)
{
    constexpr auto step = static_cast<qsizetype>(sizeof(quint64));
    quint64 word = 0;
    qsizetype at = 0;
    for (; at + step <= text.size(); at += step) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & HighBits) != 0)
            break;
        word = lowered(word);
        std::memcpy(to + at, &word, sizeof word);
    }
    for (; at < text.size() && static_cast<signed char>(text[at]) >= 0; ++at) {
        const char c = text[at];
        to[at] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return at;
}

void appendFolded(QByteArray& target, QByteArrayView text)
{
    const qsizetype before = target.size();
    for (QByteArrayView rest = text;;) {
        const qsizetype begin = target.size();
        target.resize(begin + rest.size());
        const qsizetype plain = copyLowered(target.data() + begin, rest);
        target.resize(begin + plain);
        rest = rest.sliced(plain);
        if (rest.isEmpty())
            return;
        const auto lead = static_cast<unsigned char>(rest[0]);
        const auto trail = static_cast<unsigned char>(rest.size() > 1 ? rest[1] : 0);
        if (lead < 0xC2 || lead > 0xC5 || (trail & 0xC0U) != 0x80)
            break;
        target += foldedLatin(lead, trail);
        rest = rest.sliced(2);
    }
    target.resize(before);
    target += foldedText(toQString(QUtf8StringView(text.data(), text.size()))).toUtf8();
}

} // namespace ic
