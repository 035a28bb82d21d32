#include "models/lists/listmatch.h"

#include "models/lists/listquestion.h"

#include "api/filter/filterexpression.h"
#include "api/identity.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>
#include <utility>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListMatch)
};

// Encoded: " or " between conditions; ids are in one list, with a comma in place of "id eq ".
constexpr qsizetype OrBytes = 8;
constexpr qsizetype CommaBytes = 3;
constexpr qsizetype IdEqualsBytes = 10;
constexpr qsizetype ListBytes = 24; // "id in (…) or " without its ids
constexpr std::array AskedKeys { ListKey::Id, ListKey::AccountName, ListKey::Email,
    ListKey::DisplayName };

FilterExpression condition(FilterField field, FilterOperator op, const QStringList& values)
{
    FilterResult result = FilterExpression::condition({ field, op, values });
    // The parser of the list let no value through that a filter refuses.
    const auto* expression = std::get_if<FilterExpression>(&result);
    Q_ASSERT(expression != nullptr);
    return expression == nullptr ? FilterExpression() : *expression;
}

/// The same text asks for different people as email and as account name.
QString keyed(ListKey key, const QString& text)
{
    return QChar(u'0' + static_cast<int>(key)) + text;
}

/// Why an entry without text is nobody: what the column of its table should say.
QString emptyCellText(const ParsedList& list, ListKey key)
{
    if (key == ListKey::FindOut && list.found.hasHeading) {
        const QString heading = list.found.cells.value(list.found.layout.column);
        key = keyOfHeading(heading).value_or(key);
    }
    return key == ListKey::FindOut
        ? Texts::tr("Nothing in this column.")
        : Texts::tr("No %1 in this line.", "email, account name, …").arg(listKeyWord(key));
}

qsizetype encodedBytes(const QString& filter)
{
    return QUrl::toPercentEncoding(filter).size();
}

} // namespace

ListMatch::ListMatch(const ParsedList& list, ListKey key)
    : m_entries(list.entries)
    , m_mayHaveHeading(list.mayHaveHeading)
{
    QHash<QString, size_t> known;
    known.reserve(m_entries.size());
    m_subjectOf.reserve(static_cast<size_t>(m_entries.size()));
    for (const ListEntry& entry : std::as_const(m_entries)) {
        const QString same = exactKey(entry.text);
        const auto it = known.constFind(same);
        if (it != known.cend()) {
            m_subjectOf.push_back(*it);
            continue;
        }
        const size_t number = m_subjects.size();
        known.insert(same, number);
        m_subjectOf.push_back(number);
        if (entry.text.isEmpty()) {
            m_subjects.push_back({ .reason = emptyCellText(list, key) });
            settle(m_subjects.back());
            continue;
        }
        m_subjects.push_back(
            { .texts = spellings(entry.text), .keys = keysToTry(entry.text, key) });
        const Question first { number, m_subjects.back().keys.first() };
        if (cost(first) > MostFilterBytes) {
            m_subjects.back().reason = Texts::tr("Too long for a request.");
            settle(m_subjects.back());
        } else {
            m_queue.push_back(first);
        }
    }
}

QStringList ListMatch::values(const Question& question) const
{
    QStringList values = m_subjects[question.subject].texts;
    // Ids are often shown as UUIDs; the tenant writes them without dashes.
    if (question.key == ListKey::Id && values.first().contains(u'-')) {
        QString plain = values.first();
        values += plain.remove(u'-');
    }
    return values;
}

/// Bytes it adds to an encoded filter.
qsizetype ListMatch::cost(const Question& question) const
{
    qsizetype bytes = 0;
    for (const QString& value : values(question)) {
        const FilterField field = fieldOf(question.key);
        bytes += encodedBytes(condition(field, FilterOperator::Equals, { value }).toFilterText());
        bytes += question.key == ListKey::Id ? CommaBytes - IdEqualsBytes : OrBytes;
    }
    return bytes;
}

