#include "demo/taskbook.h"

#include "demo/jsontext.h"
#include "demo/seededhash.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

enum TaskBookTopic : quint64 { TaskTopic = 500, DefinitionTopic };

QJsonValue date(bool isKnown, qint64 epochMs)
{
    return isKnown ? QJsonValue(QString::fromLatin1(isoDate(epochMs))) : QJsonValue();
}

} // namespace

TaskBook::TaskBook(const Clock& clock, TaskTiming timing, quint64 seed)
    : m_clock(clock)
    , m_timing(timing)
    , m_seed(seed)
{
}

QString TaskBook::accept(const QString& name, const QString& description, bool dashed, Work work)
{
    const quint64 high = seededHash(m_seed, m_tasks.size(), TaskTopic);
    const quint64 low = mix64(high);
    Task task;
    task.id = QString::fromLatin1(dashed ? dashedId(high, low) : hexId(high, low));
    task.name = name;
    task.description = description;
    task.acceptedMs = m_clock.monotonicMs();
    task.createdMs = m_clock.utcNow().toMSecsSinceEpoch();
    task.work = std::move(work);
    m_byId.insert(task.id, m_tasks.size());
    m_tasks.push_back(std::move(task));
    return m_tasks.back().id;
}

void TaskBook::settle()
{
    // All tasks take equally long, so that they end in the order of acceptance.
    const qint64 now = m_clock.monotonicMs();
    while (m_firstOpen < m_tasks.size()
        && m_tasks[m_firstOpen].acceptedMs + m_timing.completeMs <= now) {
        Task& task = m_tasks[m_firstOpen++];
        task.outcome = task.work(task.createdMs + m_timing.completeMs);
        task.work = {};
        task.done = true;
    }
}

std::optional<QJsonObject> TaskBook::status(const QString& id) const
{
    const auto found = m_byId.constFind(id);
    if (found == m_byId.cend())
        return {};
    const Task& task = m_tasks[*found];
    const qint64 age = m_clock.monotonicMs() - task.acceptedMs;
    const bool launched = age >= m_timing.startMs;
    const qint64 span = std::max(1, m_timing.completeMs - m_timing.startMs);
    const qint64 percent = task.done ? 100
        : launched                   ? std::min<qint64>(99, (age - m_timing.startMs) * 100 / span)
                                     : 0;
    const qint64 modified = task.done ? m_timing.completeMs : launched ? m_timing.startMs : 0;
    const QJsonValue null;
    QJsonArray messages;
    for (const QString& warning : task.outcome.warnings) {
        const QJsonObject text { { u"locale"_s, u"en-US"_s }, { u"message"_s, warning } };
        messages.append(QJsonObject { { u"type"_s, u"WARN"_s }, { u"localizedText"_s, text },
            { u"key"_s, warning }, { u"parameters"_s, QJsonArray() } });
    }
    const QString completion = task.outcome.warnings.isEmpty() ? u"SUCCESS"_s : u"WARNING"_s;
    const QString progress = task.done ? u"Completed"_s : u"Started"_s;
    const QString definition
        = QString::fromLatin1(hexId(seededHash(m_seed, 0, DefinitionTopic), 1));
    return QJsonObject {
        { u"id"_s, task.id },
        { u"type"_s, u"QUARTZ"_s },
        { u"uniqueName"_s, task.name },
        { u"description"_s, task.description },
        { u"parentName"_s, null },
        { u"launcher"_s, u"sweep"_s },
        { u"target"_s, null },
        { u"created"_s, date(true, task.createdMs) },
        { u"modified"_s, date(launched, task.createdMs + modified) },
        { u"launched"_s, date(launched, task.createdMs + m_timing.startMs) },
        { u"completed"_s, date(task.done, task.createdMs + m_timing.completeMs) },
        { u"completionStatus"_s, task.done ? QJsonValue(completion) : null },
        { u"messages"_s, messages },
        { u"returns"_s,
            QJsonArray { QJsonObject {
                { u"name"_s, u"Identities"_s }, { u"attributeName"_s, u"identityCount"_s } } } },
        { u"attributes"_s, QJsonObject { { u"identityCount"_s, task.outcome.handled } } },
        { u"progress"_s, launched || task.done ? QJsonValue(progress) : null },
        { u"percentComplete"_s, percent },
        { u"taskDefinitionSummary"_s,
            QJsonObject { { u"id"_s, definition }, { u"uniqueName"_s, task.name },
                { u"description"_s, null }, { u"parentName"_s, u""_s }, { u"executor"_s, null },
                { u"arguments"_s, QJsonObject() } } },
    };
}

} // namespace ic::demo
