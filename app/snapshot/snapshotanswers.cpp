#include "snapshot/snapshotanswers.h"

#include "api/filter/filterparser.h"
#include "reading/idset.h"
#include "snapshot/snapshotcomparer.h"
#include "snapshot/snapshotfilter.h"
#include "snapshot/snapshotgroups.h"
#include "snapshot/snapshotorder.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 MostColumnBytes = 512 << 20;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

ApiError refusal(const QString& detail)
{
    return {
        .kind = ApiError::Kind::BadRequest, .operation = Texts::tr("Snapshot"), .detail = detail
    };
}

} // namespace

SnapshotAnswers::SnapshotAnswers(std::unique_ptr<SnapshotReader> reader, bool exact)
    : m_reader(std::move(reader))
    , m_columns(*m_reader, exact, MostColumnBytes)
    , m_exact(exact)
{
}

SnapshotAnswers::~SnapshotAnswers() = default;

Expected<RowSet> SnapshotAnswers::rowsOf(const ListIdentities& list, Stop stop)
{
    const FilterResult filter = parseFilter(list.filters, FilterReach::Snapshot);
    if (const auto* const error = std::get_if<FilterError>(&filter))
        return refusal(error->message);
    const FilterContext context { .now = m_reader->facts().takenAt, .exact = m_exact };
    SnapshotFilter found(m_columns, context, m_changes.get(), stop);
    Expected<RowSet> rows = found.rows(std::get<FilterExpression>(filter));
    if (!rows || !list.correlatedOnly)
        return rows;
    const FilterSubject subject { FilterField::Correlated, {} };
    if (const auto problem = m_columns.load({ subject }, stop))
        return *problem;
    const FieldColumn& correlated = m_columns.column(subject);
    std::vector<quint8> marks;
    for (quint32 value = 0; value < correlated.values(); ++value)
        marks.push_back(correlated.raw(value) == "true" ? 1 : 0);
    RowSet result = std::move(rows).value();
    result &= correlated.rowsWith(marks);
    return result;
}

Expected<const SnapshotAnswers::Question*> SnapshotAnswers::question(
    const ListIdentities& list, Stop stop)
{
    const auto known = std::ranges::find_if(m_questions, [&](const Question& question) {
        return question.filters == list.filters && question.sorters == list.sorters
            && question.correlatedOnly == list.correlatedOnly;
    });
    if (known != m_questions.end()) {
        m_questions.splice(m_questions.begin(), m_questions, known);
        return &m_questions.front();
    }
    const Expected<SnapshotOrder> order = SnapshotOrder::of(list.sorters);
    if (!order)
        return order.error();
    const Expected<RowSet> rows = rowsOf(list, stop);
    if (!rows)
        return rows.error();
    if (const auto problem = m_columns.load(order->subjects(), stop))
        return *problem;
    Question question { list.filters, list.correlatedOnly, list.sorters, {} };
    question.rows.reserve(static_cast<std::size_t>(rows->count()));
    rows->forEach([&](qint64 row) { question.rows.push_back(static_cast<quint32>(row)); });
    order->sort(question.rows, m_columns);
    if (m_questions.size() == MostQuestions)
        m_questions.pop_back();
    // Who reads a selection asks for some ids after the other, and no more of any of them: these
    // are not to drive out what a table shows.
    const bool isOnePage = question.rows.size() <= ListIdentities::maxLimit;
    const auto place = isOnePage ? m_questions.end() : m_questions.begin();
    return &*m_questions.insert(place, std::move(question));
}

