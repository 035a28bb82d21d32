#pragma once

#include "support/fakewire.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <functional>
#include <optional>

namespace ic::test {

/// A tenant in memory for the six changes and the reads that belong to them. Counts what it did to
/// whom.
class ScriptedTenant
{
public:
    /// Called for every request first: an answer, or nothing to let the tenant act and answer. It
    /// may call act() itself and answer something else.
    std::function<std::optional<WireReply>(const WireRequest&)> fault;
    QSet<QString> owners; ///< identities that own a role
    QSet<QString> undeletable; ///< a deletion is accepted and not done
    QByteArray taskStatus = "\"SUCCESS\""; ///< JSON of completionStatus
    QByteArray taskMessages = "[]";

    QHash<QString, int> acts; ///< identity → changes done to it
    QHash<QString, int> requests; ///< last part of the path → how many
    QSet<QString> gone;
    int tasks = 0;

    WireReply answer(const WireRequest& request)
    {
        ++requests[lastOf(request)];
        if (fault) {
            if (const std::optional<WireReply> instead = fault(request))
                return *instead;
        }
        return act(request);
    }

    WireReply act(const WireRequest& request)
    {
        const QStringList parts = partsOf(request);
        const QString last = parts.last();
        if (request.verb == Verb::Get)
            return read(parts);
        if (last == u"process" || last == u"invite") {
            const QStringList ids = idsIn(request);
            for (const QString& id : ids)
                ++acts[id];
            ++tasks;
            return ok(
                202, "{\"type\":\"TASK_RESULT\",\"id\":\"task" + QByteArray::number(tasks) + "\"}");
        }
        const QString id = parts[1];
        if (gone.contains(id))
            return missing();
        if (request.verb == Verb::Delete) {
            if (owners.contains(id))
                return ok(400,
                    R"({"message":"Owner","associationDetails":[{"associationType":"ROLE_OWNER",)"
                    R"("entities":[{"id":"r1","name":"Role 1","type":"ROLE"}]}]})");
            ++acts[id];
            if (!undeletable.contains(id))
                gone.insert(id);
            return { .status = 204 };
        }
        ++acts[id];
        if (last == u"synchronize-attributes")
            return ok(202, R"({"id":"job-1","status":"QUEUED","payload":{}})");
        return { .status = last == u"reset" ? 202 : 200 };
    }

    static QStringList idsIn(const WireRequest& request)
    {
        const QJsonObject body
            = QJsonDocument::fromJson(request.body.value_or(QByteArray())).object();
        QStringList ids;
        for (const auto* key : { "identityIds", "ids" }) {
            for (const QJsonValue& id : body.value(QLatin1StringView(key)).toArray())
                ids += id.toString();
        }
        return ids;
    }
    static bool isChange(const WireRequest& request) { return request.verb != Verb::Get; }

private:
    static QStringList partsOf(const WireRequest& request)
    {
        return request.url.path().section(u'/', 2).split(u'/');
    }
    static QString lastOf(const WireRequest& request) { return partsOf(request).last(); }
    static WireReply ok(int status, const QByteArray& body)
    {
        return {
            .status = status, .headers = { { "content-type", "application/json" } }, .body = body
        };
    }
    WireReply read(const QStringList& parts) const
    {
        if (parts.first() == u"task-status")
            return ok(200,
                "{\"id\":\"" + parts[1].toUtf8() + "\",\"completionStatus\":" + taskStatus
                    + ",\"messages\":" + taskMessages + "}");
        if (parts.size() == 1)
            return ok(200, "[]");
        if (gone.contains(parts[1]))
            return missing();
        if (parts.last() != u"ownership")
            return ok(200, "{\"id\":\"" + parts[1].toUtf8() + "\",\"name\":\"N\"}");
        return ok(200,
            owners.contains(parts[1])
                ? R"({"associationDetails":[{"associationType":"ROLE_OWNER","entities":[)"
                  R"({"id":"r1","name":"Role 1","type":"ROLE"}]}]})"
                : R"({"associationDetails":[]})");
    }
};

} // namespace ic::test
