#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QStringList>

namespace ic::test {

/// A text made to break quoting: quotes, backslashes, filter words, markup, right-to-left, emoji,
/// everything that means something to URLs. Never empty and without control characters.
inline QString hostileText(QRandomGenerator& random)
{
    using namespace Qt::StringLiterals;
    static const QStringList pieces { u"\""_s, u"\\"_s, u"\\\""_s, u"\" or 1 eq 1"_s,
        u"\" or name sw \""_s, u"\\\\\" and not ("_s, u"a"_s, u"Ma"_s, u"Ö"_s, u" "_s, u"'"_s,
        u"(\",)"_s, u"%23&#+;=?/"_s, u"%22"_s, u"😀"_s, u"𝒳"_s, u"שלום"_s, u"مرحبا"_s, u"\u202E"_s,
        u"e\u0301"_s, u" and "_s, u"<b>x</b>"_s, u"&amp;"_s, u"<script>"_s, u"\u2028"_s,
        u"\u00A0"_s, u"漢字"_s, u"\\n"_s, u"${x}"_s, u"{{7*7}}"_s, u"true"_s, u"\u0130ı"_s };
    QString text;
    do {
        for (int i = 1 + static_cast<int>(random.bounded(6)); i > 0; --i)
            text += pieces.at(random.bounded(pieces.size()));
    } while (text.isEmpty());
    return text;
}

} // namespace ic::test
