#include "demo/demodata.h"

#include "demo/jsontext.h"

#include <algorithm>

namespace ic::demo {

namespace {

enum Topic : quint64 {
    IdTopic = 1,
    IdCheckTopic,
    UnsortedTopic,
    HierarchyTopic,
    StatusTopic,
    ProcessingTopic,
    CorrelatedTopic,
    ProtectedTopic,
    OwnerTopic,
    EmailTopic,
    DomainTopic,
    LifecycleTopic,
    ManualTopic,
    ManagerTopic,
    MailboxTopic,
};

constexpr quint32 FanOut = 8;

// Positions of the unsorted order where names that test plain-text display are put, so that the
// first screen has some.
constexpr quint32 AwkwardPositions[] = { 3, 7, 11, 16, 22, 29, 37, 46 };

constexpr std::pair<Status, quint32> StatusPerMille[] = {
    { Status::Active, 822 },
    { Status::Unregistered, 62 },
    { Status::Registered, 30 },
    { Status::Pending, 22 },
    { Status::Disabled, 14 },
    { Status::Terminated, 14 },
    { Status::Warning, 10 },
    { Status::Locked, 10 },
    { Status::Deactivated, 9 },
    { Status::Error, 7 },
};

} // namespace

DemoData::DemoData(quint64 seed, quint32 count, bool awkwardNames)
    : m_seed(seed)
    , m_count(count)
    , m_naming(seed, count, awkwardNames)
    , m_unsorted(Shuffle(seededHash(seed, 0, UnsortedTopic), count).values())
    , m_hierarchy(Shuffle(seededHash(seed, 0, HierarchyTopic), count).values())
    , m_ranks(count)
{
    for (quint32 rank = 0; rank < count; ++rank)
        m_ranks[m_hierarchy[rank]] = rank;
    if (count >= 1000)
        putAwkwardNamesFirst();
}

void DemoData::putAwkwardNamesFirst()
{
    std::vector<quint32> awkward;
    for (quint32 ordinal = 0; ordinal < m_count && awkward.size() < std::size(AwkwardPositions);) {
        const Naming::Parts parts = m_naming.parts(ordinal);
        if (m_naming.isAwkward(parts)
            && (awkward.empty() || m_naming.parts(awkward.back()).lead != parts.lead))
            awkward.push_back(ordinal);
        // Leads are sorted, so that the next one is never far; a million are not all looked at.
        ordinal += std::max(1u, m_count / 20000);
    }
    std::vector<qsizetype> moved; // positions
    for (size_t i = 0; i < awkward.size(); ++i) {
        const auto at = std::find(m_unsorted.begin(), m_unsorted.end(), awkward[i]);
        const qsizetype from = at - m_unsorted.begin();
        const qsizetype to = AwkwardPositions[i];
        if (std::find(moved.begin(), moved.end(), from) != moved.end()
            || std::find(moved.begin(), moved.end(), to) != moved.end() || from == to)
            continue;
        std::iter_swap(at, m_unsorted.begin() + to);
        moved.insert(moved.end(), { from, to });
    }
}

QByteArray DemoData::idFor(quint64 seed, quint32 ordinal)
{
    const quint64 high = mix64(ordinal ^ seededHash(seed, 0, IdTopic));
    return hexId(high, seededHash(seed, high, IdCheckTopic));
}

std::optional<quint32> DemoData::ordinalOf(QByteArrayView id) const
{
    bool ok = false;
    const quint64 high = id.first(std::min<qsizetype>(16, id.size())).toULongLong(&ok, 16);
    const quint64 ordinal = unmix64(high) ^ seededHash(m_seed, 0, IdTopic);
    if (!ok || ordinal >= m_count || idFor(m_seed, quint32(ordinal)) != id)
        return {};
    return quint32(ordinal);
}

bool DemoData::hasEmail(quint32 ordinal) const
{
    return pick(ordinal, EmailTopic, 1000) >= 15;
}

QString DemoData::email(quint32 ordinal) const
{
    const quint32 owner = mailbox(ordinal);
    return m_naming.alias(owner) + u'@' + QString::fromLatin1(emailDomain(owner));
}

quint32 DemoData::mailbox(quint32 ordinal) const
{
    const bool isShared = ordinal > 0 && pick(ordinal, MailboxTopic, 1000) < 8
        && m_naming.parts(ordinal).lead == m_naming.parts(ordinal - 1).lead;
    return isShared ? ordinal - 1 : ordinal;
}

QByteArrayView DemoData::emailDomain(quint32 ordinal) const
{
    const quint32 which = pick(ordinal, DomainTopic, 100);
    return which < 88 ? "acme.test" : which < 96 ? "emea.acme.test" : "contractors.acme.test";
}

Status DemoData::status(quint32 ordinal) const
{
    if (!correlated(ordinal))
        return Status::Unregistered;
    quint32 left = pick(ordinal, StatusTopic, 1000);
    for (const auto& [status, share] : StatusPerMille) {
        if (left < share)
            return status;
        left -= share;
    }
    return Status::Active;
}

ProcessingState DemoData::processingState(quint32 ordinal) const
{
    const quint32 which = pick(ordinal, ProcessingTopic, 1000);
    return which < 25 ? ProcessingState::Error
        : which < 75  ? ProcessingState::None
                      : ProcessingState::Ok;
}

bool DemoData::correlated(quint32 ordinal) const
{
    return pick(ordinal, CorrelatedTopic, 1000) >= 18;
}

bool DemoData::isProtected(quint32 ordinal) const
{
    return pick(ordinal, ProtectedTopic, 1000) < 4;
}

bool DemoData::isOwner(quint32 ordinal) const
{
    return correlated(ordinal) && pick(ordinal, OwnerTopic, 1000) < 30;
}

Lifecycle DemoData::lifecycle(quint32 ordinal, Status status) const
{
    const quint32 which = pick(ordinal, LifecycleTopic, 1000);
    const bool manual = pick(ordinal, ManualTopic, 1000) < 40;
    if (!correlated(ordinal) || which < 12)
        return {};
    switch (status) {
    case Status::Terminated:
        return { "terminated", manual };
    case Status::Deactivated:
    case Status::Disabled:
        return { which < 500 ? "inactive" : "longTermInactive", manual };
    case Status::Unregistered:
    case Status::Pending:
        return { which < 400 ? "prehire" : "active", manual };
    case Status::Active:
    case Status::Error:
    case Status::Locked:
    case Status::Registered:
    case Status::Warning:
        return { which < 60 ? "leaveOfAbsence" : "active", manual };
    }
    Q_UNREACHABLE();
    return {};
}

Standing DemoData::standing(quint32 ordinal) const
{
    Standing standing;
    standing.rank = m_ranks[ordinal];
    // Exact but for a manager whose only report is one of the few without a manager.
    standing.isManager = quint64(standing.rank) * FanOut + 1 < m_count;
    if (standing.rank > 0 && correlated(ordinal) && pick(ordinal, ManagerTopic, 1000) >= 8)
        standing.manager = m_hierarchy[(standing.rank - 1) / FanOut];
    return standing;
}

} // namespace ic::demo
