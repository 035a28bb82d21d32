#include "models/lists/matchreport.h"

#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MatchReport)
};

QString outcomeWord(const MatchedEntry& one, const IdentityId& candidate, const IdentityId& chosen)
{
    switch (one.outcome) {
    case MatchOutcome::Found:
        return u"found"_s;
    case MatchOutcome::Ambiguous:
        return candidate == chosen ? u"ambiguous, chosen"_s : u"ambiguous, not chosen"_s;
    case MatchOutcome::NotFound:
        return u"not found"_s;
    case MatchOutcome::Duplicate:
        return u"duplicate"_s;
    case MatchOutcome::Heading:
        return u"heading"_s;
    case MatchOutcome::NotAsked:
        return u"not looked up"_s;
    }
    Q_UNREACHABLE();
}

QString noteOf(const MatchReport& report, const MatchedEntry& one)
{
    if (one.outcome == MatchOutcome::NotFound)
        return notFoundText(one);
    if (one.outcome == MatchOutcome::Duplicate)
        return u"same as line %1"_s.arg(report.entries.at(one.sameAs).entry.line);
    return {};
}

} // namespace

int MatchReport::count(MatchOutcome outcome) const
{
    return static_cast<int>(std::ranges::count(entries, outcome, &MatchedEntry::outcome));
}

int MatchReport::foundBy(ListKey key) const
{
    return static_cast<int>(std::ranges::count_if(entries, [key](const MatchedEntry& one) {
        return one.outcome == MatchOutcome::Found && one.foundBy == key;
    }));
}

QList<const MatchedEntry*> MatchReport::with(MatchOutcome outcome) const
{
    QList<const MatchedEntry*> result;
    for (const MatchedEntry& one : entries) {
        if (one.outcome == outcome)
            result += &one;
    }
    return result;
}

QList<IdentityId> MatchReport::found() const
{
    QList<IdentityId> ids;
    for (const MatchedEntry& one : entries) {
        if (one.outcome == MatchOutcome::Found)
            ids += one.candidates.first();
    }
    return ids;
}

QString listKeyWord(ListKey key)
{
    switch (key) {
    case ListKey::FindOut:
        break;
    case ListKey::Id:
        return u"id"_s;
    case ListKey::AccountName:
        return u"account name"_s;
    case ListKey::Email:
        return u"email"_s;
    case ListKey::DisplayName:
        return u"display name"_s;
    }
    return {};
}

QString notFoundText(const MatchedEntry& entry)
{
    using enum ListKey;
    if (!entry.reason.isEmpty())
        return entry.reason;
    if (entry.asked == QList { Id })
        return Texts::tr("No id.");
    if (entry.asked == QList { AccountName })
        return Texts::tr("No account name.");
    if (entry.asked == QList { Email })
        return Texts::tr("No email.");
    if (entry.asked == QList { DisplayName })
        return Texts::tr("No display name.");
    if (entry.asked == QList { Id, AccountName })
        return Texts::tr("No id or account name.");
    if (entry.asked == QList { AccountName, DisplayName })
        return Texts::tr("No account or display name.");
    if (entry.asked == QList { Email, AccountName })
        return Texts::tr("No email or account name.");
    return Texts::tr("No email, account or display name.");
}

QString matchSummaryText(const MatchReport& report)
{
    const int total = report.total();
    QStringList parts { total == 1 ? u"1 entry"_s : u"%1 entries"_s.arg(numberText(total)) };
    parts += u"%1 found"_s.arg(numberText(report.count(MatchOutcome::Found)));
    if (const int count = report.count(MatchOutcome::Ambiguous)) {
        parts += count == 1 ? u"1 needs your choice"_s
                            : u"%1 need your choice"_s.arg(numberText(count));
    }
    parts += u"%1 not found"_s.arg(numberText(report.count(MatchOutcome::NotFound)));
    if (const int count = report.count(MatchOutcome::Duplicate))
        parts += count == 1 ? u"1 duplicate"_s : u"%1 duplicates"_s.arg(numberText(count));
    if (const int count = report.count(MatchOutcome::NotAsked))
        parts += u"%1 not looked up"_s.arg(numberText(count));
    return parts.join(u" · "_s);
}

QString matchDetailsText(const MatchReport& report)
{
    QStringList sentences;
    if (!report.entries.isEmpty() && report.entries.first().outcome == MatchOutcome::Heading) {
        sentences += u"Line %1 was taken as a heading."_s.arg(report.entries.first().entry.line);
    }
    QStringList kinds;
    for (const ListKey key :
        { ListKey::AccountName, ListKey::Email, ListKey::Id, ListKey::DisplayName }) {
        if (const int count = report.foundBy(key))
            kinds += u"%1 %2"_s.arg(listKeyWord(key), numberText(count));
    }
    if (!kinds.isEmpty())
        sentences += u"Found by %1."_s.arg(kinds.join(u", "_s));
    return sentences.join(u' ');
}

QList<QStringList> matchReportRows(const MatchReport& report, const std::function<IdentityId(const ListEntry&)>& chosenFor)
{
    QList<QStringList> rows { { u"Line"_s, u"Entry"_s, u"Result"_s, u"Found by"_s, u"Id"_s,
        u"Display name"_s, u"Account name"_s, u"Email"_s, u"Status"_s, u"Note"_s } };
    for (const MatchedEntry& one : report.entries) {
        const IdentityId chosen = chosenFor(one.entry);
        QList<IdentityId> ids = one.candidates;
        if (ids.isEmpty())
            ids += IdentityId();
        for (const IdentityId& id : std::as_const(ids)) {
            const Identity person = report.people.value(id);
            rows += { QString::number(one.entry.line), one.entry.text, outcomeWord(one, id, chosen),
                listKeyWord(one.foundBy), id.text(), person.name, person.alias, person.emailAddress,
                person.identityStatus, noteOf(report, one) };
        }
    }
    return rows;
}

} // namespace ic
