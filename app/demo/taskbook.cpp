#include "demo/taskbook.h"

#include "demo/jsontext.h"
#include "demo/seededhash.h"

#include <algorithm>

namespace ic::demo {

namespace {

enum Topic : quint64 { TaskTopic = 500, DefinitionTopic };

void appendText(QByteArray& out, QByteArrayView name, const QByteArray& value)
{
    out += ",\"";
    out.append(name);
    out += "\":\"";
    out += value;
    out += '"';
}

void appendDate(QByteArray& out, QByteArrayView name, bool known, qint64 epochMs)
{
    out += ",\"";
    out.append(name);
    if (!known) {
        out += "\":null";
        return;
    }
    out += "\":\"";
    appendIsoDate(out, epochMs);
    out += '"';
}

} // namespace

TaskBook::TaskBook(const Clock& clock, TaskTiming timing, quint64 seed)
    : m_clock(clock)
    , m_timing(timing)
    , m_seed(seed)
{
}

QByteArray TaskBook::accept(const QString& name, const QString& description, bool dashed, Work work)
{
    const quint64 high = seededHash(m_seed, m_tasks.size(), TaskTopic);
    const quint64 low = mix64(high);
    Task task;
    task.id = dashed ? dashedId(high, low) : hexId(high, low);
    task.name = name;
    task.description = description;
    task.acceptedMs = m_clock.monotonicMs();
    task.createdMs = m_clock.utcNow().toMSecsSinceEpoch();
    task.work = std::move(work);
    m_byId.insert(QString::fromLatin1(task.id), m_tasks.size());
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

QByteArray TaskBook::statusJson(const QString& id) const
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

    QByteArray out = "{\"id\":\"" + task.id + "\",\"type\":\"QUARTZ\"";
    const QByteArray name = jsonEscaped(task.name);
    appendText(out, "uniqueName", name);
    appendText(out, "description", jsonEscaped(task.description));
    out += ",\"parentName\":null,\"launcher\":\"sweep\",\"target\":null";
    appendDate(out, "created", true, task.createdMs);
    const qint64 modified = task.done ? m_timing.completeMs : launched ? m_timing.startMs : 0;
    appendDate(out, "modified", launched, task.createdMs + modified);
    appendDate(out, "launched", launched, task.createdMs + m_timing.startMs);
    appendDate(out, "completed", task.done, task.createdMs + m_timing.completeMs);
    if (!task.done)
        out += ",\"completionStatus\":null";
    else
        appendText(
            out, "completionStatus", task.outcome.warnings.isEmpty() ? "SUCCESS" : "WARNING");
    out += ",\"messages\":[";
    for (qsizetype i = 0; i < task.outcome.warnings.size(); ++i) {
        const QByteArray text = jsonEscaped(task.outcome.warnings[i]);
        out += i > 0 ? "," : "";
        out += "{\"type\":\"WARN\",\"localizedText\":{\"locale\":\"en-US\",\"message\":\"" + text
            + "\"},\"key\":\"" + text + "\",\"parameters\":[]}";
    }
    out += "],\"returns\":[{\"name\":\"Identities\",\"attributeName\":\"identityCount\"}]"
           ",\"attributes\":{\"identityCount\":";
    appendNumber(out, task.outcome.handled);
    out += "},\"progress\":";
    out += task.done ? "\"Completed\"" : launched ? "\"Started\"" : "null";
    out += ",\"percentComplete\":";
    appendNumber(out, percent);
    out += ",\"taskDefinitionSummary\":{\"id\":\"";
    out += hexId(seededHash(m_seed, 0, DefinitionTopic), 1);
    out += "\",\"uniqueName\":\"" + name
        + "\",\"description\":null,\"parentName\":\"\",\"executor\":null,\"arguments\":{}}}";
    return out;
}

} // namespace ic::demo
