#pragma once

#include "demo/demotenant.h"
#include "jobs/journalreader.h"
#include "support/consolerun.h"
#include "support/jobtruth.h"
#include "support/memoryfolder.h"
#include "support/programs.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

using namespace Qt::StringLiterals;

/// A demo tenant, a person's folders with connections to it (test, the same by the "current"
/// version of the API, production, and one that is read-only) and the console as a program of its
/// own.
class HeadlessRig
{
public:
    explicit HeadlessRig(quint32 identities, demo::TenantConfig config = {})
    {
        config.identities = identities;
        config.rateLimit = false;
        config.taskTiming = { .startMs = 10, .completeMs = 100 };
        tenant = std::make_unique<demo::DemoTenant>(config);
        QString problem;
        if (!tenant->start(&problem))
            qFatal("%s", qPrintable(problem));
        environment = withoutTenant();
        environment.insert(u"XDG_CONFIG_HOME"_s, folder.path());
        environment.insert(u"XDG_DATA_HOME"_s, folder.path());
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant->clientSecret());
        QJsonArray profiles;
        const auto add = [&](const QString& name, const QString& purpose, bool readOnly,
                             const demo::Client& client, const QString& version = u"v2024"_s) {
            profiles += QJsonObject { { u"id"_s, name }, { u"name"_s, name },
                { u"apiBase"_s, tenant->baseUrl() }, { u"environment"_s, purpose },
                { u"readOnly"_s, readOnly }, { u"clientId"_s, client.id },
                { u"version"_s, version } };
        };
        add(u"test"_s, u"test"_s, false, tenant->mainClient());
        add(u"current"_s, u"test"_s, false, tenant->mainClient(), u"current"_s);
        add(u"app"_s, u"test"_s, false, tenant->appClient());
        add(u"live"_s, u"production"_s, true, tenant->mainClient());
        add(u"locked"_s, u"test"_s, true, tenant->mainClient());
        QDir(folder.path()).mkpath(u"identity-console"_s);
        write(u"identity-console/profiles.json"_s,
            QJsonDocument(QJsonObject { { u"version"_s, 1 }, { u"profiles"_s, profiles } })
                .toJson());
    }

    QString journal() const { return folder.filePath(u"identity-console/journal.sqlite"_s); }
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s", qPrintable(file.fileName()));
        return file.fileName();
    }
    QByteArray read(const QString& name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// So many to whom everything can be done and nothing was.
    QStringList people(int count, demo::Status status = demo::Status::Active)
    {
        QStringList ids;
        tenant->inspect([&](demo::Directory& directory) {
            const demo::DemoData& data = directory.data();
            quint32& at = m_next[int(status)];
            for (; at < data.count() && ids.size() < count; ++at) {
                const quint32 ordinal = data.unsorted(at);
                const demo::LiveState& state = directory.state(ordinal);
                if (!state.deleted && !state.isProtected && state.correlated
                    && state.status == status && data.hasEmail(ordinal) && !data.isOwner(ordinal))
                    ids += QString::fromLatin1(data.id(ordinal));
            }
        });
        return ids;
    }
    /// So many to whom this verb can be done, also where few can be invited.
    QStringList peopleFor(const Operation& operation, int count)
    {
        const QStringList ids = people(count);
        if (&operation == &inviteIdentities()) {
            tenant->inspect([&](demo::Directory& directory) {
                for (const QString& id : ids)
                    directory.setStatus(
                        *directory.find(id.toLatin1()), demo::Status::Unregistered, 0);
            });
        }
        return ids;
    }
    QString idsFile(const QStringList& ids)
    {
        return write(u"ids-%1"_s.arg(++m_files), ids.join(u'\n').toLatin1());
    }

    Run run(const QStringList& arguments) const { return console(arguments, environment); }
    /// Of these, by a verb.
    int acts(const Operation& operation, const QStringList& ids) const
    {
        const demo::Activity activity = tenant->activity();
        int sum = 0;
        for (const QString& id : ids)
            sum += activity.actsOf(tenantOperation(&operation), id);
        return sum;
    }
    /// The last one that was written down, of this verb.
    JobSnapshot lastJob(const Operation* operation = nullptr) const
    {
        JobQuery query { .limit = 1 };
        if (operation != nullptr)
            query.filter.operation = operation->key;
        const auto reader = JournalReader::open(journal());
        const auto found = reader ? (*reader)->jobs(query) : reader.error();
        return found && !found->jobs.isEmpty() ? found->jobs.constFirst() : JobSnapshot();
    }

    QTemporaryDir folder { memoryFolder() };
    std::unique_ptr<demo::DemoTenant> tenant;
    QProcessEnvironment environment;

private:
    QHash<int, quint32> m_next;
    int m_files = 0;
};

} // namespace ic::test
