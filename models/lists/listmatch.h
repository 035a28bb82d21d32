#pragma once

#include "files/listparser.h"
#include "models/lists/matchreport.h"

#include <QSet>

#include <deque>
#include <optional>
#include <vector>

namespace ic {

/// Which requests resolve a list, and what their answers say. Sends nothing itself.
///
/// Entries that read the same, ignoring case, are asked about once. What cannot be told by looking
/// at an entry is tried one kind after the other: an id as id and account name, an address as
/// email and account name, anything else as account name and display name. Requests mix the kinds,
/// so a short list takes one request a round.
///
/// Only the tenant decides what is equal. Its answers are given to entries by comparing them
/// ignoring case; whatever that leaves open, such as accents a tenant does not distinguish, is
/// asked again with fewer entries in one request, and finally with one alone, whose answer needs
/// no comparing. So nobody is found by a guess.
class ListMatch
{
public:
    /// Of the encoded filter: with the rest the address stays below 6 kB.
    static constexpr qsizetype MostFilterBytes = 5600;

    struct Question
    {
        size_t subject = 0;
        ListKey key = ListKey::Id;

        bool operator==(const Question&) const = default;
    };
    /// One request for a page of identities, and what was gathered from its earlier pages.
    struct Batch
    {
        QString filter = {};
        qint64 offset = 0;
        std::vector<Question> questions = {};

        QHash<QString, QList<size_t>> exact = {}; ///< places in `questions`, by what they ask for
        QHash<QString, QList<size_t>> loose = {};
        QHash<size_t, QList<IdentityId>> matches = {}; ///< by place
        QSet<size_t> suspects = {}; ///< places that may match an answer; not certain
        QSet<IdentityId> seen = {};
        bool unexplained = false; ///< an answer fits no question
    };
    enum class Next {
        Settled,
        AnotherPage, ///< send the batch again
    };

    ListMatch(const ParsedList& list, ListKey key);

    /// The next request, or nullopt. `othersUnderWay`: a small batch waits for what they leave
    /// over.
    std::optional<Batch> take(bool othersUnderWay);
    Next accept(Batch& batch, const QList<Identity>& page);
    /// No answer came: its questions will be in later batches.
    void giveBack(const Batch& batch);
    /// The tenant does not take this filter: asks in smaller ones. False if there is no smaller
    /// one; the entry then is not found, for this reason.
    bool refused(const Batch& batch, const QString& reason);

    bool isSettled() const { return m_settled == static_cast<qint64>(m_subjects.size()); }
    /// Entries that read differently, and how many of them are decided.
    qint64 settled() const { return m_settled; }
    qint64 total() const { return static_cast<qint64>(m_subjects.size()); }

    MatchReport report() const;

private:
    /// All entries that read the same.
    struct Subject
    {
        QStringList texts = {}; ///< as typed, and what it may have been before it was copied
        QList<ListKey> keys = {}; ///< to be tried, in this order
        qsizetype tried = 0;
        bool isSettled = false;
        ListKey foundBy = ListKey::FindOut;
        QList<IdentityId> found = {};
        QString reason = {};
    };

    void settle(Subject& subject);
    void goOn(const Question& question);
    void prepare(Batch& batch) const;
    void note(Batch& batch, const Identity& identity);
    void conclude(Batch& batch);
    void askInHalves(const std::vector<Question>& questions);
    QString filterOf(const std::vector<Question>& questions) const;
    QStringList values(const Question& question) const;
    qsizetype cost(const Question& question) const;

    QList<ListEntry> m_entries;
    bool m_mayHaveHeading = false;
    std::vector<Subject> m_subjects;
    std::vector<size_t> m_subjectOf; ///< by entry
    std::deque<Question> m_queue;
    std::deque<std::vector<Question>> m_small; ///< batches that must not grow
    QHash<IdentityId, Identity> m_people;
    qint64 m_settled = 0;
};

} // namespace ic
