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
    FilterSubject subject;
    std::optional<FieldReading> reading;
    int column = -1; ///< in the file
    std::size_t place = 0; ///< among the columns that are read
    FieldColumnBuilder builder;

    void add(const SnapshotReader::Row& row)
    {
        if (subject.field == FilterField::Correlated)
            builder.add({ row.isCorrelated() ? "true" : "false" });
        else if (column >= 0)
            builder.add(reading->of(row.value(place)));
        else
            addFromRest(row);
    }
    void addFromRest(const SnapshotReader::Row& row)
    {
        bool isFound = false;
        visitRest(row.rest().bytes, [&](const SnapshotMember& member) {
            if (!isFound && member.place == reading->place() && member.key == reading->key()) {
                isFound = true;
                builder.add(reading->of(member.value));
            }
        });
        if (!isFound)
            builder.add(reading->of({}));
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
    ++m_uses;
    const auto plan = [&](const FilterSubject& subject) {
        const auto isThis = [&](const Work& w) { return nameOf(w.subject) == nameOf(subject); };
        const auto kept = m_columns.find(nameOf(subject));
        if (kept != m_columns.end())
            kept->second.lastUse = m_uses;
        if (kept != m_columns.end() || std::ranges::any_of(works, isThis))
            return;
        Work work { subject, {}, -1, columns.size(), FieldColumnBuilder(rows()) };
        if (subject.field != FilterField::Correlated) {
            work.reading.emplace(subject);
            for (const SnapshotField& field : m_reader.fields()) {
                if (field.place == work.reading->place() && field.key == work.reading->key())
                    work.column = field.column;
            }
            if (work.column >= 0)
                columns.push_back(work.column);
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
    const bool isRead = m_reader.scan(withRest, columns, [&](const SnapshotReader::Row& row) {
        for (Work& work : works)
            work.add(row);
        return !stop;
    });
    if (!isRead)
        return m_reader.error();
    for (Work& work : works) {
        if (stop)
            return ApiError { .kind = ApiError::Kind::Cancelled };
        m_columns.emplace(nameOf(work.subject), Kept { work.builder.take(), m_uses });
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