Expected<ApiResponse> SnapshotAnswers::list(const ListIdentities& list, Stop stop)
{
    const Expected<const Question*> question = this->question(list, stop);
    if (!question)
        return question.error();
    const auto& rows = (*question)->rows;
    const auto count = static_cast<qint64>(rows.size());
    ApiResponse response { .status = 200, .body = "[", .contentType = "application/json" };
    const qint64 begin = std::clamp<qint64>(list.offset, 0, count);
    const qint64 end = std::clamp<qint64>(
        list.offset + std::min(list.limit, ListIdentities::maxLimit), begin, count);
    const auto page = std::span(rows).subspan(
        static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    if (!m_reader->appendRecords(response.body, page, list.attributes))
        return m_reader->error();
    response.body += ']';
    m_page.assign(page.begin(), page.end());
    if (list.count)
        response.totalCount = count;
    return response;
}

Expected<std::vector<const FieldColumn*>> SnapshotAnswers::columnsOf(
    const QStringList& keys, Stop stop)
{
    QList<FilterSubject> subjects;
    for (const QString& key : keys) {
        const std::optional<FilterSubject> subject = filterSubject(key);
        if (!subject)
            return refusal(Texts::tr("\"%1\" is no field.").arg(key));
        subjects += *subject;
    }
    if (const auto problem = m_columns.load(subjects, stop))
        return *problem;
    std::vector<const FieldColumn*> columns;
    for (const FilterSubject& subject : subjects)
        columns.push_back(&m_columns.column(subject));
    return columns;
}

Expected<SnapshotGroups> SnapshotAnswers::groups(
    const ListIdentities& list, const QStringList& keys, GroupOrder order, qint64 most, Stop stop)
{
    Q_ASSERT(keys.size() == 1 || keys.size() == 2);
    const Expected<RowSet> rows = rowsOf(list, stop);
    if (!rows)
        return rows.error();
    const auto columns = columnsOf(keys, stop);
    if (!columns)
        return columns.error();
    return groupsOf(*columns, *rows, m_exact, order, most, stop);
}

Expected<SnapshotSummary> SnapshotAnswers::summary(
    const ListIdentities& list, const QString& key, Stop stop)
{
    const Expected<RowSet> rows = rowsOf(list, stop);
    if (!rows)
        return rows.error();
    const auto columns = columnsOf({ key }, stop);
    if (!columns)
        return columns.error();
    return summaryOf(*columns->front(), *rows, m_exact, stop);
}

Expected<QList<SnapshotGroup>> SnapshotAnswers::values(
    const QString& key, const QString& prefix, qint64 most, Stop stop)
{
    const Expected<RowSet> rows = rowsOf({ .correlatedOnly = false }, stop);
    if (!rows)
        return rows.error();
    const auto columns = columnsOf({ key }, stop);
    if (!columns)
        return columns.error();
    return groupsOf(*columns, *rows, m_exact, GroupOrder::BySize, most, stop, prefix).groups;
}

QList<SnapshotFieldCount> SnapshotAnswers::fields() const
{
    QList<SnapshotFieldCount> fields;
    for (const SnapshotField& field : m_reader->fields()) {
        const QString key = fieldKey(field.place, field.key);
        if (filterSubject(key))
            fields += { key, field.filled };
    }
    return fields;
}

Expected<QList<IdentityId>> SnapshotAnswers::inOrder(
    const QList<IdentityId>& ids, const QStringList& sorters, Stop stop)
{
    const Expected<SnapshotOrder> order = SnapshotOrder::of(sorters);
    if (!order)
        return order.error();
    const FilterSubject subject { FilterField::Id, {} };
    if (const auto problem = m_columns.load(order->subjects() + QList { subject }, stop))
        return *problem;
    IdSet wanted;
    for (const IdentityId& id : ids)
        wanted.insert(IdKey::of(id));
    const FieldColumn& idOf = m_columns.column(subject);
    std::vector<quint8> marks;
    for (quint32 value = 0; value < idOf.values(); ++value)
        marks.push_back(wanted.contains(IdKey::of(QUtf8StringView(idOf.raw(value)))) ? 1 : 0);
    std::vector<quint32> rows;
    idOf.rowsWith(marks).forEach([&](qint64 row) { rows.push_back(static_cast<quint32>(row)); });
    order->sort(rows, m_columns);
    QList<IdentityId> all;
    for (const quint32 row : rows)
        all += IdentityId(idOf.text(idOf.valueOf(row)));
    all += ids;
    IdSet placed;
    all.removeIf([&placed](const IdentityId& id) { return !placed.insert(IdKey::of(id)); });
    return all;
}

Expected<SnapshotAnswers::Compared> SnapshotAnswers::compareWith(
    const QString& olderPath, Stop stop)
{
    auto older = SnapshotReader::open(olderPath);
    if (!older)
        return older.error();
    auto comparer = std::make_unique<SnapshotComparer>(*m_reader, std::move(older).value());
    auto compared = comparer->compare(stop);
    if (!compared)
        return compared.error();
    setChanges(comparer->changes());
    m_comparer = std::move(comparer);
    return Compared { *compared, m_comparer->changesOfOlder() };
}

Expected<SnapshotDifferences> SnapshotAnswers::differences(qint64 from, Stop stop)
{
    if (!m_comparer)
        return SnapshotDifferences { .next = -1 };
    return m_comparer->differences(from, stop);
}

void SnapshotAnswers::sayChanges(QList<Identity>& identities)
{
    if (!m_changes)
        return;
    QHash<QString, Identity*> byId;
    for (Identity& identity : identities) {
        if (!identity.id.isEmpty())
            byId.insert(identity.id.text(), &identity);
    }
    FieldReading idOf({ FilterField::Id, {} });
    if (!m_reader->choose(m_page))
        return; // the page is there all the same
    for (const quint32 row : m_page) {
        if (!m_reader->next())
            return;
        m_reader->visitMembers([&](const SnapshotMember& member) {
            if (member.place != idOf.place() || member.key != idOf.key())
                return;
            const QByteArrayView id = idOf.of(member.value).bytes;
            if (Identity* const one = byId.value(QString::fromUtf8(id)))
                one->changes = m_changes->of(row);
        });
    }
}

void SnapshotAnswers::readAhead(Stop stop)
{
    // Whoever asks for it is told what is wrong.
    (void)m_columns.load({ { FilterField::AnyField, {} } }, stop);
}

void SnapshotAnswers::setChanges(std::shared_ptr<const SnapshotChanges> changes)
{
    m_changes = std::move(changes);
    m_questions.clear();
}

} // namespace ic
