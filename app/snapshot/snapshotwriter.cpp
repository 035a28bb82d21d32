#include "snapshot/snapshotwriter.h"

#include "snapshot/snapshotsql.h"

#include <algorithm>

namespace ic {

bool SnapshotWriter::open(const QString& path)
{
    return m_file.open(path, SqliteFile::Access::Write) && m_file.run(SnapshotSql::forWriting())
        && m_file.run(SnapshotSql::schema())
        && m_file.prepare(m_insert, SnapshotSql::insertIdentity(0));
}

int SnapshotWriter::fieldOf(const SnapshotMember& member, int before)
{
    // As a rule all rows have the same members in the same order.
    const int expected = m_next[static_cast<std::size_t>(before + 1)];
    if (expected >= 0) {
        const Field& field = m_fields[static_cast<std::size_t>(expected)];
        if (field.place == member.place && field.key == member.key)
            return expected;
    }
    const int number = lookUp(member);
    m_next[static_cast<std::size_t>(before + 1)] = number;
    return number;
}

int SnapshotWriter::lookUp(const SnapshotMember& member)
{
    m_name.clear();
    m_name += static_cast<char>(member.place);
    m_name.append(member.key.data(), member.key.size());
    const auto known = m_numbers.constFind(m_name);
    if (known != m_numbers.cend())
        return *known;
    if (m_fields.size() == MostFields)
        return -1;
    const int number = static_cast<int>(m_fields.size());
    m_fields.push_back({ member.place, member.key.toByteArray(), 0 });
    m_next.push_back(-1);
    m_numbers.insert(QByteArray(m_name.constData(), m_name.size()), number);
    return number;
}

bool SnapshotWriter::addColumns(int fields)
{
    const int wanted = std::min(fields, SnapshotSql::MostColumns);
    if (wanted == m_columns)
        return true;
    m_insert = {};
    for (; m_columns < wanted; ++m_columns) {
        if (!m_file.run(SnapshotSql::addColumn(m_columns)))
            return false;
    }
    return m_file.prepare(m_insert, SnapshotSql::insertIdentity(m_columns));
}

bool SnapshotWriter::add(qint64 number, SnapshotRowReader& row)
{
    m_values.assign(m_values.size(), {});
    QByteArray rest;
    int field = -1;
    while (const auto member = row.nextMember()) {
        field = fieldOf(*member, field);
        if (field >= 0 && member->value.isFilled())
            ++m_fields[static_cast<std::size_t>(field)].filled;
        if (field >= 0 && field < SnapshotSql::MostColumns) {
            m_values.resize(std::max(m_values.size(), static_cast<std::size_t>(field) + 1));
            m_values[static_cast<std::size_t>(field)] = member->value;
            continue;
        }
        rest += rest.isEmpty() ? '[' : ',';
        appendRest(rest, *member);
    }
    if (!rest.isEmpty())
        rest += ']';
    if (!addColumns(static_cast<int>(m_fields.size())))
        return false;
    m_insert.bind(1, number);
    m_insert.bind(2, row.isCorrelated() ? 1 : 0);
    m_insert.bind(3, static_cast<qint64>(row.hash()));
    if (!rest.isEmpty())
        m_insert.bind(4, SnapshotValue { ValueKind::Json, rest });
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_insert.bind(5 + static_cast<int>(i), m_values[i]);
    m_insert.step();
    m_insert.reset();
    return !m_file.isFailed();
}

bool SnapshotWriter::finish(const SnapshotFacts& facts)
{
    m_insert = {};
    return writeFields() && writeFacts(facts) && m_file.run(SnapshotSql::commit())
        && m_file.close();
}

bool SnapshotWriter::writeFields()
{
    SqliteStatement insert;
    if (!m_file.prepare(insert, SnapshotSql::insertField()))
        return false;
    qint64 number = 0;
    for (const Field& field : m_fields) {
        insert.bind(1, number++);
        insert.bind(2, static_cast<qint64>(field.place));
        insert.bind(3, SnapshotValue { ValueKind::Text, field.key });
        insert.bind(4, field.filled);
        insert.step();
        insert.reset();
    }
    return !m_file.isFailed();
}

bool SnapshotWriter::writeFacts(const SnapshotFacts& facts)
{
    SqliteStatement insert;
    if (!m_file.prepare(insert, SnapshotSql::insertFacts()))
        return false;
    const QByteArray json = toJson(facts);
    insert.bind(1, SnapshotValue { ValueKind::Text, json });
    insert.step();
    return !m_file.isFailed();
}

} // namespace ic
