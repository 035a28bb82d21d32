#include "api/endpoints/deleteidentity.h"
#include "api/endpoints/gettaskstatus.h"
#include "api/endpoints/inviteidentities.h"
#include "api/endpoints/processidentities.h"
#include "api/endpoints/resetidentity.h"
#include "api/endpoints/sendverification.h"
#include "api/endpoints/synchronizeattributes.h"
#include "support/answers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestTasks : public QObject
{
    Q_OBJECT

private slots:
    void finishedTask();
    void pendingTask();
    void completionIgnoresCase();
    void receipts();
    void unreadableReceipts();
    void changesWithoutAResultAcceptAnyBody();
};

void TestTasks::finishedTask()
{
    const Expected<TaskStatus> task = GetTaskStatus::parse(fixture(u"task-status.json"_s));
    QVERIFY(task.hasValue());
    QCOMPARE(task->id.text(), u"id12345"_s);
    QCOMPARE(task->completionStatus, u"Success"_s);
    QCOMPARE(task->completion(), TaskCompletion::Success);
    QVERIFY(task->isFinished());
    QCOMPARE(task->launcher, u"sweep"_s);
    QCOMPARE(task->target.value().name, u"Walter White"_s);
    QCOMPARE(task->created.utc.toString(Qt::ISODateWithMs), u"2020-07-11T21:23:15.000Z"_s);
    QCOMPARE(task->modified.utc.toString(Qt::ISODateWithMs), u"2020-07-11T21:23:16.000Z"_s);
    QCOMPARE(task->launched.utc.toString(Qt::ISODateWithMs), u"2020-07-11T21:23:17.500Z"_s);
    QCOMPARE(task->completed.utc.toString(Qt::ISODateWithMs), u"2020-07-11T21:23:18.123Z"_s);
    QCOMPARE(task->messages.size(), 2);
    QCOMPARE(task->messages.at(0).text, u"The record was not found."_s);
    QCOMPARE(task->messages.at(0).parameters.size(), 2);
    QCOMPARE(task->messages.at(1).type, u"SHOUT"_s);
    QCOMPARE(task->messages.at(1).key, u"bkey"_s);
    QCOMPARE(task->returns.value(0).attributeName, u"identityCount"_s);
    QCOMPARE(task->attributes.value(u"identityCount"_s).toInt(-1), 0);
    QCOMPARE(task->percentComplete, 100);
    QCOMPARE(task->definition.value().executor, u"sailpoint.task.ServiceTaskExecutor"_s);
    QCOMPARE(task->definition.value().arguments.size(), 1);
}

void TestTasks::pendingTask()
{
    const Expected<TaskStatus> task = GetTaskStatus::parse(fixture(u"task-status-pending.json"_s));
    QVERIFY(task.hasValue());
    QVERIFY(!task->isFinished());
    QCOMPARE(task->completion(), TaskCompletion::None);
    QVERIFY(!task->target && !task->definition && task->messages.isEmpty());
    // 100 percent is not the end; a completion date is, in whatever form.
    QVERIFY(!GetTaskStatus::parse(answer(R"({"id":"a","percentComplete":100})"))->isFinished());
    QVERIFY(GetTaskStatus::parse(answer(R"({"id":"a","completed":"yesterday"})"))->isFinished());
    QCOMPARE(detailOf<GetTaskStatus>(R"({"id":null})"), u"$.id: expected text, found null"_s);
}

void TestTasks::completionIgnoresCase()
{
    QCOMPARE(taskCompletionFromText(u"SUCCESS"_s), TaskCompletion::Success);
    QCOMPARE(taskCompletionFromText(u"Warning"_s), TaskCompletion::Warning);
    QCOMPARE(taskCompletionFromText(u"error"_s), TaskCompletion::Error);
    QCOMPARE(taskCompletionFromText(u"Terminated"_s), TaskCompletion::Terminated);
    QCOMPARE(taskCompletionFromText(u"TempError"_s), TaskCompletion::TempError);
    QCOMPARE(taskCompletionFromText(u"PARTIAL"_s), TaskCompletion::Unknown);
    QCOMPARE(taskCompletionFromText(u""_s), TaskCompletion::None);
}

void TestTasks::receipts()
{
    const Expected<TaskSubmission> process
        = ProcessIdentities::parse(fixture(u"task-result.json"_s, 202));
    QVERIFY(process.hasValue());
    QCOMPARE(process->id.text(), u"464ae7bf-791e-49fd-b746-06a2e4a89635"_s);
    QCOMPARE(process->type, u"TASK_RESULT"_s);

    const Expected<TaskStatus> invite
        = InviteIdentities::parse(fixture(u"task-status-pending.json"_s, 202));
    QVERIFY(invite.hasValue());
    QCOMPARE(invite->id.text(), u"46b3f1d2a1f24c6f9a8e0e1f4c1d2b3a"_s);

    const Expected<SyncJob> sync = SynchronizeAttributes::parse(fixture(u"sync-job.json"_s, 202));
    QVERIFY(sync.hasValue());
    QCOMPARE(sync->status, u"IN_PROGRESS"_s);
    QCOMPARE(sync->payloadType, u"SYNCHRONIZE_IDENTITY_ATTRIBUTES"_s);
    QCOMPARE(sync->identityId().text(), u"2c918083746f642c01746f990884012a"_s);
    const auto identityIn = [](const QByteArray& json) {
        return SynchronizeAttributes::parse(answer(json, 202))->identityId().text();
    };
    QCOMPARE(identityIn(R"({"payload":{"dataJson":{"identityId":"b"}}})"), u"b"_s);
    QCOMPARE(identityIn(R"({"payload":{"dataJson":"{cut"}})"), u""_s);
    QCOMPARE(identityIn(R"({"payload":null})"), u""_s);
}

void TestTasks::unreadableReceipts()
{
    for (const QByteArray body : { "", "[]", "{\"id\":" }) {
        QVERIFY2(detailOf<ProcessIdentities>(body).startsWith(u"$: "_s), body.constData());
        QVERIFY2(detailOf<InviteIdentities>(body).startsWith(u"$: "_s), body.constData());
        QVERIFY2(detailOf<SynchronizeAttributes>(body).startsWith(u"$: "_s), body.constData());
    }
    QCOMPARE(detailOf<ProcessIdentities>("{}"), u"$.id: expected text, found nothing"_s);
    QCOMPARE(detailOf<InviteIdentities>("{}"), u"$.id: expected text, found nothing"_s);
    QCOMPARE(ProcessIdentities::parse(answer("", 202)).error().httpStatus, 202);
}

void TestTasks::changesWithoutAResultAcceptAnyBody()
{
    for (const QByteArray body : { "", "OK", "<html>", "{\"id\":" }) {
        for (const int status : { 200, 202, 204 }) {
            QVERIFY(DeleteIdentity::parse(answer(body, status)).hasValue());
            QVERIFY(ResetIdentity::parse(answer(body, status)).hasValue());
            QVERIFY(SendVerification::parse(answer(body, status)).hasValue());
        }
    }
}

QTEST_GUILESS_MAIN(TestTasks)
#include "tst_tasks.moc"
