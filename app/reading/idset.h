#pragma once

#include "base/ids.h"

#include <QByteArrayView>
#include <QUtf8StringView>

#include <vector>

namespace ic {

/// An identity id in 16 bytes: the id itself if it is 32 lower-case hex digits, as ids are today,
/// otherwise the first half of its SHA-256.
struct IdKey
{
    quint64 high = 0;
    quint64 low = 0;

    static IdKey of(QUtf8StringView id);
    static IdKey of(const IdentityId& id) { return of(QUtf8StringView(id.text().toUtf8())); }
    /// Of somebody without an id: of what is known, and the place in the list.
    static IdKey ofRow(QByteArrayView row, qint64 place);

    bool operator==(const IdKey&) const = default;
};

/// A set of ids in at most 32 bytes each: a QSet of texts would take 150. Open addressing with
/// linear probing; nothing is ever removed.
class IdSet
{
public:
    IdSet();

    /// Returns whether `key` is new.
    bool insert(const IdKey& key);
    bool contains(const IdKey& key) const;
    /// Makes room for `count` keys. A tenant's total may be wrong, so it is a hint with a ceiling.
    void reserve(qint64 count);

    qint64 size() const { return m_size; }
    qint64 bytes() const;

private:
    std::size_t slotFor(const IdKey& key) const;
    void grow(std::size_t capacity);

    std::vector<IdKey> m_slots; ///< the zero key marks a free one
    qint64 m_size = 0;
    bool m_hasZero = false;
};

} // namespace ic
