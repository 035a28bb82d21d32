#include "demo/demodata.h"

#include "demo/jsontext.h"

#include <algorithm>
#include <array>

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
};

constexpr quint32 FanOut = 8;

// Positions of the unsorted order where names that test plain-text display are put, so that the
// first screen has some.
constexpr quint32 AwkwardPositions[] = { 3, 7, 11, 16, 22, 29, 37, 46 };

constexpr std::array<std::pair<Status, quint32>, StatusCount> StatusPerMille { {
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
} };

std::optional<quint64> hexNumber(QByteArrayView digits)
{
    quint64 number = 0;
    for (const char c : digits) {
        const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0)
            return {};
        number = (number << 4) | quint64(value);
    }
    return number;
}

} // namespace

QByteArrayView statusName(Status status)
{
    switch (status) {
    case Status::Active:
        return "ACTIVE";
    case Status::Deactivated:
        return "DEACTIVATED";
    case Status::Disabled:
        return "DISABLED";
    case Status::Error:
        return "ERROR";
    case Status::Locked:
        return "LOCKED";
    case Status::Pending:
        return "PENDING";
    case Status::Registered:
        return "REGISTERED";
    case Status::Terminated:
        return "TERMINATED";
    case Status::Unregistered:
        return "UNREGISTERED";
    case Status::Warning:
        return "WARNING";
    }
    Q_UNREACHABLE();
    return {};
}

DemoData::DemoData(quint64 seed, quint32 count)
    : m_seed(seed)
    , m_count(count)
    , m_naming(seed, count)
    , m_unsorted(seededHash(seed, 0, UnsortedTopic), count)
    , m_hierarchy(seededHash(seed, 0, HierarchyTopic), count)
{
    if (count < 1000)
        return;
    std::vector<quint32> awkward;
    for (quint32 ordinal = 0; ordinal < count && awkward.size() < std::size(AwkwardPositions);) {
        const Naming::Parts parts = m_naming.parts(ordinal);
        if (m_naming.isAwkward(parts)
            && (awkward.empty() || m_naming.parts(awkward.back()).lead != parts.lead)) {
            awkward.push_back(ordinal);
        }
        // Leads are sorted, so that the next one is never far; a million are not all looked at.
        ordinal += std::max(1u, count / 20000);
    }
    for (size_t i = 0; i < awkward.size(); ++i) {
        const quint32 position = AwkwardPositions[i];
        const quint32 other = m_unsorted.positionOf(awkward[i]);
        const bool taken = std::any_of(m_swaps.begin(), m_swaps.end(),
            [&](const auto& swap) { return swap.first == other || swap.first == position; });
        if (taken || other == position)
            continue;
        m_swaps.emplace_back(position, awkward[i]);
        m_swaps.emplace_back(other, m_unsorted.at(position));
    }
}

QByteArray DemoData::idFor(quint64 seed, quint32 ordinal)
{
    const quint64 high = mix64(ordinal ^ seededHash(seed, 0, IdTopic));
    return hexId(high, seededHash(seed, high, IdCheckTopic));
}

std::optional<quint32> DemoData::ordinalOf(QByteArrayView id) const
{
    if (id.size() != 32)
        return {};
    const auto high = hexNumber(id.first(16));
    const auto low = hexNumber(id.sliced(16));
    if (!high || !low || *low != seededHash(m_seed, *high, IdCheckTopic))
        return {};
    const quint64 ordinal = unmix64(*high) ^ seededHash(m_seed, 0, IdTopic);
    return ordinal < m_count ? std::optional(quint32(ordinal)) : std::nullopt;
}

quint32 DemoData::unsorted(quint32 position) const
{
    for (const auto& [swapped, ordinal] : m_swaps) {
        if (swapped == position)
            return ordinal;
    }
    return m_unsorted.at(position);
}

bool DemoData::hasEmail(quint32 ordinal) const
{
    return pick(ordinal, EmailTopic, 1000) >= 15;
}

QString DemoData::email(quint32 ordinal) const
{
    return m_naming.alias(ordinal) + u'@' + QString::fromLatin1(emailDomain(ordinal));
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
    standing.rank = m_hierarchy.positionOf(ordinal);
    // Exact but for a manager whose only report is one of the few without a manager.
    standing.isManager = quint64(standing.rank) * FanOut + 1 < m_count;
    if (standing.rank > 0 && correlated(ordinal) && pick(ordinal, ManagerTopic, 1000) >= 8)
        standing.manager = m_hierarchy.at((standing.rank - 1) / FanOut);
    return standing;
}

} // namespace ic::demo
