#pragma once

#include "api/identity.h"
#include "snapshot/snapshotanswer.h"
#include "snapshot/snapshotchanges.h"
#include "snapshot/snapshotcolumns.h"

#include <QHash>

#include <list>
#include <memory>

namespace ic {

class SnapshotComparer;

/// Answers every question a snapshot is asked, on the thread that asks. A call that `stop` ends is
/// Cancelled.
class SnapshotAnswers
{
public:
    using Stop = const std::atomic_bool&;

    SnapshotAnswers(std::unique_ptr<SnapshotReader> reader, bool exact);
    ~SnapshotAnswers();
    Q_DISABLE_COPY_MOVE(SnapshotAnswers)

    /// In the form of the list API's answer.
    Expected<ApiResponse> list(const ListIdentities& list, Stop stop);
    /// Of the list, by one key or two.
    Expected<SnapshotGroups> groups(const ListIdentities& list, const QStringList& keys,
        GroupOrder order, qint64 most, Stop stop);
    Expected<SnapshotSummary> summary(const ListIdentities& list, const QString& key, Stop stop);
    Expected<QList<SnapshotGroup>> values(
        const QString& key, const QString& prefix, qint64 most, Stop stop);
    QList<SnapshotFieldCount> fields() const;
    /// See IdentitySnapshot.
    Expected<QList<IdentityId>> inOrder(
        const QList<IdentityId>& ids, const QStringList& sorters, Stop stop);

    /// What a search looks in.
    void readAhead(Stop stop);

    SnapshotReader& reader() { return *m_reader; }
    /// Compares with the older one that lies there. Filters ask the result from now on; the other
    /// is that of the older one.
    struct Compared
    {
        SnapshotComparison comparison;
        std::shared_ptr<const SnapshotChanges> ofOlder;
    };
    Expected<Compared> compareWith(const QString& olderPath, Stop stop);
    Expected<SnapshotDifferences> differences(qint64 from, Stop stop);
    void sayChanges(QList<Identity>& identities); ///< see IdentitySnapshot
    void setChanges(std::shared_ptr<const SnapshotChanges> changes);

private:
    /// The rows of a question, kept so that each of its pages is quick.
    struct Question
    {
        QString filters;
        bool correlatedOnly = true;
        QStringList sorters;
        std::vector<quint32> rows;
    };
    static constexpr std::size_t MostQuestions = 6; ///< of 4 bytes a row

    Expected<RowSet> rowsOf(const ListIdentities& list, Stop stop);
    Expected<const Question*> question(const ListIdentities& list, Stop stop);
    /// The loaded columns of these keys, valid until others are loaded.
    Expected<std::vector<const FieldColumn*>> columnsOf(const QStringList& keys, Stop stop);

    std::unique_ptr<SnapshotReader> m_reader;
    SnapshotColumns m_columns;
    bool m_exact;
    std::list<Question> m_questions; ///< the latest first
    std::vector<quint32> m_page; ///< the rows that were listed last
    std::unique_ptr<SnapshotComparer> m_comparer; ///< null: nothing was compared
    std::shared_ptr<const SnapshotChanges> m_changes;
};

} // namespace ic
