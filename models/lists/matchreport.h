#pragma once

#include "api/identity.h"
#include "files/listentry.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace ic {

enum class MatchOutcome {
    Found, ///< the first entry that leads to its identity
    Ambiguous, ///< several identities; somebody has to choose
    NotFound,
    Duplicate, ///< leads where an earlier entry leads
    Heading, ///< the first line, which is no entry
    NotAsked, ///< nobody knows yet
};

/// What became of one entry of a list.
struct MatchedEntry
{
    ListEntry entry = {};
    MatchOutcome outcome = MatchOutcome::NotAsked;
    ListKey foundBy = ListKey::FindOut; ///< of what was found
    QList<IdentityId> candidates = {}; ///< one if Found; in the order of the report's people
    int sameAs = -1; ///< of a Duplicate: the entry it repeats, an index
    QList<ListKey> asked = {}; ///< of NotFound: what it is not
    QString reason = {}; ///< of NotFound, where it is another one: a sentence
};

/// What became of a list. Every entry is in it, in the list's order.
struct MatchReport
{
    QList<MatchedEntry> entries = {};
    QHash<IdentityId, Identity> people = {}; ///< as the list of the API gives them

    int count(MatchOutcome outcome) const;
    /// Entries found by this, duplicates not counted.
    int foundBy(ListKey key) const;
    /// Without the heading.
    int total() const { return static_cast<int>(entries.size()) - count(MatchOutcome::Heading); }
    QList<const MatchedEntry*> with(MatchOutcome outcome) const;
    /// The identities of what was found, each once, in the list's order.
    QList<IdentityId> found() const;
};

/// "account name", as a word in a sentence.
QString listKeyWord(ListKey key);
/// Why an entry was not found, e.g. "No account or display name."
QString notFoundText(const MatchedEntry& entry);
/// "50 entries · 41 found · 1 chosen by you · 1 needs your choice · 3 not found · 4 duplicates".
/// `chosen`: how many of the ambiguous somebody has decided.
QString matchSummaryText(const MatchReport& report, qsizetype chosen = 0);
/// "Line 1 was taken as a heading. Found by account name 22, email 11."
QString matchDetailsText(const MatchReport& report);
/// The whole report as a table with a header: every line of the list, and of an ambiguous one every
/// candidate. `chosenFor`: who is chosen for an entry, empty = nobody.
QList<QStringList> matchReportRows(
    const MatchReport& report, const std::function<IdentityId(const ListEntry&)>& chosenFor);

} // namespace ic
