#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QString>

#include <compare>

namespace ic {

/// An opaque identifier of one kind of thing. The tag keeps a task id from being passed where an
/// identity id is meant. Identity ids are 32 hex digits today, but nothing relies on it.
template <class Tag> class StrongId
{
public:
    StrongId() = default;
    explicit StrongId(QString text)
        : m_text(std::move(text))
    {
    }

    const QString& text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const StrongId& a, const StrongId& b) { return a.m_text == b.m_text; }
    friend std::strong_ordering operator<=>(const StrongId& a, const StrongId& b)
    {
        return a.m_text.compare(b.m_text) <=> 0;
    }
    friend size_t qHash(const StrongId& id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using IdentityId = StrongId<struct IdentityTag>;
using RoleAssignmentId = StrongId<struct RoleAssignmentTag>;
using TaskId = StrongId<struct TaskTag>;
using JobId = StrongId<struct JobTag>; ///< of this program: a run of many changes

} // namespace ic

Q_DECLARE_METATYPE(ic::IdentityId)
Q_DECLARE_METATYPE(ic::JobId)
