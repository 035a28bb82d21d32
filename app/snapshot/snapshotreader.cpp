#include "snapshot/snapshotreader.h"

#include "api/jsondocument.h"
#include "files/jsonlines.h"
#include "snapshot/snapshotsql.h"
#include "snapshot/snapshotwriter.h"

#include "base/atonce.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <charconv>

namespace ic {

namespace {

constexpr int MostParts = 4; // read at once: each has a connection of its own

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

} // namespace

Expected<std::unique_ptr<SnapshotReader>> SnapshotReader::open(const QString& path)
{
    auto opened = openOne(path);
    if (!opened)
        return opened;
    std::unique_ptr<SnapshotReader> reader = std::move(opened).value();
    const int parts = std::min(QThread::idealThreadCount(), MostParts);
    while (std::ssize(reader->m_others) + 1 < parts) {
        auto other = openOne(path);
        if (!other || (*other)->m_facts != reader->m_facts)
            break; // another one took its name: this one reads everything itself
        reader->m_others.push_back(std::move(other).value());
    }
    return reader;
}

SnapshotReader::~SnapshotReader() = default;

Expected<std::unique_ptr<SnapshotReader>> SnapshotReader::openOne(const QString& path)
{
    std::unique_ptr<SnapshotReader> reader(new SnapshotReader);
    if (!reader->read(path))
        return reader->error();
    if (reader->m_facts.count < 0) {
        ApiError error = reader->error();
        error.detail = Texts::tr("%1 is of another version of this program")
                           .arg(QDir::toNativeSeparators(path));
        return error;
    }
    return reader;
}

bool SnapshotReader::read(const QString& path)
{
    m_folder = QFileInfo(path).absolutePath();
    SqliteStatement version;
    SqliteStatement facts;
    if (!m_file.open(path, SqliteFile::Access::Read) || !m_file.run(SnapshotSql::forReading())
        || !m_file.prepare(version, SnapshotSql::version()) || !version.step())
        return false;
    if (version.number(0) != SnapshotSql::Version) {
        m_facts.count = -1;
        return true;
    }
    if (!m_file.prepare(facts, SnapshotSql::facts()) || !facts.step())
        return false;
    m_facts = snapshotFactsFromJson(facts.value(0).bytes.toByteArray());
    return readFields();
}

bool SnapshotReader::readFields()
{
    SqliteStatement fields;
    if (!m_file.prepare(fields, SnapshotSql::fields()))
        return false;
    while (fields.step()) {
        const auto number = static_cast<int>(fields.number(0));
        const bool hasColumn = number < SnapshotSql::MostColumns;
        const QByteArray key = fields.value(2).bytes.toByteArray();
        m_fields.push_back({ hasColumn ? number : -1, static_cast<MemberPlace>(fields.number(1)),
            key, fields.number(3) });
        m_hasRest = m_hasRest || !hasColumn;
        if (hasColumn) {
            QByteArray name;
            appendJson(name, QUtf8StringView(key));
            m_names.push_back(name + ':');
        }
    }
    return !m_file.isFailed();
}

bool SnapshotReader::scan(bool withRest, const std::vector<int>& columns,
    const std::function<bool(const Row&)>& visit, qint64 begin, qint64 end)
{
    SqliteStatement statement;
    if (!m_file.prepare(statement, SnapshotSql::scan(withRest && m_hasRest, columns)))
        return false;
    statement.bind(1, begin + 1);
    statement.bind(2, end);
    Row row { begin, statement };
    for (; statement.step(); ++row.number) {
        if (!visit(row))
            return true;
    }
    return !m_file.isFailed();
}

std::vector<qint64> SnapshotReader::beginnings() const
{
    const qint64 words = (m_facts.count + 63) / 64;
    std::vector<qint64> beginnings;
    for (std::size_t part = 0; part < parts(); ++part)
        beginnings.push_back(words * qint64(part) / qint64(parts()) * 64);
    beginnings.push_back(m_facts.count);
    return beginnings;
}

bool SnapshotReader::scanParts(bool withRest, const std::vector<int>& columns,
    const std::vector<qint64>& from, const std::function<bool(std::size_t part, const Row&)>& visit)
{
    const std::vector<qint64> beginnings = this->beginnings();
    std::vector<quint8> isRead(parts());
    atOnce(parts(), [&](std::size_t part) {
        SnapshotReader& reader = part == 0 ? *this : *m_others[part - 1];
        isRead[part] = reader.scan(
            withRest, columns, [&](const Row& row) { return visit(part, row); }, from[part],
            beginnings[part + 1]);
    });
    return std::ranges::all_of(isRead, std::identity());
}

ApiError SnapshotReader::error() const
{
    for (const auto& other : m_others) {
        if (!isFailed() && other->isFailed())
            return other->error();
    }
    return m_file.error();
}

bool SnapshotReader::choose(
    std::span<const quint32> rows, const std::optional<QByteArrayList>& attributes)
{
    std::vector<int> columns;
    for (std::size_t field = 0; field < m_names.size(); ++field) {
        if (!attributes || m_fields[field].place != MemberPlace::Attribute
            || attributes->contains(m_fields[field].key))
            columns.push_back(m_fields[field].column);
    }
    m_chosen.reset();
    if (m_wanted.isEmpty() || columns != m_columns) {
        if (!m_file.prepare(m_chosen, SnapshotSql::chosen(m_hasRest, columns)))
            return false;
        m_columns = std::move(columns);
    }
    m_wanted = "[";
    for (const quint32 row : rows) {
        char number[24];
        const char* const end
            = std::to_chars(std::begin(number), std::end(number), qint64(row) + 1).ptr;
        if (m_wanted.size() > 1)
            m_wanted += ',';
        m_wanted.append(number, end - number);
    }
    m_wanted += ']';
    m_chosen.bind(1, SnapshotValue { ValueKind::Text, m_wanted });
    return true;
}

void SnapshotReader::visitMembers(const std::function<void(const SnapshotMember&)>& visit) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const SnapshotValue value = chosenRow().value(i);
        const SnapshotField& field = m_fields[static_cast<std::size_t>(m_columns[i])];
        if (value.kind != ValueKind::Absent)
            visit({ field.place, field.key, value });
    }
    visitRest(chosenRow().rest().bytes, visit);
}

