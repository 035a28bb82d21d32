#pragma once

#include "api/apiclient.h"

#include "base/clock.h"

#include <QDateTime>

#include <optional>

namespace ic {

/// What AnswerLoader says of itself; apart because a template cannot have signals.
class AnswerLoaderState : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle, ///< nothing was asked for
        Loading,
        Loaded,
        Failed,
    };

    State state() const { return m_state; }
    /// Why loading failed; only while Failed.
    ApiError error() const { return m_error.value_or(ApiError()); }
    /// When the answer arrived, UTC; invalid before.
    QDateTime asOf() const { return m_asOf; }

signals:
    void changed();

protected:
    using QObject::QObject;
    void set(State state);
    void setFailed(const ApiError& error);

    QDateTime m_asOf;

private:
    State m_state = State::Idle;
    std::optional<ApiError> m_error;
};

/// Sends one request at a time and keeps its answer. Asking for something else drops the answer
/// there is and the one that is on its way; reload() keeps what is there until the new one comes.
template <Endpoint E> class AnswerLoader final : public AnswerLoaderState
{
public:
    using Result = typename E::Result;

    AnswerLoader(ApiClient& client, const Clock& clock, QObject* parent = nullptr)
        : AnswerLoaderState(parent)
        , m_client(client)
        , m_clock(clock)
    {
    }
    ~AnswerLoader() override { m_client.cancel(m_call); }

    void load(const E& endpoint)
    {
        m_value.reset();
        m_asOf = {};
        m_endpoint = endpoint;
        reload();
    }
    /// Asks again for the same; nothing while Idle.
    void reload()
    {
        if (!m_endpoint)
            return;
        m_client.cancel(m_call);
        m_call = m_client.send(*m_endpoint, this, [this](const Expected<Result>& answer) {
            if (!answer) {
                setFailed(answer.error());
                return;
            }
            m_value = *answer;
            m_asOf = m_clock.utcNow();
            set(State::Loaded);
        });
        set(State::Loading);
    }
    /// Back to Idle.
    void clear()
    {
        m_client.cancel(m_call);
        m_endpoint.reset();
        m_value.reset();
        m_asOf = {};
        set(State::Idle);
    }

    /// The newest answer, also while a newer one is on its way or failed to come; else nullptr.
    const Result* value() const { return m_value ? &*m_value : nullptr; }
    /// What was asked for last; nullptr while Idle.
    const E* endpoint() const { return m_endpoint ? &*m_endpoint : nullptr; }

private:
    ApiClient& m_client;
    const Clock& m_clock;
    std::optional<E> m_endpoint;
    std::optional<Result> m_value;
    ApiClient::CallId m_call = 0;
};

} // namespace ic
