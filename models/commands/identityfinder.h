#pragma once

#include "api/apiclient.h"
#include "api/identity.h"

#include <QObject>
#include <QTimer>

namespace ic {

/// Asks the tenant for the few people whom somebody may mean who types: by id, or by how the
/// display name, account name, email, first or last name begins. Waits until the typing pauses;
/// an answer to what is not typed any more is not heard of.
class IdentityFinder final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DebounceMs = 200;
    static constexpr int Most = 5;
    static constexpr int ShortestText = 2;

    explicit IdentityFinder(ApiClient& client, QObject* parent = nullptr);

    /// Forgets what was found. Of what is shorter than ShortestText nobody is asked.
    void find(const QString& typed);

    bool isAsking() const { return m_isAsking; }
    const QList<Identity>& found() const { return m_found; }
    /// One sentence why nobody could be asked for; empty = somebody could.
    const QString& problem() const { return m_problem; }

signals:
    void changed();

private:
    void ask();
    void answered(const QList<Identity>& found, const QString& problem);

    ApiClient& m_client;
    QTimer m_debounce;
    QString m_typed;
    ApiClient::CallId m_call = 0;
    bool m_isAsking = false;
    QList<Identity> m_found;
    QString m_problem;
};

} // namespace ic
