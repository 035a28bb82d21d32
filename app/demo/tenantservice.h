#pragma once

#include "demo/activity.h"
#include "demo/churn.h"
#include "demo/directory.h"
#include "demo/ratewindow.h"
#include "demo/taskbook.h"
#include "demo/tenantconfig.h"
#include "demo/tokens.h"

class QJsonObject;

namespace ic::demo {

class JsonText;

/// The tenant without a network: takes a request, acts and answers. Lives in one thread.
class TenantService
{
public:
    TenantService(const TenantConfig& config, const Clock& clock, QList<Client> clients);

    /// Must be told before the first request; is part of /oauth/info.
    void setBaseUrl(const QString& url) { m_baseUrl = url; }

    Answer answer(const Request& request);
    /// Counts a request that a fault answers instead of answer().
    void observe(const Request& request, const Answer* given);

    Directory& directory() { return m_directory; }
    Tokens& tokens() { return m_tokens; }
    const Activity& activity() const { return m_activity; }

private:
    using Arguments = QStringList;

    Answer apiAnswer(const Request& request);
    Answer perform(Operation operation, const Request& request, const Arguments& arguments);
    Answer perform(Operation operation, const Request& request, const QString& id, quint32 ordinal,
        const Arguments& arguments);
    Answer info() const;

    void appendRecord(JsonText& body, quint32 ordinal) const;
    Answer listIdentities(const Request& request);
    Answer ownership(quint32 ordinal) const;
    Answer roleAssignments(const Request& request, quint32 ordinal) const;
    Answer roleAssignment(quint32 ordinal, const QString& assignmentId) const;
    Answer deleteIdentity(const QString& id, quint32 ordinal);
    Answer reset(const QString& id, quint32 ordinal);
    Answer sendVerification(const Request& request, const QString& id);
    Answer synchronize(const QString& id, quint32 ordinal);
    Answer invite(const Request& request);
    Answer process(const Request& request);
    Answer taskStatus(const QString& id) const;

    void countAct(Operation operation, const QString& id) { ++m_activity.acts[{ operation, id }]; }
    qint64 nowMs() const { return m_clock.utcNow().toMSecsSinceEpoch(); }

    const Clock& m_clock;
    TenantConfig m_config;
    QString m_baseUrl;
    Directory m_directory;
    Churn m_churn;
    Tokens m_tokens;
    TaskBook m_tasks;
    RateWindow m_rate;
    Activity m_activity;
    QHash<quint32, qint64> m_lastSync; ///< monotonic ms by ordinal
    quint64 m_syncJobs = 0;
};

} // namespace ic::demo
