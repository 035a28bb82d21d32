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
        return Texts::tr("found");
    case MatchOutcome::Ambiguous:
        return candidate == chosen ? Texts::tr("ambiguous, chosen")
                                   : Texts::tr("ambiguous, not chosen");
    case MatchOutcome::NotFound:
        return Texts::tr("not found");
    case MatchOutcome::Duplicate:
        return Texts::tr("duplicate");
    case MatchOutcome::Heading:
        return Texts::tr("heading");
    case MatchOutcome::NotAsked:
        return Texts::tr("not looked up");
    }
    Q_UNREACHABLE();
}

QString noteOf(const MatchReport& report, const MatchedEntry& one)
{
    if (one.outcome == MatchOutcome::NotFound)
        return notFoundText(one);
    if (one.outcome == MatchOutcome::Duplicate)
        return Texts::tr("same as line %1").arg(report.entries.at(one.sameAs).entry.line);
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
        return Texts::tr("id");
    case ListKey::AccountName:
        return Texts::tr("account name");
    case ListKey::Email:
        return Texts::tr("email");
    case ListKey::DisplayName:
        return Texts::tr("display name");
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

QString matchSummaryText(const MatchReport& report, qsizetype chosen)
{
    QStringList parts { Texts::tr("%Ln entries", "%Ln entry", report.total()) };
    parts += Texts::tr("%1 found").arg(numberText(report.count(MatchOutcome::Found)));
    if (chosen > 0)
        parts += Texts::tr("%1 chosen by you").arg(numberText(chosen));
    if (const int count = report.count(MatchOutcome::Ambiguous) - pluralCount(chosen))
        parts += Texts::tr("%Ln need your choice", "%Ln needs your choice", count);
    parts += Texts::tr("%1 not found").arg(numberText(report.count(MatchOutcome::NotFound)));
    if (const int count = report.count(MatchOutcome::Duplicate))
        parts += Texts::tr("%Ln duplicates", "%Ln duplicate", count);
    if (const int count = report.count(MatchOutcome::NotAsked))
        parts += Texts::tr("%1 not looked up").arg(numberText(count));
    return parts.join(u" · "_s);
}

QString matchDetailsText(const MatchReport& report)
{
    QStringList sentences;
    if (!report.entries.isEmpty() && report.entries.first().outcome == MatchOutcome::Heading) {
        sentences
            += Texts::tr("Line %1 was taken as a heading.").arg(report.entries.first().entry.line);
    }
    QStringList kinds;
    for (const ListKey key :
        { ListKey::AccountName, ListKey::Email, ListKey::Id, ListKey::DisplayName }) {
        if (const int count = report.foundBy(key))
            kinds += Texts::tr("%1 %2", "kind of entry, how many")
                         .arg(listKeyWord(key), numberText(count));
    }
    if (!kinds.isEmpty())
        sentences += Texts::tr("Found by %1.").arg(kinds.join(u", "_s));
    return sentences.join(u' ');
}

QList<QStringList> matchReportRows(
    const MatchReport& report, const std::function<IdentityId(const ListEntry&)>& chosenFor)
{
    QList<QStringList> rows { { Texts::tr("Line"), Texts::tr("Entry"), Texts::tr("Result"),
        Texts::tr("Found by"), Texts::tr("Id"), Texts::tr("Display name"),
        Texts::tr("Account name"), Texts::tr("Email"), Texts::tr("Status"), Texts::tr("Note") } };
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
