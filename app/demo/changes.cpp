#include "demo/changes.h"

#include "demo/jsontext.h"
#include "demo/ownership.h"

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
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!request.contentType.toLower().startsWith("application/json"))
        *refusal = refuse(Refusal::UnsupportedMediaType);
    else if (!document.isObject())
        *refusal = refuse(Refusal::BadSyntax, u"The body has to be a JSON object."_s);
    else
        return document.object();
    return {};
}

// A list of strings; nothing if the value is something else. Null is an empty list.
std::optional<QStringList> textList(const QJsonValue& value)
{
    const QJsonArray array = value.toArray();
    const bool isList = value.isUndefined() || value.isNull() || value.isArray();
    if (!isList
        || !std::all_of(array.begin(), array.end(), [](const auto& one) { return one.isString(); }))
        return {};
    return value.toVariant().toStringList();
}

} // namespace

Changes::Changes(Directory& directory, TaskBook& tasks, Activity& activity, const Clock& clock)
    : m_directory(directory)
    , m_tasks(tasks)
    , m_activity(activity)
    , m_clock(clock)
{
}

Answer Changes::deleteIdentity(const QString& id, quint32 ordinal)
{
    if (m_directory.state(ordinal).isProtected)
        return jsonAnswer("{\"message\":\"Identity is protected and cannot be deleted\"}", 400);
    if (m_directory.data().isOwner(ordinal)) {
        QJsonObject body = ownershipJson(m_directory.data(), ordinal);
        body[u"message"_s] = u"Identity is the owner of following resources"_s;
        return jsonAnswer(body, 400);
    }
    m_directory.remove(ordinal);
    m_activity.countAct(Operation::DeleteIdentity, id);
    return emptyAnswer(204);
}

Answer Changes::reset(const QString& id, quint32 ordinal)
{
    m_directory.setStatus(ordinal, Status::Unregistered, nowMs());
    m_activity.countAct(Operation::ResetIdentity, id);
    return emptyAnswer(202);
}

Answer Changes::sendVerification(const QString& id, const Request& request)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const QStringList ways { u"EMAIL_WORK"_s, u"EMAIL_PERSONAL"_s, u"LINK_WORK"_s,
        u"LINK_PERSONAL"_s };
    if (!ways.contains(body->value(u"via"_s).toString()))
        return refuse(Refusal::BadContent, u"via has to be one of %1."_s.arg(ways.join(u", "_s)));
    const QJsonValue source = body->value(u"sourceName"_s);
    if (!source.isUndefined() && !source.isNull() && !source.isString())
        return refuse(Refusal::BadContent, u"sourceName has to be a string."_s);
    m_activity.countAct(Operation::SendIdentityVerificationAccountToken, id);
    return emptyAnswer(200);
}

Answer Changes::synchronize(const QString& id, quint32 ordinal)
{
    const qint64 now = m_clock.monotonicMs();
    const qint64 next = m_lastSync.value(ordinal, now - SyncPauseMs) + SyncPauseMs;
    if (now < next)
        return rateLimited(int((next - now + 999) / 1000));
    m_lastSync.insert(ordinal, now);
    m_activity.countAct(Operation::SynchronizeAttributesForIdentity, id);
    const quint64 job = seededHash(m_directory.data().seed(), m_syncJobs++, SyncJobTopic);
    const QJsonObject payload { { u"type"_s, u"SYNCHRONIZE_IDENTITY_ATTRIBUTES"_s },
        { u"dataJson"_s, u"{\"identityId\":\"%1\"}"_s.arg(id) } };
    return jsonAnswer(QJsonObject { { u"id"_s, QString::fromLatin1(dashedId(job, mix64(job))) },
                          { u"status"_s, u"IN_PROGRESS"_s }, { u"payload"_s, payload } },
        202);
}

Answer Changes::invite(const Request& request)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const auto ids = textList(body->value(u"ids"_s));
    const QJsonValue uninvited = body->value(u"uninvited"_s);
    if (!ids || !(uninvited.isUndefined() || uninvited.isBool()))
        return refuse(
            Refusal::BadContent, u"ids has to be a list of strings, uninvited a boolean."_s);
    if (ids->isEmpty() != uninvited.toBool())
        return refuse(Refusal::BadContent, u"Exactly one of ids and uninvited has to be given."_s);

    std::vector<quint32> chosen;
    TaskBook::Outcome outcome;
    if (uninvited.toBool())
        chosen = m_directory.firstWith(Status::Unregistered, MaximumUninvited);
    for (const QString& id : *ids) {
        if (const auto ordinal = m_directory.find(id.toUtf8()))
            chosen.push_back(*ordinal);
        else
            outcome.warnings.append(u"Identity not found: "_s + id);
    }
    // The mails go out at once; everybody who is not unregistered is passed over silently.
    for (const quint32 ordinal : chosen) {
        if (m_directory.state(ordinal).status != Status::Unregistered)
            continue;
        const QString id = QString::fromLatin1(m_directory.data().id(ordinal));
        m_directory.setStatus(ordinal, Status::Pending, nowMs());
        ++m_activity.invitations[id];
        m_activity.countAct(Operation::StartIdentitiesInvite, id);
        ++outcome.handled;
    }
    const QString task = m_tasks.accept(u"Invite Identities"_s, u"Sends invitations to register"_s,
        false, [outcome](qint64) { return outcome; });
    return jsonAnswer(*m_tasks.status(task), 202);
}

Answer Changes::process(const Request& request)
{
    Answer refusal;
    const auto body = jsonBody(request, &refusal);
    if (!body)
        return refusal;
    const auto ids = textList(body->value(u"identityIds"_s));
    if (!ids)
        return refuse(Refusal::BadContent, u"identityIds has to be a list of strings."_s);
    if (ids->isEmpty() || ids->size() > MaximumProcessed)
        return refuse(Refusal::BadContent, u"identityIds has to hold 1 to 250 ids."_s);
    for (const QString& id : *ids) {
        if (m_directory.find(id.toUtf8()))
            m_activity.countAct(Operation::StartIdentityProcessing, id);
    }
    const QString task
        = m_tasks.accept(u"Identity Processing"_s, u"Processes a list of identities"_s, true,
            [this, ids = *ids](qint64 endMs) { return refreshAll(ids, endMs); });
    return jsonAnswer(QJsonObject { { u"type"_s, u"TASK_RESULT"_s }, { u"id"_s, task },
                          { u"name"_s, QJsonValue() } },
        202);
}

TaskBook::Outcome Changes::refreshAll(const QStringList& ids, qint64 nowMs)
{
    TaskBook::Outcome outcome;
    for (const QString& id : ids) {
        const auto ordinal = m_directory.find(id.toUtf8());
        if (!ordinal) {
            outcome.warnings.append(u"Identity not found: "_s + id);
            continue;
        }
        m_directory.refresh(*ordinal, nowMs);
        ++outcome.handled;
        if (m_directory.state(*ordinal).processingState == ProcessingState::Error)
            outcome.warnings.append(u"Identity still has processing errors: "_s + id);
    }
    return outcome;
}

} // namespace ic::demo
