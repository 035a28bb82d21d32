#include "snapshot/searchtext.h"

#include "api/filter/filterevaluation.h"
#include "base/atonce.h"
#include "snapshot/containedtext.h"
#include "snapshot/foldedbytes.h"

#include <cstring>

namespace ic {

namespace {

constexpr char Separator = '\xff'; // no text has it
constexpr qsizetype MostLists = 10'000; ///< different ones that are remembered

} // namespace

SearchText::SearchText(const QString& folder, bool exact)
    : m_exact(exact)
    , m_folder(folder)
{
}

SearchText::Outcome SearchText::read(SnapshotReader& reader, const std::atomic_bool& stop)
{
    if (m_isRead)
        return Outcome::Read;
    std::vector<FieldReading> readings;
    std::vector<int> columns;
    for (const FilterField field : { FilterField::Name, FilterField::Alias, FilterField::Email }) {
        FieldReading reading({ field, {} });
        for (const SnapshotField& known : reader.fields()) {
            if (known.place == reading.place() && known.key == reading.key() && known.column >= 0) {
                columns.push_back(known.column);
                readings.push_back(std::move(reading));
                break;
            }
        }
    }
    for (const SnapshotField& known : reader.fields()) {
        if (known.place == MemberPlace::Attribute && known.column >= 0)
            columns.push_back(known.column);
    }
    std::vector each(reader.parts(), readings);
    std::vector<qint64> from = reader.beginnings();
    m_rows = from.back();
    for (std::size_t part = 0; part < reader.parts(); ++part) {
        if (m_parts.size() == part) {
            m_parts.push_back(std::make_unique<Part>(m_folder));
            m_parts[part]->begin = from[part];
            m_parts[part]->ends.reserve(static_cast<std::size_t>(from[part + 1] - from[part]));
        }
        from[part] = m_parts[part]->next();
    }
    const bool isScanned = reader.scanParts(
        true, columns, from, [&](std::size_t number, const SnapshotReader::Row& row) {
            Part& part = *m_parts[number];
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const SnapshotValue value = row.value(i);
                addValue(
                    part, i < readings.size() ? each[number][i].of(value) : attributeValue(value));
            }
            visitRest(row.rest().bytes, [&](const SnapshotMember& member) {
                if (member.place == MemberPlace::Attribute)
                    addValue(part, attributeValue(member.value));
            });
            part.ends.push_back(static_cast<quint64>(part.bytes.size()));
            part.bytes.keep();
            return !stop;
        });
    if (stop)
        return Outcome::Stopped;
    if (!isScanned)
        return Outcome::FileFailed;
    m_isRead = true;
    for (const auto& part : m_parts) {
        part->lists.clear();
        m_isRead = part->bytes.finish() && m_isRead;
    }
    return m_isRead ? Outcome::Read : Outcome::NotKept;
}

void SearchText::addValue(Part& part, const FieldReading::Value& value) const
{
    if (value.isList)
        addList(part, value.bytes);
    else if (!value.bytes.isEmpty())
        addText(part.bytes, value.bytes);
}

void SearchText::addText(KeptBytes& target, QByteArrayView text) const
{
    char* to = target.room(text.size() + 1);
    qsizetype size = m_exact ? 0 : copyLowered(to, text);
    if (size < text.size()) {
        QByteArray other;
        if (m_exact)
            other = QByteArray::fromRawData(text.data(), text.size());
        else
            appendFolded(other, text);
        size = other.size();
        to = target.room(size + 1);
        std::memcpy(to, other.constData(), static_cast<std::size_t>(size));
    }
    to[size] = Separator;
    target.wrote(size + 1);
}

void SearchText::addList(Part& part, QByteArrayView list) const
{
    QByteArray json = list.toByteArray();
    auto known = part.lists.constFind(json);
    if (known == part.lists.cend()) {
        QByteArrayList texts;
        for (const QString& text : filterValue(JsonDocument(json).root().toQt()).texts)
            texts += text.toUtf8();
        if (part.lists.size() == MostLists)
            part.lists.clear();
        known = part.lists.insert(json, texts);
    }
    for (const QByteArray& text : *known)
        addText(part.bytes, text);
}

RowSet SearchText::rowsWith(const QByteArray& part, const std::atomic_bool& stop) const
{
    RowSet rows(m_rows);
    atOnce(m_parts.size(), [&](std::size_t i) {
        const Part& some = *m_parts[i];
        forEachContaining(some.bytes.view(), some.ends, part, [&](qint64 row) {
            rows.insert(some.begin + row);
            return !stop;
        });
    });
    return rows;
}

} // namespace ic
