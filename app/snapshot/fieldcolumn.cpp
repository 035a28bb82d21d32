#include "snapshot/fieldcolumn.h"

#include "api/filter/filterevaluation.h"
#include "api/filter/filterliteral.h"
#include "api/identityfields.h"
#include "base/atonce.h"
#include "base/foldedtext.h"
#include "snapshot/foldedbytes.h"

#include <QHashFunctions>
#include <QJsonValue>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace ic {

namespace {

QUtf8StringView utf8Of(const FieldReading::Value& value)
{
    return { value.bytes.data(), value.bytes.size() };
}

QString textOf(const FieldReading::Value& value)
{
    if (value.isList)
        return attributeText(JsonDocument(value.bytes.toByteArray()).root().toQt());
    return toQString(utf8Of(value));
}

bool hasTexts(const FieldReading::Value& list)
{
    const JsonDocument document(list.bytes.toByteArray());
    return !filterValue(document.root().toQt()).texts.isEmpty();
}

/// Of texts that are no longer, the same order as theirs.
std::array<quint64, 2> keyOf(QByteArrayView text)
{
    char begin[16] = {};
    std::memcpy(begin, text.data(), std::min(sizeof begin, static_cast<std::size_t>(text.size())));
    return { qFromBigEndian<quint64>(begin), qFromBigEndian<quint64>(begin + 8) };
}

std::array<quint64, 2> keyOf(qint64 number)
{
    return { static_cast<quint64>(number) ^ (quint64(1) << 63U), 0 };
}

quint32 hashOf(QByteArrayView bytes)
{
    return static_cast<quint32>(qHashBits(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

/// In how many bytes, `most` at most, the two begin alike.
qsizetype sharedBegin(QByteArrayView a, QByteArrayView b, qsizetype most)
{
    qsizetype shared = 0;
    while (shared < most && shared < b.size() && a[shared] == b[shared])
        ++shared;
    return shared;
}

template <class Code>
RowSet rowsMarked(std::span<const Code> codes, const std::vector<quint8>& marks)
{
    const auto rows = static_cast<qint64>(codes.size());
    RowSet result(rows);
    for (qint64 begin = 0; begin < rows; begin += 64) {
        const qint64 count = std::min<qint64>(64, rows - begin);
        quint64 bits = 0;
        for (qint64 i = 0; i < count; ++i) {
            const quint64 isMarked = marks[codes[static_cast<std::size_t>(begin + i)]] != 0;
            bits |= isMarked << static_cast<unsigned>(i);
        }
        result.setWord(begin / 64, bits);
    }
    return result;
}

} // namespace

quint32 FieldColumn::valueOf(qint64 row) const
{
    return withCodes([row](auto codes) { return quint32(codes[static_cast<std::size_t>(row)]); });
}

RowSet FieldColumn::rowsWith(const std::vector<quint8>& marks) const
{
    return withCodes([&](auto codes) { return rowsMarked(codes, marks); });
}

QString FieldColumn::text(quint32 value) const
{
    return textOf({ raw(value), isList(value) });
}

qint64 FieldColumn::bytes() const
{
    return m_codes.size() + m_folded.size() + m_raw.size() + qint64(m_flags.size())
        + 8 * qint64(m_foldedEnds.size() + m_rawEnds.size())
        + 4 * qint64(m_alike.size() + m_same.size() + m_lists.size());
}

FieldColumnBuilder::FieldColumnBuilder(qint64 rows)
    : m_values(1)
    , m_slots(1024)
{
    m_rowValues.reserve(static_cast<std::size_t>(rows));
}

FieldReading::Value FieldColumnBuilder::valueAt(quint32 value) const
{
    const Value& found = m_values[value];
    return { QByteArrayView(m_bytes).sliced(found.begin, found.size), found.isList };
}

void FieldColumnBuilder::add(const FieldReading::Value& value)
{
    if (value.bytes.isEmpty()) {
        m_rowValues.push_back(0);
        return;
    }
    const std::size_t known = m_values.size();
    const quint32 number = numberOf(value, hashOf(value.bytes));
    if (number == known)
        fold(m_values.back());
    m_rowValues.push_back(number);
}

void FieldColumnBuilder::append(const FieldColumnBuilder& other)
{
    std::vector<quint32> numbers(other.m_values.size());
    constexpr quint32 ahead = 16; // of what is looked up: the memory has it by then
    for (quint32 value = 1; value < numbers.size(); ++value) {
        if (value + ahead < numbers.size())
            __builtin_prefetch(&m_slots[other.m_values[value + ahead].hash & (m_slots.size() - 1)]);
        const std::size_t known = m_values.size();
        const Value& its = other.m_values[value];
        numbers[value] = numberOf(other.valueAt(value), its.hash);
        if (numbers[value] != known || its.foldedSize < 0)
            continue;
        m_values.back().foldedBegin = m_folded.size();
        m_values.back().foldedSize = its.foldedSize;
        m_folded.append(other.foldedAt(value).data(), its.foldedSize);
    }
    for (const quint32 value : other.m_rowValues)
        m_rowValues.push_back(numbers[value]);
}

quint32 FieldColumnBuilder::numberOf(const FieldReading::Value& value, quint32 hash)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_slots[slot].value != 0; slot = (slot + 1) & mask) {
        const Slot& known = m_slots[slot];
        if (known.hash == hash && valueAt(known.value) == value)
            return known.value;
    }
    const auto number = static_cast<quint32>(m_values.size());
    m_values.push_back({ .begin = m_bytes.size(),
        .size = value.bytes.size(),
        .hash = hash,
        .isList = value.isList });
    m_bytes.append(value.bytes.data(), value.bytes.size());
    m_slots[slot] = { hash, number };
    if (m_values.size() * 2 > m_slots.size())
        grow();
    return number;
}

void FieldColumnBuilder::grow()
{
    const std::vector<Slot> before = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 4));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& known : before) {
        std::size_t slot = known.hash & mask;
        while (m_slots[slot].value != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = known;
    }
}

