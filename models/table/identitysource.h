#pragma once

#include "models/table/identitytablemodel.h"
#include "reading/identityreading.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace ic {

/// The one bridge between the client and the identity table: serves the model's wishes.
///
/// Scrolling changes the wish many times a second; it is served every DebounceMs, newest wish only,
/// and requests for pages out of sight are withdrawn. What waits for nothing: the first page of a
/// list, the first wish after nobody wished anything for QuietMs, such as a jump, and what the
/// model is hurried() for.
///
/// Without its first page there is no list to show: where that failed for a reason that passes by
/// itself, it is asked for again, at growing intervals, until it comes or somebody wants another.
class IdentitySource final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DebounceMs = 50;
    static constexpr int QuietMs = 100;
    static constexpr int FirstRetryMs = 2000;
    static constexpr int LongestRetryMs = 30'000;

    IdentitySource(ApiClient& client, IdentityTableModel& model, QObject* parent = nullptr);

    /// Milliseconds until a list that failed is asked for again by itself; -1 = it is not.
    int retriesIn() const { return m_retry.remainingTime(); }

private:
    void onWishChanged();
    void serve();
    void request(int page);
    void requestIds(int page);
    void failed(int page, const ApiError& error);
    void recount();
    void withdraw(int page);
    void withdrawAll();

    ApiClient& m_client;
    IdentityTableModel& m_model;
    QTimer m_debounce;
    QTimer m_retry;
    int m_retryMs = FirstRetryMs; ///< the next wait
    QElapsedTimer m_sinceWish;
    quint64 m_generation = 0;
    int m_countingPage = -1; ///< whose request also asks for the total
    IdentityLists m_lists; ///< of m_generation
    QHash<int, IdentityLists::CallId> m_calls; ///< by page, of m_generation
    QHash<int, IdentityReading*> m_readings; ///< of pages that are read by ids
};

} // namespace ic
