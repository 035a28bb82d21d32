#include "program/commands/jobtext.h"

#include "base/plaintext.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/jobitemmodel.h"
#include "models/jobs/jobsmodel.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

void insertTime(QJsonObject& object, const QString& name, const QDateTime& utc)
{
    if (utc.isValid())
        object.insert(name, utc.toUTC().toString(Qt::ISODateWithMs));
}

void insertText(QJsonObject& object, const QString& name, const QString& text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

} // namespace

QString jsonLine(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

QJsonObject jobObject(const JobSnapshot& job)
{
    const JobCounts& counts = job.counts;
    QJsonObject object { { u"job"_s, job.id.text() }, { u"operation"_s, job.operationKey() },
        { u"tenant"_s, job.profile }, { u"host"_s, job.host },
        { u"state"_s, jobStateKey(job.state) }, { u"total"_s, job.total },
        { u"planned"_s, counts.planned }, { u"sent"_s, counts.sent },
        { u"following"_s, counts.following }, { u"succeeded"_s, counts.succeeded },
        { u"failed"_s, counts.failed }, { u"unknown"_s, counts.unknown },
        { u"skipped"_s, counts.skipped }, { u"cancelled"_s, counts.cancelled } };
    insertText(object, u"parameters"_s, parametersText(job));
    insertText(object, u"by"_s, job.actor);
    insertText(object, u"reason"_s, job.reason);
    insertText(object, u"retryOf"_s, job.retryOf.text());
    insertTime(object, u"created"_s, job.createdAt);
    insertTime(object, u"started"_s, job.startedAt);
    insertTime(object, u"ended"_s, job.endedAt);
    QJsonArray resumed;
    for (const Resumption& resumption : job.resumptions) {
        QJsonObject one { { u"by"_s, resumption.by } };
        insertTime(one, u"at"_s, resumption.at);
        resumed += one;
    }
    if (!resumed.isEmpty())
        object.insert(u"resumed"_s, resumed);
    return object;
}

QJsonObject personObject(const BulkTarget& target)
{
    return { { u"id"_s, target.id.text() }, { u"name"_s, target.name },
        { u"account"_s, target.account } };
}

QJsonObject leftOutObject(const SkippedTarget& one)
{
    QJsonObject object = personObject(one.target);
    object.insert(u"reason"_s, skipReasonKey(one.reason));
    object.insert(u"why"_s, one.detail);
    return object;
}

QJsonObject itemObject(const JobItem& item)
{
    QJsonObject object = personObject(item.target);
    object.insert(u"outcome"_s, itemStateKey(item.state));
    object.insert(u"attempts"_s, item.attempt);
    if (item.skipReason)
        object.insert(u"reason"_s, skipReasonKey(*item.skipReason));
    if (item.httpStatus > 0)
        object.insert(u"httpStatus"_s, item.httpStatus);
    insertText(object, u"errorKind"_s, item.errorKind);
    insertText(object, u"detail"_s, item.detail);
    insertText(object, u"trackingId"_s, item.trackingId);
    insertText(object, u"task"_s, item.task.text());
    insertTime(object, u"sent"_s, item.sentAt);
    insertTime(object, u"settled"_s, item.settledAt);
    return object;
}

QString jobLine(const JobSnapshot& job)
{
    return u"%1  %2  %3  %4  %5\n"_s.arg(job.id.text(), job.createdAt.toUTC().toString(Qt::ISODate),
        Texts::tr("%1 on %2", "an operation, a tenant").arg(jobTitle(job), shownLine(job.profile)),
        jobStateText(job), summaryLine(job));
}

QString personText(const BulkTarget& target)
{
    const QString name = shownLine(target.name);
    const QString account = target.account.isEmpty() || target.account == target.name
        ? QString()
        : u" (%1)"_s.arg(shownLine(target.account));
    return target.id.isEmpty() || target.id.text() == target.name
        ? name + account
        : u"%1%2 %3"_s.arg(name, account, shownLine(target.id.text()));
}

QString itemLine(const JobItem& item)
{
    const QString what = outcomeText(item);
    return u"%1  %2%3\n"_s.arg(itemStateKey(item.state), personText(item.target),
        what.isEmpty() ? QString() : u": "_s + shownLine(what));
}

QString whyNotHere(const JobSnapshot& job, const QString& tenant)
{
    if (!job.isOf(tenant))
        return Texts::tr("The job ran on %1, and this is %2.").arg(job.host, tenant);
    if (job.foreign)
        return job.reason;
    return isEnded(job.state) ? Texts::tr("The job has ended.") : QString();
}

ExitCode exitCodeOf(const JobSnapshot& job)
{
    if (job.counts.unknown > 0)
        return ExitCode::DoneWithUnknowns;
    if (job.counts.failed > 0)
        return ExitCode::DoneWithFailures;
    return job.counts.succeeded + job.counts.cancelled > 0 ? ExitCode::Done : ExitCode::NothingToDo;
}

} // namespace ic
