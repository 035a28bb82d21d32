#pragma once

#include "demo/naming.h"
#include "demo/seededhash.h"

#include <optional>

namespace ic::demo {

/// In alphabetical order, so that the value is the rank when sorting by cloudStatus.
enum class Status : quint8 {
    Active,
    Deactivated,
    Disabled,
    Error,
    Locked,
    Pending,
    Registered,
    Terminated,
    Unregistered,
    Warning,
};
constexpr QByteArrayView StatusNames[] = { "ACTIVE", "DEACTIVATED", "DISABLED", "ERROR", "LOCKED",
    "PENDING", "REGISTERED", "TERMINATED", "UNREGISTERED", "WARNING" };
constexpr QByteArrayView statusName(Status status)
{
    return StatusNames[int(status)];
}

enum class ProcessingState : quint8 { None, Ok, Error };

/// What may change about an identity, in two bytes: a million of them are kept.
struct LiveState
{
    Status status = Status::Active;
    ProcessingState processingState : 2 = ProcessingState::None;
    bool correlated : 1 = true;
    bool isProtected : 1 = false;
    bool deleted : 1 = false;
};

struct Lifecycle
{
    QByteArrayView stateName; ///< empty: the identity has no lifecycle state
    bool manuallyUpdated = false;
};

struct Standing
{
    quint32 rank = 0; ///< 0 at the top of the tree; unique
    std::optional<quint32> manager; ///< has a smaller rank
    bool isManager = false;
};

/// The identities as they are before anybody changes them: every answer is a pure function of the
/// seed and the identity's ordinal, which is its rank by display name. Nothing is stored but names
/// and orders.
class DemoData
{
public:
    DemoData(quint64 seed, quint32 count, bool awkwardNames = true);

    quint64 seed() const { return m_seed; }
    quint32 count() const { return m_count; }
    const Naming& naming() const { return m_naming; }

    /// 32 hexadecimal digits that hold the ordinal, reversibly.
    QByteArray id(quint32 ordinal) const { return idFor(m_seed, ordinal); }
    static QByteArray idFor(quint64 seed, quint32 ordinal);
    /// The ordinal, or nothing if no identity has this id.
    std::optional<quint32> ordinalOf(QByteArrayView id) const;
    /// The ordinal at a position of the order without sorters.
    quint32 unsorted(quint32 position) const { return m_unsorted[position]; }

    bool hasEmail(quint32 ordinal) const;
    /// For an identity that has one.
    QString email(quint32 ordinal) const;
    QByteArrayView emailDomain(quint32 ordinal) const;
    /// Whose address it has: its own, or by somebody's mistake that of one who is called alike.
    quint32 mailbox(quint32 ordinal) const;

    Status status(quint32 ordinal) const;
    ProcessingState processingState(quint32 ordinal) const;
    bool correlated(quint32 ordinal) const;
    bool isProtected(quint32 ordinal) const;
    /// Whether it owns objects, which hinders its deletion.
    bool isOwner(quint32 ordinal) const;
    /// `status` is the current one: a terminated identity is not in the state "active".
    Lifecycle lifecycle(quint32 ordinal, Status status) const;

    /// The place in the tree of managers.
    Standing standing(quint32 ordinal) const;

    /// A number for one choice about one identity. Topics from 1000 are free for callers.
    quint64 choice(quint32 ordinal, quint64 topic) const
    {
        return seededHash(m_seed, ordinal, topic);
    }
    /// The same, below `bound`.
    quint32 pick(quint32 ordinal, quint64 topic, quint32 bound) const
    {
        return quint32(((choice(ordinal, topic) >> 32) * bound) >> 32);
    }

private:
    void putAwkwardNamesFirst();

    quint64 m_seed;
    quint32 m_count;
    Naming m_naming;
    std::vector<quint32> m_unsorted; ///< position → ordinal
    std::vector<quint32> m_hierarchy; ///< rank → ordinal
    std::vector<quint32> m_ranks; ///< ordinal → rank
};

} // namespace ic::demo
