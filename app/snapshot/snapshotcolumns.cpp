#include "snapshot/snapshotcolumns.h"

#include "api/filter/filterevaluation.h"
#include "files/jsonlines.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// AnyField stands for restTexts().
const FilterSubject RestTexts { FilterField::AnyField, {} };

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
        else if (subject == RestTexts)
            addRestTexts(row);
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
    void addRestTexts(const SnapshotReader::Row& row)
    {
        QJsonArray texts;
        visitRest(row.rest().bytes, [&](const SnapshotMember& member) {
            if (member.place != MemberPlace::Attribute)
                return;
            QByteArray json = "[";
            appendJson(json, member.value);
            const JsonDocument document(json + ']');
            for (const QString& text : filterValue(document.root().elements().at(0).toQt()).texts)
                texts += text;
        });
        QByteArray json;
        if (!texts.isEmpty())
            appendJson(json, texts);
        builder.add({ json, true });
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
    const auto plan = [&](const FilterSubject& subject) {
        const auto isThis = [&](const Work& w) { return nameOf(w.subject) == nameOf(subject); };
        if (m_columns.contains(nameOf(subject)) || std::ranges::any_of(works, isThis))
            return;
        Work work { subject, {}, -1, columns.size(), FieldColumnBuilder(rows()) };
        if (subject.field != FilterField::Correlated && subject != RestTexts) {
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
        if (subject.field != FilterField::AnyField) {
            plan(subject);
            continue;
        }
        for (const FilterSubject& one : searched())
            plan(one);
        if (m_reader.hasRest())
            plan(RestTexts);
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
        m_columns.emplace(nameOf(work.subject), work.builder.take());
    }
    return std::nullopt;
}

const FieldColumn& SnapshotColumns::column(const FilterSubject& subject) const
{
    return *m_columns.at(nameOf(subject));
}

QList<FilterSubject> SnapshotColumns::searched() const
{
    QList<FilterSubject> subjects { { FilterField::Name, {} }, { FilterField::Alias, {} },
        { FilterField::Email, {} } };
    for (const SnapshotField& field : m_reader.fields()) {
        if (field.place == MemberPlace::Attribute && field.column >= 0)
            subjects += { FilterField::Attribute, toQString(QUtf8StringView(field.key)) };
    }
    return subjects;
}

const FieldColumn& SnapshotColumns::correlated() const
{
    return column({ FilterField::Correlated, {} });
}

const FieldColumn* SnapshotColumns::restTexts() const
{
    const auto found = m_columns.find(nameOf(RestTexts));
    return found == m_columns.end() ? nullptr : found->second.get();
}

} // namespace ic
