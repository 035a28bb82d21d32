#pragma once

#include "support/boardrig.h"

#include <QFile>
#include <QUrlQuery>

namespace ic::test {

/// A board on a tenant with so many identities.
struct ExportBoard : BoardRig
{
    explicit ExportBoard(int count = 600)
        : identities(count)
    {
        tenant.fault = [this](const WireRequest& request) -> std::optional<WireReply> {
            if (request.verb != Verb::Get || !request.url.path().endsWith(u"/identities"))
                return std::nullopt;
            if (failsWith != 0) {
                return WireReply { .status = failsWith,
                    .headers = { { "content-type", "application/json" } },
                    .body = R"({"detailCode":"400.1","trackingId":"track-7","messages":[]})" };
            }
            const QUrlQuery query(request.url);
            const int from = query.queryItemValue(u"offset"_s).toInt();
            const int limit = query.queryItemValue(u"limit"_s).toInt();
            QJsonArray page;
            for (int i = from; i < std::min(identities, from + limit); ++i) {
                page += QJsonObject { { u"id"_s, QString::number(i, 16).rightJustified(32, u'0') },
                    { u"name"_s, u"Person %1"_s.arg(i, 7) } };
            }
            return WireReply { .status = 200,
                .headers = { { "content-type", "application/json" },
                    { "x-total-count", QByteArray::number(identities) } },
                .body = QJsonDocument(page).toJson() };
        };
    }
    JobId startExport(const QString& name = u"out.csv"_s, ExportFormat format = ExportFormat::Csv)
    {
        const QString file = folder.filePath(name);
        ExportPlan plan { .profile = u"Acme"_s, .host = host, .actor = u"ada"_s };
        plan.request = { .who = { .filters = u"name sw \"P\""_s }, .format = format, .path = file };
        plan.record = { .whom = u"Correlated: Name begins with \"P\""_s,
            .filters = plan.request.who.filters,
            .path = file };
        plan.record.how.format = format;
        plan.record.how.columns = { u"id"_s, u"name"_s };
        const JobId id = newJobId();
        board->start(id, plan);
        turn();
        return id;
    }
    bool waitFor(const JobId& id, JobState state)
    {
        return QTest::qWaitFor([&] { return stateOf(id) == state; }, 10'000);
    }
    qsizetype lines(const QString& name = u"out.csv"_s) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().count("\r\n") : -1;
    }
    /// What anybody finds beside the journal.
    QStringList files() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
    JobSnapshot written(const JobId& id) const
    {
        return *std::move(JournalReader::open(path)).value()->job(id);
    }
    QList<JobSnapshot> found(const JobQuery& query) const
    {
        return std::move(JournalReader::open(path)).value()->jobs(query)->jobs;
    }

    int identities; ///< of the tenant now
    int failsWith = 0; ///< status of every answer
};

} // namespace ic::test
