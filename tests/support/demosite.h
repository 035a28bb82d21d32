#pragma once

#include "auth/clientcredentials.h"
#include "demo/demotenant.h"
#include "jobs/jobcenter.h"
#include "net/qnamtransport.h"
#include "net/scheduler.h"
#include "support/operations.h"

#include "support/memoryfolder.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

/// The events of one kind that a JobCenter tells of.
struct EventSpy
{
    EventSpy(const JobCenter& center, JobEvent::Kind kind)
    {
        QObject::connect(
            &center, &JobCenter::happened, &context, [this, kind](const JobEvent& one) {
                if (one.kind == kind)
                    events += one;
            });
    }
    bool wait(qsizetype count) const
    {
        return QTest::qWaitFor([&] { return events.size() >= count; }, 5000);
    }

    QObject context;
    QList<JobEvent> events;
};

inline QList<const Operation*> bulkOperations()
{
    return { &processIdentities(), &inviteIdentities(), &synchronizeAttributes(),
        &sendVerification(), &resetIdentity(), &deleteIdentity() };
}

/// A tenant and the whole way to it.
struct DemoSite
{
    using SignIn = std::function<std::unique_ptr<Credentials>(
        const ApiBase& base, const demo::DemoTenant& tenant, Transport& transport)>;

    /// `signIn`: with what; without one, with the secret of the main client.
    explicit DemoSite(const demo::TenantConfig& config, const SignIn& signIn = {},
        const QString& version = defaultApiVersion())
        : tenant(config)
    {
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        ApiBase base = *ApiBase::fromText(tenant.baseUrl(), &problem);
        base.setVersion(version);
        if (signIn) {
            credentials = signIn(base, tenant, transport);
        } else {
            credentials = std::make_unique<ClientCredentials>(
                base, tenant.clientId(), Secret(tenant.clientSecret()), transport);
        }
        scheduler = std::make_unique<Scheduler>(base,
            SchedulerOptions { .rateLimit = 0, .pace = BulkPace::Full, .bulkDeadlineMs = 3000 },
            transport, *credentials, clock, [] { return 0.1; });
        open();
    }
    void open(const QString& host = QStringLiteral("acme.api.identitynow.com"))
    {
        center = std::make_unique<JobCenter>(*scheduler, clock,
            JobCenterOptions { .journalPath = path(), .host = host, .patienceMs = 3000 });
    }
    QString path() const { return folder.filePath(QStringLiteral("journal.sqlite")); }
    static demo::TenantConfig config(quint32 identities)
    {
        demo::TenantConfig config;
        config.identities = identities;
        config.rateLimit = false;
        config.taskTiming = { .startMs = 10, .completeMs = 100 };
        return config;
    }
    /// Identities that no other plan has.
    BulkPlan plan(const Operation* operation, int count, bool owners = false)
    {
        BulkPlan plan { .operation = operation, .profile = QStringLiteral("Demo") };
        if (operation == &sendVerification())
            plan.parameters.options = { { QStringLiteral("via"), QStringLiteral("EMAIL_WORK") } };
        tenant.inspect([&](demo::Directory& directory) {
            const demo::DemoData& data = directory.data();
            for (quint32 i = 0; i < data.count() && plan.targets.size() < count; ++i) {
                const quint32 ordinal = data.unsorted(i);
                const demo::LiveState& state = directory.state(ordinal);
                const IdentityId id(QString::fromLatin1(data.id(ordinal)));
                const bool unregistered = state.status == demo::Status::Unregistered;
                const bool fits
                    = !used.contains(id) && (operation == &inviteIdentities()) == unregistered;
                if (!fits || (!owners && (state.isProtected || data.isOwner(ordinal))))
                    continue;
                used.insert(id);
                plan.targets.append({ id, {}, {} });
            }
        });
        return plan;
    }
    /// Waits for the end.
    JobSnapshot finish(const JobId& id)
    {
        const auto hasEnded = [&] { return center->job(id) && isEnded(center->job(id)->state); };
        (void)QTest::qWaitFor(hasEnded, 30'000);
        return center->job(id).value_or(JobSnapshot());
    }

    demo::DemoTenant tenant;
    SystemClock clock;
    QnamTransport transport;
    std::unique_ptr<Credentials> credentials;
    std::unique_ptr<Scheduler> scheduler;
    QTemporaryDir folder { memoryFolder() };
    QSet<IdentityId> used; ///< by plans
    std::unique_ptr<JobCenter> center;
};

} // namespace ic::test
