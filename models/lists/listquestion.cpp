#include "models/lists/listquestion.h"

namespace ic {

namespace {

/// Programs that show names add invisible marks around them, which are copied with them.
QString withoutMarks(const QString& text)
{
    const auto isMark = [](QChar c) {
        const char16_t u = c.unicode();
        return u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E)
            || (u >= 0x2066 && u <= 0x2069);
    };
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isMark(text[from]))
        ++from;
    while (to > from && isMark(text[to - 1]))
        --to;
    return text.sliced(from, to - from);
}

} // namespace

FilterField fieldOf(ListKey key)
{
    switch (key) {
    case ListKey::Id:
        return FilterField::Id;
    case ListKey::Email:
        return FilterField::Email;
    case ListKey::DisplayName:
        return FilterField::Name;
    case ListKey::AccountName:
    case ListKey::FindOut:
        break;
    }
    return FilterField::Alias;
}

QString askedValue(const Identity& identity, ListKey key)
{
    switch (key) {
    case ListKey::Id:
        return identity.id.text();
    case ListKey::Email:
        return identity.emailAddress;
    case ListKey::DisplayName:
        return identity.name;
    case ListKey::AccountName:
    case ListKey::FindOut:
        break;
    }
    return identity.alias;
}

QList<ListKey> keysToTry(const QString& text, ListKey wanted)
{
    if (wanted != ListKey::FindOut)
        return { wanted };
    if (looksLikeId(text))
        return { ListKey::Id, ListKey::AccountName };
    if (!text.contains(u'@'))
        return { ListKey::AccountName, ListKey::DisplayName };
    // "@ Home" is no address, though it might be an account.
    return looksLikeEmail(text)
        ? QList { ListKey::Email, ListKey::AccountName }
        : QList { ListKey::Email, ListKey::AccountName, ListKey::DisplayName };
}

QStringList spellings(const QString& text)
{
    QStringList all { text };
    for (const QString& other :
        { withoutMarks(text), text.normalized(QString::NormalizationForm_C) }) {
        if (!other.isEmpty() && !all.contains(other))
            all += other;
    }
    return all;
}

QString exactKey(const QString& text)
{
    QString key;
    key.reserve(text.size());
    // Letter by letter, as tenants compare: "ß" is not "ss".
    for (const char32_t c : text.normalized(QString::NormalizationForm_C).toUcs4())
        key += QChar::fromUcs4(QChar::toCaseFolded(c));
    return key;
}

QString looseKey(const QString& text)
{
    QString key;
    const QString folded
        = text.normalized(QString::NormalizationForm_KD).toCaseFolded().simplified();
    for (const QChar c : folded) {
        if (c.category() != QChar::Mark_NonSpacing && c.category() != QChar::Other_Format)
            key += c;
    }
    return key;
}

} // namespace ic
