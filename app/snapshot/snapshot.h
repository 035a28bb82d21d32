#pragma once

#include "reading/identitysnapshot.h"
#include "snapshot/snapshotanswer.h"
#include "snapshot/snapshotfacts.h"

#include <QHash>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace ic {

class SnapshotAnswers;
class SnapshotReader;

/// A snapshot that lies on the disk. Its questions are answered one after the other, on a thread of
/// its own, over a connection that cannot write. Errors of the file are Kind::File, a filter or an
/// order it does not understand is Kind::BadRequest.
class Snapshot final : public IdentitySnapshot
{
public:
    template <class T> using Callback = std::function<void(const Expected<T>&)>;
    using Opened = Expected<std::shared_ptr<Snapshot>>;

    struct Options
    {
        bool exact = false; ///< texts are compared with case and accents
    };

    /// Opens the file elsewhere and tells `context` on its thread, unless that is gone by then.
    /// What a search looks in is then read while nothing else is asked.
    static void open(const QString& path, const Options& options, QObject* context,
        std::function<void(const Opened&)> callback);
    /// On this thread.
    static Opened openHere(const QString& path, const Options& options);
    ~Snapshot() override;

    const QString& path() const { return m_path; }
    const SnapshotFacts& facts() const { return m_facts; }
    QDateTime takenAt() const override { return m_facts.takenAt; }
    qint64 count() const override { return m_facts.count; }
    bool holdsAll(bool onlyCorrelated) const override
    {
        return m_facts.filters.isEmpty() && (!m_facts.correlatedOnly || onlyCorrelated);
    }

    // Of a list only filters and correlatedOnly are looked at. Callbacks as those of read().

    /// The first `most` groups by one key or two: fields, or "attributes.KEY".
    CallId groups(const ListIdentities& list, const QStringList& keys, GroupOrder order,
        qint64 most, QObject* context, Callback<SnapshotGroups> callback);
    CallId summary(const ListIdentities& list, const QString& key, QObject* context,
        Callback<SnapshotSummary> callback);
    /// The most frequent values of a field, for completion: those that begin with `prefix`.
    CallId values(const QString& key, const QString& prefix, qint64 most, QObject* context,
        Callback<QList<SnapshotGroup>> callback);
    /// What identities have, and how many of them.
    CallId fields(QObject* context, Callback<QList<SnapshotFieldCount>> callback);

    /// Compares with an older one, which is then asked "gone", and this one "new", "changed" and
    /// which field is changed.
    CallId compareWith(const std::shared_ptr<Snapshot>& older, QObject* context,
        Callback<SnapshotComparison> callback);
    /// Of the last comparison: the differences from `from` on, which begins at 0.
    CallId differences(qint64 from, QObject* context, Callback<SnapshotDifferences> callback);

    CallId inOrder(const QList<IdentityId>& ids, const QStringList& sorters, QObject* context,
        Callback<QList<IdentityId>> callback) override;
    void sayChanges(QList<Identity>& identities) const override;
    void cancel(CallId id) override;

protected:
    CallId ask(const ListIdentities& list, std::function<void(const Expected<ApiResponse>&)> decode,
        QObject* context, std::function<void()> done) override;

private:
    struct Call;
    struct Ahead;
    struct Calls; ///< outlives the snapshot, so that late answers find nobody instead of rubbish
    using Work = std::function<void(SnapshotAnswers&, const std::atomic_bool& stop)>;

    Snapshot(std::unique_ptr<SnapshotReader> reader, const QString& path, const Options& options);
    void readAhead();
    /// Runs `work` on the snapshot's thread, then `done` on that of `context`.
    CallId post(Work work, QObject* context, std::function<void()> done);
    template <class T>
    CallId answer(std::function<Expected<T>(SnapshotAnswers&, const std::atomic_bool&)> find,
        QObject* context, Callback<T> callback)
    {
        const auto result = std::make_shared<std::optional<Expected<T>>>();
        return post([result, find = std::move(find)](SnapshotAnswers& answers,
                        const std::atomic_bool& stop) { *result = find(answers, stop); },
            context, [result, callback = std::move(callback)] { callback(**result); });
    }

    const QString m_path;
    const SnapshotFacts m_facts;
    std::shared_ptr<Calls> m_calls;
    std::shared_ptr<Ahead> m_ahead; ///< null = nothing is read before it is asked for
    std::shared_ptr<SnapshotAnswers> m_answers; ///< of the thread
    std::shared_ptr<QThread> m_thread;
    QObject* m_there; ///< lives on the thread
};

} // namespace ic
