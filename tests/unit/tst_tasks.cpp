#include "api/taskstatus.h"
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

QTEST_GUILESS_MAIN(TestTasks)
#include "tst_tasks.moc"
