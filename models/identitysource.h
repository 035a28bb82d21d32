#pragma once

#include "api/apiclient.h"
#include "models/identitytablemodel.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace ic {

/// The one bridge between the client and the identity table: serves the model's wishes.
///
/// Scrolling changes the wish many times a second; it is served every DebounceMs, newest wish only,
/// and requests for pages out of sight are withdrawn. What waits for nothing: the first page of a
/// list, and the first wish after nobody wished anything for QuietMs, such as a jump.
class IdentitySource final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DebounceMs = 50;
    static constexpr int QuietMs = 100;

    IdentitySource(ApiClient& client, IdentityTableModel& model, QObject* parent = nullptr);

private:
    void onWishChanged();
    void serve();
    void request(int page);
    void requestChunks(int page);
    void recount();
    void cancelAll();

    ApiClient& m_client;
    IdentityTableModel& m_model;
    QTimer m_debounce;
    QElapsedTimer m_sinceWish;
    quint64 m_generation = 0;
    int m_countingPage = -1; ///< whose request also asks for the total
    QMultiHash<int, ApiClient::CallId> m_calls; ///< by page, of m_generation
};

} // namespace ic
