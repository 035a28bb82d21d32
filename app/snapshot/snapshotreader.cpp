#include "snapshot/snapshotreader.h"

#include "api/jsondocument.h"
#include "files/jsonlines.h"
#include "snapshot/snapshotsql.h"
#include "snapshot/snapshotwriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

} // namespace

Expected<std::unique_ptr<SnapshotReader>> SnapshotReader::open(const QString& path)
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
    return !m_file.isFailed()
        && m_file.prepare(m_identity, SnapshotSql::identity(static_cast<int>(m_names.size())));
}

bool SnapshotReader::scan(bool withRest, const std::vector<int>& columns,
    const std::function<bool(const Row&)>& visit, qint64 first)
{
    SqliteStatement statement;
    if (!m_file.prepare(statement, SnapshotSql::scan(withRest && m_hasRest, columns)))
        return false;
    statement.bind(1, first + 1);
    Row row { first, statement };
    for (; statement.step(); ++row.number) {
        if (!visit(row))
            return true;
    }
    return !m_file.isFailed();
}

bool SnapshotReader::goTo(qint64 row)
{
    m_identity.reset();
    m_identity.bind(1, row + 1);
    return m_identity.step();
}

bool SnapshotReader::visitMembers(
    qint64 row, const std::function<void(const SnapshotMember&)>& visit)
{
    if (!goTo(row))
        return false;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const SnapshotValue value = valueAt(static_cast<int>(i));
        if (value.kind != ValueKind::Absent)
            visit({ m_fields[i].place, m_fields[i].key, value });
    }
    visitRest(m_identity.value(0).bytes, visit);
    return true;
}

bool SnapshotReader::appendRecord(QByteArray& target, qint64 row)
{
    // Of the top, then of the objects in it.
    std::array<QByteArray, NestedObjects.size() + 1> members;
    if (!goTo(row))
        return false;
    const auto add = [&](MemberPlace place, QByteArrayView name, const SnapshotValue& value) {
        QByteArray& object = members.at(static_cast<std::size_t>(place));
        if (!object.isEmpty())
            object += ',';
        object.append(name.data(), name.size());
        appendJson(object, value);
    };
    bool isWhole = false;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const SnapshotValue value = valueAt(static_cast<int>(i));
        if (value.kind == ValueKind::Absent)
            continue;
        isWhole = m_fields[i].place == MemberPlace::Whole;
        if (isWhole) {
            appendJson(target, value);
            return true;
        }
        add(m_fields[i].place, m_names[i], value);
    }
    visitRest(m_identity.value(0).bytes, [&](const SnapshotMember& member) {
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
        return true;
    for (const NestedObject& nested : NestedObjects) {
        const QByteArray& object = members.at(static_cast<std::size_t>(nested.place));
        if (!object.isEmpty()) {
            const QByteArray name = '"' + nested.key.toByteArray() + "\":{";
            add(MemberPlace::Top, name, { ValueKind::Json, QByteArray(object + '}') });
        }
    }
    target += '{' + members.front() + '}';
    return true;
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
