#pragma once

#include "api/apiclient.h"
#include "api/types/identity.h"

#include "base/clock.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ic {

/// The identity that is open in the details pane, and the JSON it came as.
///
/// What the table already knows is shown at once; the whole record follows. While somebody walks
/// through rows with the arrow keys only the row they stop at is asked for.
class IdentityDetail final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        None, ///< no identity is open
        Loading,
        Loaded,
        Failed,
    };

    static constexpr int DebounceMs = 120;

    IdentityDetail(ApiClient& client, const Clock& clock, QObject* parent = nullptr);

    /// Opens the identity; `known` is the row of the table.
    void open(const Identity& known);
    void close();
    void reload();

    State state() const { return m_state; }
    /// As complete as it is known by now; only while state() is not None.
    const Identity& identity() const { return m_identity; }
    /// The record as the tenant sent it, indented; empty until Loaded.
    const QString& jsonText() const { return m_jsonText; }
    /// Why loading failed; only while Failed.
    ApiError error() const { return m_error.value_or(ApiError()); }
    /// When the record arrived, UTC.
    QDateTime asOf() const { return m_asOf; }

signals:
    void changed();

private:
    void load();

    ApiClient& m_client;
    const Clock& m_clock;
    State m_state = State::None;
    Identity m_identity;
    QString m_jsonText;
    std::optional<ApiError> m_error;
    QDateTime m_asOf;
    ApiClient::CallId m_call = 0;
    QTimer m_debounce;
};

} // namespace ic