void FieldColumnBuilder::fold(Value& value)
{
    const auto raw = QByteArrayView(m_bytes).sliced(value.begin, value.size);
    value.foldedBegin = m_folded.size();
    if (value.isList)
        m_folded += foldedText(textOf({ raw, true })).toUtf8();
    else
        appendFolded(m_folded, raw);
    if (QByteArrayView(m_folded).sliced(value.foldedBegin) == raw)
        m_folded.resize(value.foldedBegin);
    else
        value.foldedSize = m_folded.size() - value.foldedBegin;
}

QByteArrayView FieldColumnBuilder::foldedAt(quint32 value) const
{
    const Value& found = m_values[value];
    return found.foldedSize < 0
        ? valueAt(value).bytes
        : QByteArrayView(m_folded).sliced(found.foldedBegin, found.foldedSize);
}

bool FieldColumnBuilder::areNumbers() const
{
    for (quint32 value = 1; value < m_values.size(); ++value) {
        const FieldReading::Value raw = valueAt(value);
        if (raw.isList || !filterNumber(utf8Of(raw)))
            return false;
    }
    return m_values.size() > 1;
}

bool FieldColumnBuilder::comesBefore(const Sorted& a, const Sorted& b) const
{
    if (a.key[0] != b.key[0])
        return a.key[0] < b.key[0];
    if (a.key[1] != b.key[1])
        return a.key[1] < b.key[1];
    if (const int folded = foldedAt(a.value).compare(foldedAt(b.value)); folded != 0)
        return folded < 0;
    return valueAt(a.value).bytes < valueAt(b.value).bytes;
}

