#include "reading/sortorder.h"

namespace ic {

namespace {

/// FNV-1a over folded characters; the separator keeps "ab","c" from "a","bc".
class TextHash
{
public:
    void add(QStringView text)
    {
        for (const QChar c : text)
            mix(c.unicode() < 128 ? asciiLower(c.unicode()) : c.toCaseFolded().unicode());
        mix(0xffff);
    }
    quint64 value() const { return m_value; }

private:
    static char16_t asciiLower(char16_t c)
    {
        return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c + 32) : c;
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
                m_keys.push_back({ field.text, descending });
        }
    }
}

quint64 SortOrder::hash(const Identity& identity) const
{
    TextHash hash;
    for (const Key& key : m_keys)
        hash.add(key.text(identity));
    return hash.value();
}

QStringList SortOrder::texts(const Identity& identity) const
{
    QStringList texts;
    for (const Key& key : m_keys)
        texts.append(key.text(identity));
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
