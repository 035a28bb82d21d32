#include "snapshot/searchtext.h"

#include "api/filter/filterevaluation.h"
#include "base/foldedtext.h"

#include <algorithm>
#include <cstring>

namespace ic {

namespace {

constexpr char Separator = '\xff'; // no text has it
constexpr qsizetype MostLists = 10'000; ///< different ones that are remembered

} // namespace

SearchText::SearchText(const QString& folder, bool exact)
    : m_exact(exact)
    , m_bytes(folder)
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
    m_ends.reserve(static_cast<std::size_t>(reader.facts().count));
    quint64 end = m_ends.empty() ? 0 : m_ends.back();
    const auto first = static_cast<qint64>(m_ends.size());
    const bool isScanned = reader.scan(
        true, columns,
        [&](const SnapshotReader::Row& row) {
            m_row.resize(0);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const SnapshotValue value = row.value(i);
                addValue(i < readings.size() ? readings[i].of(value) : attributeValue(value));
            }
            visitRest(row.rest().bytes, [this](const SnapshotMember& member) {
                if (member.place == MemberPlace::Attribute)
                    addValue(attributeValue(member.value));
            });
            m_bytes.append(m_row);
            end += static_cast<quint64>(m_row.size());
            m_ends.push_back(end);
            return !stop;
        },
        first);
    if (stop)
        return Outcome::Stopped;
    if (!isScanned)
        return Outcome::FileFailed;
    m_lists.clear();
    m_isRead = m_bytes.finish();
    return m_isRead ? Outcome::Read : Outcome::NotKept;
}

void SearchText::addValue(const FieldReading::Value& value)
{
    if (value.bytes.isEmpty())
        return;
    if (value.isList)
        m_row += elementsOf(value.bytes);
    else
        addText(value.bytes);
}

void SearchText::addText(QByteArrayView text)
{
    const qsizetype begin = m_row.size();
    m_row.append(text.data(), text.size());
    if (!m_exact) {
        unsigned char all = 0;
        for (const char c : text)
            all |= static_cast<unsigned char>(c);
        if (all >= 0x80) {
            m_row.resize(begin);
            m_row += foldedText(toQString(QUtf8StringView(text.data(), text.size()))).toUtf8();
        } else {
            for (char* c = m_row.data() + begin; c != m_row.data() + m_row.size(); ++c)
                *c = static_cast<char>(*c + (*c >= 'A' && *c <= 'Z' ? 'a' - 'A' : 0));
        }
    }
    m_row += Separator;
}

QByteArray SearchText::elementsOf(QByteArrayView list)
{
    const QByteArray json = list.toByteArray();
    if (const auto known = m_lists.constFind(json); known != m_lists.cend())
        return *known;
    const QByteArray row = std::exchange(m_row, {});
    for (const QString& text : filterValue(JsonDocument(json).root().toQt()).texts)
        addText(text.toUtf8());
    const QByteArray elements = std::exchange(m_row, row);
    if (m_lists.size() < MostLists)
        m_lists.insert(json, elements);
    return elements;
}

RowSet SearchText::rowsWith(const QByteArray& part, const std::atomic_bool& stop) const
{
    RowSet rows(static_cast<qint64>(m_ends.size()));
    const QByteArrayView all = m_bytes.view();
    auto row = m_ends.begin();
    quint64 from = 0;
    while (row != m_ends.end() && !stop) {
        const auto rest = static_cast<std::size_t>(all.size()) - from;
        const void* const found = rest == 0 ? nullptr
                                            : ::memmem(all.data() + from, rest, part.constData(),
                                                static_cast<std::size_t>(part.size()));
        if (!found)
            break;
        const auto at = static_cast<quint64>(static_cast<const char*>(found) - all.data());
        row = std::upper_bound(row, m_ends.end(), at);
        rows.insert(row - m_ends.begin());
        from = *row++;
    }
    return rows;
}

} // namespace ic
