#pragma once

#include "ui/parts/attentionstrip.h"

#include "base/clock.h"
#include "reading/idset.h"

#include <memory>
#include <vector>

class QLabel;

namespace ic {

class IconMark;
class LinkButton;
class Snapshot;

/// Stands above the table as long as its rows are those of a snapshot, and says of when they are.
class SnapshotStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    explicit SnapshotStrip(const Clock& clock, QWidget* parent = nullptr);

    /// Null = the rows are the tenant's of now, and the strip is hidden.
    void setSnapshot(const std::shared_ptr<Snapshot>& snapshot);
    /// When the one was taken that it can be compared with; invalid = there is none.
    void setOlder(const QDateTime& older);
    /// They were changed just now, or do not exist any more: a snapshot of before has them as they
    /// were.
    void addChanged(const QList<IdentityId>& altered, const QList<IdentityId>& gone);

signals:
    void readAgainRequested();
    void compareRequested();
    void backRequested();

private:
    /// What this window did.
    struct Done
    {
        qint64 atMs = 0; ///< since 1970
        IdKey whom = {};
        bool isGone = false;
    };

    void count(const Done& done);
    void refresh();
    QStringList sinceThen() const;

    const Clock& m_clock;
    std::shared_ptr<Snapshot> m_snapshot;
    QDateTime m_older;
    std::vector<Done> m_done; ///< in the order of time
    IdSet m_altered; ///< since the snapshot that is open was taken, as …
    IdSet m_gone; ///< … these
    qint64 m_both = 0; ///< in both
    QLabel* m_time;
    QLabel* m_text;
    LinkButton* m_again;
    LinkButton* m_compare;
    LinkButton* m_back;
};

} // namespace ic
