#pragma once

#include "api/identity.h"

#include "base/expected.h"
#include "net/apirequest.h"

#include <QDateTime>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace ic {

/// A list of identities that was read once and does not change. It answers what the list API is
/// asked, without a request, and more filters and orders than that: those of
/// FilterReach::Snapshot, and any field's key or "attributes.KEY" as a sorter.
///
/// May be asked from any thread. Nothing waits for it: it has a thread of its own.
class IdentitySnapshot
{
public:
    using CallId = quint64;

    IdentitySnapshot() = default;
    virtual ~IdentitySnapshot() = default;
    Q_DISABLE_COPY_MOVE(IdentitySnapshot)

    /// When reading it began, UTC: nothing in it is older.
    virtual QDateTime takenAt() const = 0;
    /// Identities in it.
    virtual qint64 count() const = 0;
    /// Whether everybody whom the tenant had is in it; `onlyCorrelated`: of these.
    virtual bool holdsAll(bool onlyCorrelated) const = 0;

    /// `reader` turns the answer, which has the form of the list API's, into a T on the
    /// snapshot's thread, in the bulk lane on another one; `callback` runs on the thread of
    /// `context`, exactly once, unless the call is cancelled or `context` is gone by then; never
    /// from inside read().
    template <class T>
    CallId read(const ListIdentities& list, std::function<Expected<T>(const ApiResponse&)> reader,
        QObject* context, std::function<void(const Expected<T>&)> callback)
    {
        const auto result = std::make_shared<std::optional<Expected<T>>>();
        return ask(
            list,
            [result, reader = std::move(reader)](const Expected<ApiResponse>& answer) {
                *result = answer ? reader(*answer) : Expected<T>(answer.error());
            },
            context, [result, callback = std::move(callback)] { callback(**result); });
    }
    /// The ids in the order of `sorters`, each once; whom it does not have comes last. The callback
    /// as that of read().
    virtual CallId inOrder(const QList<IdentityId>& ids, const QStringList& sorters,
        QObject* context, std::function<void(const Expected<QList<IdentityId>>&)> callback)
        = 0;
    /// Sets Identity::changes, where the snapshot is compared with another one. To be called by a
    /// reader on the snapshot's thread, for whom its answer holds.
    virtual void sayChanges(QList<Identity>& identities) const = 0;
    /// Its callback will not run. To be called on the thread of the call's context.
    virtual void cancel(CallId id) = 0;

protected:
    /// `decode` runs where a reader does, `done` after it on the thread of `context`.
    virtual CallId ask(const ListIdentities& list,
        std::function<void(const Expected<ApiResponse>&)> decode, QObject* context,
        std::function<void()> done)
        = 0;
};

} // namespace ic
