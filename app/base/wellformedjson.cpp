#include "base/wellformedjson.h"

#include <QString>
#include <QUtf8StringView>

namespace ic {

namespace {

constexpr qsizetype EscapeSize = 6; // of "\u1234"

/// The unit an escape at `at` stands for, or -1 if there is none.
int escapedUnit(const QByteArray& json, qsizetype at)
{
    if (at + EscapeSize > json.size() || json[at] != '\\' || json[at + 1] != 'u')
        return -1;
    bool isNumber = false;
    const int unit = json.mid(at + 2, EscapeSize - 2).toInt(&isNumber, 16);
    return isNumber ? unit : -1;
}

void replaceHalfPairs(QByteArray& json)
{
    for (qsizetype at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at)) {
        const int unit = escapedUnit(json, at);
        if (unit < 0) {
            at += 2; // another escape: what follows the backslash begins none
            continue;
        }
        const int next = escapedUnit(json, at + EscapeSize);
        if (QChar::isHighSurrogate(static_cast<uint>(unit)) && next >= 0
            && QChar::isLowSurrogate(static_cast<uint>(next))) {
            at += 2 * EscapeSize;
            continue;
        }
        if (QChar::isSurrogate(static_cast<uint>(unit)))
            json.replace(at + 2, EscapeSize - 2, "fffd");
        at += EscapeSize;
    }
}

} // namespace

QByteArray wellFormedJson(const QByteArray& json)
{
    QByteArray text = QUtf8StringView(json).isValidUtf8() ? json : QString::fromUtf8(json).toUtf8();
    text.replace("\"\xEF\xBB\xBF", "\"\\ufeff");
    replaceHalfPairs(text);
    return text;
}

} // namespace ic
