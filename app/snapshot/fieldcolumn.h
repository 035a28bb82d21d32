#pragma once

#include "snapshot/containedtext.h"
#include "snapshot/fieldreading.h"
#include "snapshot/rowset.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace ic {

/// One field of all rows: its different values, each once, and which of them each row has. So a
/// condition is asked once for each value, an order compares numbers, and a group is counting.
/// Immutable.
///
/// Value 0 is no value. The others are in their order: of foldedText(), or of numbers where all
/// are; so equal ones stand together.
class FieldColumn
{
public:
    qint64 rows() const { return m_rows; }
    quint32 values() const { return static_cast<quint32>(m_flags.size()); }

    quint32 valueOf(qint64 row) const;
    /// Calls visit(span of the value of each row), in as few bytes as there can be.
    template <class Visit> decltype(auto) withCodes(const Visit& visit) const
    {
        const auto count = static_cast<std::size_t>(m_rows);
        if (m_width == 1)
            return visit(std::span(reinterpret_cast<const quint8*>(m_codes.data()), count));
        if (m_width == 2)
            return visit(std::span(reinterpret_cast<const quint16*>(m_codes.data()), count));
        return visit(std::span(reinterpret_cast<const quint32*>(m_codes.data()), count));
    }
    /// Those whose value has a mark other than 0.
    RowSet rowsWith(const std::vector<quint8>& marks) const;

    bool isList(quint32 value) const { return (m_flags[value] & List) != 0; }
    /// In UTF-8: the text, or the JSON of a list.
    QByteArrayView raw(quint32 value) const
    {
        return (m_flags[value] & SameAsFolded) != 0 ? folded(value)
                                                    : slice(m_raw, m_rawEnds, value);
    }
    /// foldedText() of what a person reads, in UTF-8.
    QByteArrayView folded(quint32 value) const { return slice(m_folded, m_foldedEnds, value); }
    /// Calls visit() for the values whose folded() contains `part`, which is not empty.
    template <class Visit> void forEachContaining(QByteArrayView part, const Visit& visit) const
    {
        ic::forEachContaining(m_folded, m_foldedEnds, part, [&](qint64 value) {
            visit(static_cast<quint32>(value));
            return true;
        });
    }
    /// What a person reads; lists joined.
    QString text(quint32 value) const;
    /// Values with one text stand together; each has the number of the first of them.
    quint32 firstAlike(quint32 value) const { return m_alike.empty() ? value : m_alike[value]; }
    /// The same for texts with the same case and accents.
    quint32 firstSame(quint32 value) const { return m_same.empty() ? value : m_same[value]; }
    bool isNumeric() const { return m_isNumeric; }
    const std::vector<quint32>& lists() const { return m_lists; }
    qint64 bytes() const;

private:
    friend class FieldColumnBuilder;
    enum Flag : quint8 { SameAsFolded = 1, List = 2 };

    static QByteArrayView slice(
        const QByteArray& bytes, const std::vector<quint64>& ends, quint32 value)
    {
        const auto begin = static_cast<qsizetype>(value == 0 ? 0 : ends[value - 1]);
        return QByteArrayView(bytes).sliced(begin, static_cast<qsizetype>(ends[value]) - begin);
    }

    qint64 m_rows = 0;
    int m_width = 1; ///< bytes of a code
    QByteArray m_codes;
    std::vector<quint8> m_flags;
    QByteArray m_folded;
    std::vector<quint64> m_foldedEnds;
    QByteArray m_raw; ///< of those that are not the same
    std::vector<quint64> m_rawEnds; ///< empty where all are the same
    std::vector<quint32> m_alike; ///< empty where no two are alike
    std::vector<quint32> m_same; ///< empty where there is no list
    std::vector<quint32> m_lists; ///< values that are lists
    bool m_isNumeric = false;
};

/// Makes one, row after row.
class FieldColumnBuilder
{
public:
    explicit FieldColumnBuilder(qint64 rows);

    void add(const FieldReading::Value& value);
    /// All rows of another one.
    void append(const FieldColumnBuilder& other);
    /// Once, at the end.
    std::shared_ptr<const FieldColumn> take();

private:
    struct Value
    {
        qsizetype begin = 0; ///< in m_bytes
        qsizetype size = 0;
        qsizetype foldedBegin = 0; ///< in m_folded
        qsizetype foldedSize = -1; ///< -1 = it folds to itself
        quint32 hash = 0;
        bool isList = false;
    };
    struct Slot
    {
        quint32 hash = 0;
        quint32 value = 0; ///< 0 = none
    };
    struct Sorted
    {
        std::array<quint64, 2> key = {}; ///< in the order of the values, as far as it goes
        quint32 value = 0;
    };

    FieldReading::Value valueAt(quint32 value) const;
    QByteArrayView foldedAt(quint32 value) const;
    /// The number of a value; one that is new is not folded yet.
    quint32 numberOf(const FieldReading::Value& value, quint32 hash);
    void grow();
    void fold(Value& value);
    bool areNumbers() const;
    std::vector<Sorted> order(bool byNumber) const;
    bool comesBefore(const Sorted& a, const Sorted& b) const;
    static void findSame(FieldColumn& column);
    void write(FieldColumn& column, const std::vector<Sorted>& order) const;

    std::vector<quint32> m_rowValues;
    std::vector<Value> m_values; ///< the first is none
    QByteArray m_bytes;
    std::vector<Slot> m_slots; ///< hash table of values
    QByteArray m_folded; ///< of those that do not fold to themselves
};

} // namespace ic
