// The answers of TenantService that change something.

#include "demo/jsontext.h"
#include "demo/ownership.h"
#include "demo/tenantservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype MaximumProcessed = 250;
constexpr quint32 MaximumUninvited = 1000;
constexpr qint64 SyncPauseMs = 10'000;
constexpr quint64 SyncJobTopic = 800;

// The body as a JSON object; otherwise `refusal` is the answer.
std::optional<QJsonObject> jsonBody(const Request& request, Answer* refusal)
{
    if (!request.contentType.toLower().startsWith("application/json")) {
        *refusal = unsupportedMediaType();
        return {};
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (!document.isObject()) {
        *refusal = badSyntax(u"The body has to be a JSON object."_s);
        return {};
    }
    return document.object();
}

// A list of strings; nothing if the value is something else. Null is an empty list.
std::optional<QStringList> textList(const QJsonValue& value)
{
    QStringList list;
    if (value.isUndefined() || value.isNull())
        return list;
    if (!value.isArray())
        return {};
    for (const auto& element : value.toArray()) {
        if (!element.isString())
            return {};
        list.append(element.toString());
    }
    return list;
}

} // namespace

Answer TenantService::deleteIdentity(const QString& id, quint32 ordinal)
{
    const DemoData& data = m_directory.data();
    if (m_directory.state(ordinal).isProtected) {
        return jsonAnswer("{\"message\":\"Identity is protected and cannot be deleted\"}", 400);
    }
    if (data.isOwner(ordinal)) {
        QByteArray body = "{\"message\":\"Identity is the owner of following resources\",";
        appendAssociations(body, data, ordinal);
        body += '}';
        return jsonAnswer(body, 400);
    }
    m_directory.remove(ordinal);
    countAct(Operation::DeleteIdentity, id);
    return emptyAnswer(204);
}

Answer TenantService::reset(const QString& id, quint32 ordinal)
{
    m_directory.setStatus(ordinal, Status::Unregistered, nowMs());
    countAct(Operation::ResetIdentity, id);
    return emptyAnswer(202);
}

Answer TenantService::sendVerification(const Request& request, const QString& id)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const QString via = body->value(u"via"_s).toString();
    static const QStringList ways { u"EMAIL_WORK"_s, u"EMAIL_PERSONAL"_s, u"LINK_WORK"_s,
        u"LINK_PERSONAL"_s };
    if (!ways.contains(via))
        return badContent(u"via has to be one of "_s + ways.join(u", "_s) + u'.');
    const QJsonValue source = body->value(u"sourceName"_s);
    if (!source.isUndefined() && !source.isNull() && !source.isString())
        return badContent(u"sourceName has to be a string."_s);
    countAct(Operation::SendIdentityVerificationAccountToken, id);
    return emptyAnswer(200);
}

Answer TenantService::synchronize(const QString& id, quint32 ordinal)
{
    const qint64 now = m_clock.monotonicMs();
    const auto last = m_lastSync.constFind(ordinal);
    if (last != m_lastSync.cend() && now < *last + SyncPauseMs)
        return rateLimited(int((*last + SyncPauseMs - now + 999) / 1000));
    m_lastSync.insert(ordinal, now);
    countAct(Operation::SynchronizeAttributesForIdentity, id);
    const quint64 job = seededHash(m_config.seed, m_syncJobs++, SyncJobTopic);
    return jsonAnswer("{\"id\":\"" + dashedId(job, mix64(job))
            + "\",\"status\":\"IN_PROGRESS\",\"payload\":{\"type\":"
              "\"SYNCHRONIZE_IDENTITY_ATTRIBUTES\",\"dataJson\":\"{\\\"identityId\\\":\\\""
            + id.toUtf8() + "\\\"}\"}}",
        202);
}

Answer TenantService::invite(const Request& request)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const auto ids = textList(body->value(u"ids"_s));
    const QJsonValue uninvited = body->value(u"uninvited"_s);
    if (!ids || !(uninvited.isUndefined() || uninvited.isBool()))
        return badContent(u"ids has to be a list of strings, uninvited a boolean."_s);
    if (ids->isEmpty() != uninvited.toBool())
        return badContent(u"Exactly one of ids and uninvited has to be given."_s);

    std::vector<quint32> chosen;
    TaskBook::Outcome outcome;
    if (uninvited.toBool()) {
        chosen = m_directory.firstWith(Status::Unregistered, MaximumUninvited);
    } else {
        for (const QString& id : *ids) {
            if (const auto ordinal = m_directory.find(id.toUtf8()))
                chosen.push_back(*ordinal);
            else
                outcome.warnings.append(u"Identity not found: "_s + id);
        }
    }
    // The mails go out at once; everybody who is not unregistered is passed over silently.
    for (const quint32 ordinal : chosen) {
        if (m_directory.state(ordinal).status != Status::Unregistered)
            continue;
        const QString id = QString::fromLatin1(m_directory.data().id(ordinal));
        m_directory.setStatus(ordinal, Status::Pending, nowMs());
        ++m_activity.invitations[id];
        countAct(Operation::StartIdentitiesInvite, id);
        ++outcome.handled;
    }
    const QByteArray task = m_tasks.accept(u"Invite Identities"_s,
        u"Sends invitations to register"_s, false, [outcome](qint64) { return outcome; });
    return jsonAnswer(m_tasks.statusJson(QString::fromLatin1(task)), 202);
}

Answer TenantService::process(const Request& request)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const auto ids = textList(body->value(u"identityIds"_s));
    if (!ids)
        return badContent(u"identityIds has to be a list of strings."_s);
    if (ids->isEmpty() || ids->size() > MaximumProcessed)
        return badContent(u"identityIds has to hold 1 to 250 ids."_s);
    for (const QString& id : *ids) {
        if (m_directory.find(id.toUtf8()))
            countAct(Operation::StartIdentityProcessing, id);
    }
    const auto work = [this, ids = *ids](qint64 endMs) {
        TaskBook::Outcome outcome;
        for (const QString& id : ids) {
            const auto ordinal = m_directory.find(id.toUtf8());
            if (!ordinal) {
                outcome.warnings.append(u"Identity not found: "_s + id);
                continue;
            }
            m_directory.refresh(*ordinal, endMs);
            ++outcome.handled;
            if (m_directory.state(*ordinal).processingState == ProcessingState::Error) {
                outcome.warnings.append(u"Identity still has processing errors: "_s + id);
            }
        }
        return outcome;
    };
    const QByteArray task
        = m_tasks.accept(u"Identity Processing"_s, u"Processes a list of identities"_s, true, work);
    return jsonAnswer("{\"type\":\"TASK_RESULT\",\"id\":\"" + task + "\",\"name\":null}", 202);
}

} // namespace ic::demo
