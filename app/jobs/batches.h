#pragma once

#include "base/ids.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <optional>

namespace ic {

/// Whose turn it is in a job, and who travels together. Items are numbers; times are monotonic ms.
///
/// A batch that ISC refuses because of some of it is halved, and so are its halves, until the
/// guilty stand alone. One batch at a time: other refused ones wait meanwhile.
class Batches
{
public:
    /// `readyAt`: when an item may travel.
    explicit Batches(std::function<qint64(int item)> readyAt);

    void add(int item) { m_waiting.push_back(item); }
    /// Who travels next, at most `most`; empty = nobody for now.
    QList<int> take(qint64 now, int most);
    /// They have not travelled after all, or nothing was done to them: they are first in line.
    void putBack(const QList<int>& items);
    /// ISC refused them together, because of some of them; `why` is the same for the same reason.
    void refuse(const QList<int>& items, const QString& why);
    /// What became of them is known. `guilty`: why ISC refused them on their own; else empty.
    /// Returns the size of a batch all of which turned out to be guilty for one reason; else 0.
    int settle(const QList<int>& items, const QString& guilty = {});
    void clear();

    /// When the first of those travels who have to wait for their time; -1 = none has.
    qint64 nextReady() const { return m_putOff.empty() ? -1 : m_putOff.begin()->first; }
    /// Whether nobody but those is left.
    bool isEmpty() const;

private:
    struct Refused
    {
        QList<int> items;
        QString why;
    };
    /// The batch that is taken apart.
    struct Suspect
    {
        Refused batch;
        QSet<int> open; ///< of the batch: not settled
        std::deque<QList<int>> parts = {}; ///< not on their way
        int guilty = 0;
    };
    bool isSuspect(const QList<int>& items) const;
    void halve(const QList<int>& items);

    std::function<qint64(int)> m_readyAt;
    std::deque<int> m_waiting;
    std::multimap<qint64, int> m_putOff;
    std::deque<Refused> m_refused; ///< waiting to be taken apart
    std::optional<Suspect> m_suspect;
};

/// Remembers when an identity was last synchronized, over all jobs of this program: the tenant
/// allows it once in a while, see Operation::pauseMs. Times are monotonic ms.
class SyncGuard
{
public:
    /// When the identity may be synchronized; in the past if it may be now.
    qint64 readyAt(const IdentityId& id, qint64 pauseMs) const
    {
        return m_last.value(id, -pauseMs) + pauseMs;
    }
    void note(const IdentityId& id, qint64 now, qint64 pauseMs)
    {
        if (m_last.size() >= m_pruneAt) {
            m_last.removeIf(
                [now, pauseMs](const auto& entry) { return entry.value() + pauseMs <= now; });
            m_pruneAt = m_last.size() * 2 + 1000;
        }
        m_last.insert(id, now);
    }

private:
    QHash<IdentityId, qint64> m_last;
    qsizetype m_pruneAt = 1000;
};

} // namespace ic
