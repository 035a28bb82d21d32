#include "reading/sortorder.h"

#include <algorithm>

namespace ic {

namespace {

/// FNV-1a over folded UTF-16; the separator keeps "ab","c" from "a","bc".
class TextHash
{
public:
    void add(QUtf8StringView text)
    {
        const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 128; };
        if (std::all_of(text.begin(), text.end(), isAscii)) {
            for (const char c : text)
                mix(asciiLower(c));
        } else {
            for (const QChar c : toQString(text))
                mix(c.toCaseFolded().unicode());
        }
        mix(0xffff);
    }
    quint64 value() const { return m_value; }

private:
    static char16_t asciiLower(char c)
    {
        return static_cast<char16_t>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    void mix(char16_t unit) { m_value = (m_value ^ unit) * 0x100000001B3U; }

    quint64 m_value = 0xCBF29CE484222325U;
};

} // namespace

SortOrder::SortOrder(const QStringList& sorters)
{
    for (const QString& sorter : sorters) {
        const bool descending = sorter.startsWith(u'-');
        const QString name = descending ? sorter.mid(1) : sorter;
        for (const IdentityField& field : identityFields()) {
            if (!field.sorter.isEmpty() && field.sorter == name)
                m_keys.push_back({ &field, descending });
        }
    }
}

quint64 SortOrder::hash(const IdentityRecord& record) const
{
    TextHash hash;
    QByteArray buffer;
    for (const Key& key : m_keys)
        hash.add(key.field->utf8(record, buffer));
    return hash.value();
}

QStringList SortOrder::texts(const IdentityRecord& record) const
{
    QStringList texts;
    QByteArray buffer;
    for (const Key& key : m_keys)
        texts.append(toQString(key.field->utf8(record, buffer)));
    return texts;
}

bool SortOrder::comesBefore(const QStringList& a, const QStringList& b) const
{
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        const int order = a.at(at).compare(b.at(at), Qt::CaseInsensitive);
        if (order != 0)
            return m_keys[i].descending ? order > 0 : order < 0;
    }
    return false;
}

} // namespace ic
