#pragma once

#include "api/identityfields.h"

#include <vector>

namespace ic {

/// The order of a list, as far as it can be told from the rows themselves.
class SortOrder
{
public:
    /// `sorters` as the API takes them, "-" before one = descending.
    explicit SortOrder(const QStringList& sorters);

    /// Equal for identities that are equal in all sorters, ignoring case.
    quint64 hash(const IdentityRecord& record) const;
    /// What comesBefore() compares.
    QStringList texts(const IdentityRecord& record) const;
    /// By the sorters, ignoring case as the tenant does.
    bool comesBefore(const QStringList& a, const QStringList& b) const;

private:
    struct Key
    {
        const IdentityField* field = nullptr;
        bool descending = false;
    };

    std::vector<Key> m_keys;
};

} // namespace ic
