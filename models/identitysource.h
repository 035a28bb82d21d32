#pragma once

#include "api/apiclient.h"
#include "models/identitytablemodel.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace ic {

/// The one bridge between the client and the identity table: serves the model's wishes.
///
/// Scrolling changes the wish many times a second; it is served once it stood still for
/// DebounceMs, newest wish only, and requests for pages out of sight are withdrawn. The first page
/// of a list is asked for at once.
class IdentitySource final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DebounceMs = 50;

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
    quint64 m_generation = 0;
    int m_countingPage = -1; ///< whose request also asks for the total
    QMultiHash<int, ApiClient::CallId> m_calls; ///< by page, of m_generation
};

} // namespace ic