QString ListMatch::filterOf(const std::vector<Question>& questions) const
{
    QStringList ids;
    std::vector<FilterExpression> operands;
    for (const Question& question : questions) {
        if (question.key == ListKey::Id) {
            ids += values(question);
            continue;
        }
        for (const QString& value : values(question))
            operands.push_back(condition(fieldOf(question.key), FilterOperator::Equals, { value }));
    }
    if (!ids.isEmpty()) {
        const FilterOperator op = ids.size() == 1 ? FilterOperator::Equals : FilterOperator::In;
        operands.insert(operands.begin(), condition(FilterField::Id, op, ids));
    }
    return FilterExpression::any(std::move(operands)).toFilterText();
}

std::optional<ListMatch::Batch> ListMatch::take(bool othersUnderWay)
{
    Batch batch;
    if (!m_small.empty()) {
        batch.questions = std::move(m_small.front());
        m_small.pop_front();
        prepare(batch);
        return batch;
    }
    qsizetype bytes = ListBytes;
    qsizetype ids = 0;
    size_t count = 0;
    bool isFull = false;
    while (count < m_queue.size() && !isFull) {
        const Question& question = m_queue[count];
        const qsizetype more = cost(question);
        ids += question.key == ListKey::Id ? values(question).size() : 0;
        isFull = bytes + more > MostFilterBytes || ids > recommendedIdsPerFilter;
        bytes += isFull ? 0 : more;
        count += isFull ? 0 : 1;
    }
    if (count == 0 || (!isFull && othersUnderWay))
        return {};
    const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(count);
    batch.questions.assign(m_queue.begin(), end);
    m_queue.erase(m_queue.begin(), end);
    prepare(batch);
    return batch;
}

void ListMatch::prepare(Batch& batch) const
{
    batch.filter = filterOf(batch.questions);
    for (size_t place = 0; place < batch.questions.size(); ++place) {
        const Question& question = batch.questions[place];
        for (const QString& value : values(question)) {
            const auto add = [place](QList<size_t>& places) {
                if (!places.contains(place))
                    places += place;
            };
            add(batch.exact[keyed(question.key, exactKey(value))]);
            add(batch.loose[keyed(question.key, looseKey(value))]);
        }
    }
}

void ListMatch::giveBack(const Batch& batch)
{
    m_small.push_front(batch.questions);
}

bool ListMatch::refused(const Batch& batch, const QString& reason)
{
    if (batch.questions.size() > 1) {
        askInHalves(batch.questions);
        return true;
    }
    Subject& subject = m_subjects[batch.questions.front().subject];
    subject.reason = reason;
    settle(subject);
    return false;
}

void ListMatch::askInHalves(const std::vector<Question>& questions)
{
    const auto middle = questions.begin() + static_cast<std::ptrdiff_t>(questions.size() / 2);
    // Before all others: what is wrong with a question shows soonest that way.
    m_small.emplace_front(middle, questions.end());
    if (middle != questions.begin())
        m_small.emplace_front(questions.begin(), middle);
}

ListMatch::Next ListMatch::accept(Batch& batch, const QList<Identity>& page)
{
    const auto hasNoId = [](const Identity& identity) { return identity.id.isEmpty(); };
    if (std::any_of(page.cbegin(), page.cend(), hasNoId)) {
        // It may be whoever was asked for: the other questions are asked without that one.
        refused(batch, Texts::tr("ISC has a record for it that has no id."));
        return Next::Settled;
    }
    bool isNew = false;
    for (const Identity& identity : page) {
        if (batch.seen.contains(identity.id))
            continue;
        batch.seen.insert(identity.id);
        isNew = true;
        note(batch, identity);
    }
    // A full page has more behind it. Smaller questions need no second page, which could miss
    // somebody if the list moved meanwhile; a question alone has to take that.
    if (page.size() >= ListIdentities::maxLimit && isNew) {
        if (batch.questions.size() > 1) {
            askInHalves(batch.questions);
            return Next::Settled;
        }
        if (batch.unexplained) {
            // Hundreds that do not read like the entry: this is no answer to the question.
            batch.matches.clear();
            refused(batch, Texts::tr("The tenant's answer does not fit the question."));
            return Next::Settled;
        }
        batch.offset += page.size();
        return Next::AnotherPage;
    }
    conclude(batch);
    return Next::Settled;
}

