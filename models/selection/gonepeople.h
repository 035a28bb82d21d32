#pragma once

#include "models/selection/selectionstore.h"
#include "reading/identityreading.h"

#include <QObject>

namespace ic {

/// Who of the ticked identities the tenant no longer has. It is asked in the bulk lane; of very
/// many only when the person wants it. Nobody is unticked before they are told.
class GonePeople final : public QObject
{
    Q_OBJECT

public:
    /// Of more it is asked only if the person says so: that is 50 requests.
    static constexpr qsizetype MostUnasked = 5000;
    static constexpr qsizetype MostAsked = 100'000; ///< and of more it is not asked
    static constexpr qsizetype MostNamed = 5; ///< in words()

    enum class State {
        Idle, ///< nobody is known to be gone
        TooMany, ///< askAll() finds out, where canAsk()
        Asking,
        Found, ///< some are gone
        Unclear, ///< words() say why it could not be found out
    };

    /// Both outlive this object.
    GonePeople(ApiClient& client, SelectionStore& selection, QObject* parent = nullptr);

    /// These were ticked of a file; they are asked about, or TooMany.
    void check(const QList<IdentityId>& ids);
    void askAll();
    void stop();
    /// Unticks those who are gone.
    void untick();

    State state() const { return m_state; }
    bool canAsk() const { return m_state == State::TooMany && m_ids.size() <= MostAsked; }
    /// One or two sentences on state(); empty while Idle.
    QString words() const;

signals:
    void changed();

private:
    void enter(State state);
    void onRead(const ReadIdentities& read);

    SelectionStore& m_selection;
    IdentityReading m_reading;
    State m_state = State::Idle;
    QList<IdentityId> m_ids; ///< asked about, or to be
    QList<IdentityId> m_gone;
    QStringList m_names; ///< of those who are gone, as far as they are to be told
    qint64 m_read = 0;
    QString m_why;
};

} // namespace ic