bool SnapshotReader::appendRecords(QByteArray& target, std::span<const quint32> rows,
    const std::optional<QByteArrayList>& attributes)
{
    if (!choose(rows, attributes))
        return false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!next())
            return false;
        if (row > 0)
            target += ',';
        appendRecord(target);
    }
    m_chosen.reset();
    return true;
}

void SnapshotReader::appendRecord(QByteArray& target)
{
    for (QByteArray& object : m_objects)
        object.resize(0);
    const auto add = [&](MemberPlace place, QByteArrayView name, const SnapshotValue& value) {
        QByteArray& object = m_objects.at(static_cast<std::size_t>(place));
        object += object.isEmpty() ? '{' : ',';
        object.append(name.data(), name.size());
        appendJson(object, value);
    };
    const Row row = chosenRow();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const SnapshotValue value = row.value(i);
        const auto column = static_cast<std::size_t>(m_columns[i]);
        if (value.kind == ValueKind::Absent)
            continue;
        if (m_fields[column].place == MemberPlace::Whole) {
            appendJson(target, value);
            return;
        }
        add(m_fields[column].place, m_names[column], value);
    }
    bool isWhole = false;
    visitRest(row.rest().bytes, [&](const SnapshotMember& member) {
        if (member.place == MemberPlace::Whole) {
            isWhole = true;
            appendJson(target, member.value);
            return;
        }
        QByteArray name;
        appendJson(name, QUtf8StringView(member.key.data(), member.key.size()));
        add(member.place, name + ':', member.value);
    });
    if (isWhole)
        return;
    for (const NestedObject& nested : NestedObjects) {
        QByteArray& object = m_objects.at(static_cast<std::size_t>(nested.place));
        if (object.isEmpty())
            continue;
        object += '}';
        add(MemberPlace::Top, nested.name, { ValueKind::Json, object });
    }
    target += m_objects.front().isEmpty() ? "{" : m_objects.front();
    target += '}';
}

void visitRest(QByteArrayView rest, const std::function<void(const SnapshotMember&)>& visit)
{
    if (rest.isEmpty())
        return;
    const JsonDocument document(rest.toByteArray());
    for (const JsonValue& element : document.root().elements()) {
        const std::vector<JsonValue> parts = element.elements();
        const QUtf8StringView key = parts.at(1).text();
        QByteArray json;
        visit({ static_cast<MemberPlace>(parts.at(0).toQt().toInt()),
            QByteArrayView(key.data(), key.size()), snapshotValue(parts.at(2), json) });
    }
}

} // namespace ic
