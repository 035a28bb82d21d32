#pragma once

#include "api/apiclient.h"
#include "api/identity.h"

#include "base/clock.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ic {

/// The identity that is open in the details pane, and the JSON it came as.
///
/// What the table already knows is shown at once; the whole record follows. While somebody walks
/// through rows with the arrow keys only the row they stop at is asked for, and only that one
/// enters the history.
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
    static constexpr int HistoryKept = 50;

    IdentityDetail(ApiClient& client, const Clock& clock, QObject* parent = nullptr);

    /// Opens the identity; `known` is the row of the table. One that was kept at `keptAt`, in a
    /// snapshot, is shown as it was then, until reload() reads it anew.
    void open(const Identity& known, const QDateTime& keptAt = {});
    /// Opens an identity of which no row is known, e.g. a manager.
    void openById(const IdentityId& id, const QString& name);
    void close();
    void reload();

    bool canGoBack() const;
    bool canGoForward() const;
    /// Who was open last, the newest first, each once.
    QList<Identity> recent(qsizetype most) const;
    /// Opens the identity that was open before; nothing when there is none.
    void goBack();
    void goForward();

    State state() const { return m_state; }
    /// As complete as it is known by now; only while state() is not None.
    const Identity& identity() const { return m_identity; }
    /// Grows whenever an identity is opened or loaded again: what was asked for in an older one
    /// is out of date.
    quint64 generation() const { return m_generation; }
    /// Whether somebody stays with this identity, so that more may be asked about it.
    bool isSettled() const { return m_state != State::None && !m_debounce.isActive(); }
    /// The record as the tenant sent it, indented; empty until Loaded.
    const QString& jsonText() const { return m_jsonText; }
    /// Why loading failed; only while Failed.
    ApiError error() const { return m_error.value_or(ApiError()); }
    /// When the record arrived, or was kept, UTC.
    QDateTime asOf() const { return m_asOf; }
    /// It stands as it was kept, and may be another one by now.
    bool isKept() const { return m_keptAt.isValid(); }

signals:
    void changed();

private:
    void show(const Identity& known, const QDateTime& keptAt = {});
    /// Whether the open identity is a new entry of the history.
    bool remember();
    void load();

    ApiClient& m_client;
    const Clock& m_clock;
    State m_state = State::None;
    Identity m_identity;
    QString m_jsonText;
    std::optional<ApiError> m_error;
    QDateTime m_asOf;
    QDateTime m_keptAt; ///< invalid where it is read from the tenant
    ApiClient::CallId m_call = 0;
    QTimer m_debounce;
    bool m_isPassing = false; ///< its entry in the history vanishes when the person walks on
    quint64 m_generation = 0;
    QList<Identity> m_history; ///< oldest first
    qsizetype m_position = -1; ///< of the open identity, or of the last one when none is open
};

} // namespace ic
