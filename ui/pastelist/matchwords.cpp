#include "ui/pastelist/matchwords.h"

#include "ui/text.h"

#include "models/choicemodel.h"
#include "models/matchlistmodel.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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

QString lookingUpText(qint64 entries, qint64 settled)
{
    return u"Looking up %1… %2"_s.arg(
        entries == 1 ? u"1 entry"_s : u"%1 entries"_s.arg(numberText(entries)),
        numberText(settled));
}

QString waitingText(const NetStatus& status)
{
    if (status.link == NetStatus::Link::Offline)
        return u"Offline. It continues by itself when the tenant answers."_s;
    if (status.link == NetStatus::Link::SignInNeeded)
        return u"Signed out. It continues by itself after the sign-in."_s;
    if (status.waitMs > 0) {
        return u"Waiting %1 s: the tenant's request limit is used up. It continues by itself."_s
            .arg((status.waitMs + 999) / 1000);
    }
    if (status.limit > 0 && status.used >= status.limit) {
        return u"Waiting: the tenant's request limit (%1 in 10 s) is used up. It continues by "
               "itself."_s.arg(status.limit);
    }
    return {};
}

QList<QStringList> matchReportRows(const MatchReport& report, const ChoiceModel& choices)
{
    QList<QStringList> rows { { u"Line"_s, u"Entry"_s, u"Result"_s, u"Found by"_s, u"Id"_s,
        u"Display name"_s, u"Account name"_s, u"Email"_s, u"Status"_s, u"Note"_s } };
    for (const MatchedEntry& one : report.entries) {
        const IdentityId chosen = choices.chosenFor(one.entry);
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
