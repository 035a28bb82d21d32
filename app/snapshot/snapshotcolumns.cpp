#include "snapshot/snapshotcolumns.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isFirstName(const FilterSubject& subject)
{
    return subject.field == FilterField::FirstName || subject.field == FilterField::LastName;
}

} // namespace

/// A column that is being read.
struct SnapshotColumns::Work
{
    /// Some of the rows, read at the same time as others.
    struct Part
    {
        std::optional<FieldReading> reading;
        FieldColumnBuilder builder;
    };

    FilterSubject subject;
    int column = -1; ///< in the file
    std::size_t place = 0; ///< among the columns that are read
    std::vector<Part> parts;

    void add(std::size_t number, const SnapshotReader::Row& row)
    {
        Part& part = parts[number];
        if (subject.field == FilterField::Correlated)
            part.builder.add({ row.isCorrelated() ? "true" : "false" });
        else if (column >= 0)
            part.builder.add(part.reading->of(row.value(place)));
        else
            addFromRest(part, row);
    }
    static void addFromRest(Part& part, const SnapshotReader::Row& row)
    {
        FieldReading& reading = *part.reading;
        bool isFound = false;
        visitRest(row.rest().bytes, [&](const SnapshotMember& member) {
            if (!isFound && member.place == reading.place() && member.key == reading.key()) {
                isFound = true;
                part.builder.add(reading.of(member.value));
            }
        });
        if (!isFound)
            part.builder.add(reading.of({}));
    }
    std::shared_ptr<const FieldColumn> take()
    {
        for (std::size_t part = 1; part < parts.size(); ++part)
            parts.front().builder.append(std::exchange(parts[part].builder, FieldColumnBuilder(0)));
        return parts.front().builder.take();
    }
};

SnapshotColumns::Name SnapshotColumns::nameOf(const FilterSubject& subject)
{
    // They are attributes like others.
    if (isFirstName(subject))
        return { FilterField::Attribute, filterFieldInfo(subject.field).apiName };
    return { subject.field, subject.attribute };
}

std::optional<ApiError> SnapshotColumns::load(
    const QList<FilterSubject>& subjects, const std::atomic_bool& stop)
{
    std::vector<Work> works;
    std::vector<int> columns;
    bool withRest = false;
    const std::vector<qint64> from = m_reader.beginnings();
    ++m_uses;
    const auto plan = [&](const FilterSubject& subject) {
        const auto isThis = [&](const Work& w) { return nameOf(w.subject) == nameOf(subject); };
        const auto kept = m_columns.find(nameOf(subject));
        if (kept != m_columns.end())
            kept->second.lastUse = m_uses;
        if (kept != m_columns.end() || std::ranges::any_of(works, isThis))
            return;
        Work work { subject, -1, columns.size(), {} };
        std::optional<FieldReading> reading;
        if (subject.field != FilterField::Correlated) {
            reading.emplace(subject);
            for (const SnapshotField& field : m_reader.fields()) {
                if (field.place == reading->place() && field.key == reading->key())
                    work.column = field.column;
            }
            if (work.column >= 0)
                columns.push_back(work.column);
        }
        for (std::size_t part = 0; part < m_reader.parts(); ++part) {
            const qint64 reserved = part == 0 ? rows() : from[part + 1] - from[part];
            work.parts.push_back({ reading, FieldColumnBuilder(reserved) });
        }
        withRest = withRest || work.column < 0;
        works.push_back(std::move(work));
    };
    for (const FilterSubject& subject : subjects) {
        if (subject.field != FilterField::AnyField)
            plan(subject);
        else if (const auto problem = loadSearchText(stop))
            return problem;
    }
    if (works.empty())
        return std::nullopt;
    const bool isRead = m_reader.scanParts(
        withRest, columns, from, [&](std::size_t part, const SnapshotReader::Row& row) {
            for (Work& work : works)
                work.add(part, row);
            return !stop;
        });
    if (!isRead)
        return m_reader.error();
    for (Work& work : works) {
        if (stop)
            return ApiError { .kind = ApiError::Kind::Cancelled };
        m_columns.emplace(nameOf(work.subject), Kept { work.take(), m_uses });
    }
    makeRoom();
    return std::nullopt;
}

void SnapshotColumns::makeRoom()
{
    while (bytes() > m_mostBytes) {
        const auto oldest = std::ranges::min_element(
            m_columns, {}, [](const auto& one) { return one.second.lastUse; });
        if (oldest->second.lastUse == m_uses)
            return; // they are needed together
        m_columns.erase(oldest);
    }
}

qint64 SnapshotColumns::bytes() const
{
    qint64 bytes = 0;
    for (const auto& [name, kept] : m_columns)
        bytes += kept.column->bytes();
    return bytes;
}

const FieldColumn& SnapshotColumns::column(const FilterSubject& subject) const
{
    return *m_columns.at(nameOf(subject)).column;
}

std::optional<ApiError> SnapshotColumns::loadSearchText(const std::atomic_bool& stop)
{
    if (!m_searchText)
        m_searchText = std::make_unique<SearchText>(m_reader.folder(), m_exact);
    SearchText::Outcome outcome = m_searchText->read(m_reader, stop);
    if (outcome == SearchText::Outcome::NotKept) {
        m_searchText = std::make_unique<SearchText>(QString(), m_exact); // in memory
        outcome = m_searchText->read(m_reader, stop);
    }
    switch (outcome) {
    case SearchText::Outcome::Read:
        return std::nullopt;
    case SearchText::Outcome::Stopped:
        return ApiError { .kind = ApiError::Kind::Cancelled };
    case SearchText::Outcome::FileFailed:
        return m_reader.error();
    case SearchText::Outcome::NotKept:
        break; // memory has room
    }
    Q_UNREACHABLE();
}

} // namespace ic