std::vector<FieldColumnBuilder::Sorted> FieldColumnBuilder::order(bool byNumber) const
{
    std::vector<FilterNumber> numbers(byNumber ? m_values.size() : 1);
    for (quint32 value = 1; value < numbers.size(); ++value)
        numbers[value] = *filterNumber(utf8Of(valueAt(value)));
    const bool areWhole = byNumber
        && std::all_of(numbers.begin() + 1, numbers.end(),
            [](const FilterNumber& number) { return number.whole.has_value(); });
    // What all begin with tells nothing ("+1 555 …").
    const QByteArrayView any = m_values.size() > 1 ? foldedAt(1) : QByteArrayView();
    qsizetype shared = any.size();
    for (quint32 value = 2; value < m_values.size(); ++value)
        shared = std::min(shared, sharedBegin(any, foldedAt(value), shared));
    std::vector<Sorted> order(1);
    order.reserve(m_values.size());
    for (quint32 value = 1; value < m_values.size(); ++value) {
        order.push_back(
            { areWhole ? keyOf(*numbers[value].whole) : keyOf(foldedAt(value).sliced(shared)),
                value });
    }
    sortAtOnce(order.begin() + 1, order.end(),
        [this](const Sorted& a, const Sorted& b) { return comesBefore(a, b); });
    if (byNumber && !areWhole) {
        std::stable_sort(order.begin() + 1, order.end(), [&](const Sorted& a, const Sorted& b) {
            return std::is_lt(numbers[a.value].compare(numbers[b.value]));
        });
    }
    return order;
}

std::shared_ptr<const FieldColumn> FieldColumnBuilder::take()
{
    m_slots = {};
    const auto column = std::make_shared<FieldColumn>();
    column->m_isNumeric = areNumbers();
    write(*column, order(column->m_isNumeric));
    return column;
}

void FieldColumnBuilder::findSame(FieldColumn& column)
{
    for (quint32 value = 0; value < column.values(); ++value) {
        quint32 first = column.firstAlike(value);
        while (first < value && column.text(first) != column.text(value))
            ++first;
        column.m_same.push_back(first);
    }
}

void FieldColumnBuilder::write(FieldColumn& column, const std::vector<Sorted>& order) const
{
    std::vector<quint32> numbers(m_values.size());
    column.m_flags.reserve(m_values.size());
    column.m_foldedEnds.reserve(m_values.size());
    column.m_rawEnds.reserve(m_values.size());
    column.m_alike.reserve(m_values.size());
    column.m_folded.reserve(m_bytes.size());
    quint32 alike = 0;
    bool areAlike = false;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const quint32 value = order[place].value;
        const QByteArrayView folded = value == 0 ? QByteArrayView() : foldedAt(value);
        const FieldReading::Value raw = valueAt(value);
        if (raw.isList && !hasTexts(raw))
            continue; // a list of nothing is no value
        const auto number = static_cast<quint32>(column.m_flags.size());
        numbers[value] = number;
        if (alike == 0 || folded != column.folded(alike))
            alike = number;
        areAlike = areAlike || alike != number;
        const bool isSame = m_values[value].foldedSize < 0;
        column.m_flags.push_back(quint8(
            (isSame ? FieldColumn::SameAsFolded : 0) | (raw.isList ? FieldColumn::List : 0)));
        column.m_folded.append(folded.data(), folded.size());
        column.m_foldedEnds.push_back(static_cast<quint64>(column.m_folded.size()));
        if (!isSame)
            column.m_raw.append(raw.bytes.data(), raw.bytes.size());
        column.m_rawEnds.push_back(static_cast<quint64>(column.m_raw.size()));
        column.m_alike.push_back(alike);
        if (raw.isList)
            column.m_lists.push_back(number);
    }
    if (!areAlike)
        column.m_alike = {};
    if (column.m_raw.isEmpty())
        column.m_rawEnds = {};
    column.m_folded.squeeze();
    column.m_raw.squeeze();
    if (!column.m_lists.empty())
        findSame(column);
    column.m_rows = static_cast<qint64>(m_rowValues.size());
    const std::size_t count = column.m_flags.size();
    column.m_width = count <= 0x100 ? 1 : count <= 0x10000 ? 2 : 4;
    column.m_codes.resize(column.m_rows * column.m_width);
    const auto put = [&](auto* codes) {
        for (const quint32 value : m_rowValues)
            *codes++ = static_cast<std::remove_pointer_t<decltype(codes)>>(numbers[value]);
    };
    char* const codes = column.m_codes.data();
    if (column.m_width == 1)
        put(reinterpret_cast<quint8*>(codes));
    else if (column.m_width == 2)
        put(reinterpret_cast<quint16*>(codes));
    else
        put(reinterpret_cast<quint32*>(codes));
}

} // namespace ic