/// Whom of the batch this answer is for.
void ListMatch::note(Batch& batch, const Identity& identity)
{
    bool isExplained = false;
    bool isClose = false;
    for (const ListKey key : AskedKeys) {
        const QString value = askedValue(identity, key);
        if (value.isEmpty())
            continue;
        const QList<size_t> exact = batch.exact.value(keyed(key, exactKey(value)));
        for (const size_t place : exact)
            batch.matches[place] += identity.id;
        isExplained = isExplained || !exact.isEmpty();
        for (const size_t place : batch.loose.value(keyed(key, looseKey(value)))) {
            isClose = true;
            batch.suspects.insert(place);
        }
    }
    // What a question alone brings is its answer, however the tenant compares.
    if (!isExplained && batch.questions.size() == 1) {
        batch.matches[0] += identity.id;
        batch.unexplained = true;
        isExplained = true;
    }
    batch.unexplained = batch.unexplained || (!isExplained && !isClose);
    if (isExplained)
        m_people.insert(identity.id, identity);
}

void ListMatch::conclude(Batch& batch)
{
    std::vector<Question> open;
    for (size_t i = 0; i < batch.questions.size(); ++i) {
        const Question& question = batch.questions[i];
        const auto matches = batch.matches.constFind(i);
        if (matches != batch.matches.cend()) {
            Subject& subject = m_subjects[question.subject];
            subject.found = *matches;
            subject.foundBy = question.key;
            settle(subject);
        } else if (batch.suspects.contains(i) && batch.questions.size() > 1) {
            m_small.push_back({ question });
        } else if (batch.unexplained && batch.questions.size() > 1) {
            open.push_back(question);
        } else {
            goOn(question);
        }
    }
    if (!open.empty())
        askInHalves(open);
}

/// It is nobody of this kind.
void ListMatch::goOn(const Question& question)
{
    Subject& subject = m_subjects[question.subject];
    if (++subject.tried < subject.keys.size())
        m_queue.push_back({ question.subject, subject.keys.at(subject.tried) });
    else
        settle(subject);
}

void ListMatch::settle(Subject& subject)
{
    subject.isSettled = true;
    ++m_settled;
}

MatchReport ListMatch::report() const
{
    MatchReport report { .people = m_people };
    report.entries.reserve(m_entries.size());
    QHash<IdentityId, int> reachedBy;
    QHash<size_t, int> firstAmbiguous;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const size_t number = m_subjectOf[static_cast<size_t>(i)];
        const Subject& subject = m_subjects[number];
        const int place = static_cast<int>(i);
        MatchedEntry one { .entry = m_entries.at(i) };
        one.candidates = subject.found;
        one.foundBy = subject.foundBy;
        if (!subject.isSettled) {
            one.outcome = MatchOutcome::NotAsked;
        } else if (subject.found.isEmpty()) {
            const bool heading = i == 0 && m_mayHaveHeading && subject.reason.isEmpty();
            one.outcome = heading ? MatchOutcome::Heading : MatchOutcome::NotFound;
            one.reason = subject.reason;
            one.asked = subject.keys.first(std::min(subject.tried, subject.keys.size()));
        } else {
            // Of an ambiguous entry the text says it, of others whom it leads to.
            const bool isSeveral = subject.found.size() > 1;
            const int before = isSeveral ? firstAmbiguous.value(number, -1)
                                         : reachedBy.value(subject.found.first(), -1);
            one.sameAs = before;
            if (before >= 0)
                one.outcome = MatchOutcome::Duplicate;
            else if (isSeveral)
                one.outcome = MatchOutcome::Ambiguous;
            else
                one.outcome = MatchOutcome::Found;
            if (before < 0 && isSeveral)
                firstAmbiguous.insert(number, place);
            else if (before < 0)
                reachedBy.insert(subject.found.first(), place);
        }
        report.entries += one;
    }
    return report;
}

} // namespace ic
