#include "jobs/batches.h"

#include <algorithm>

namespace ic {

Batches::Batches(std::function<qint64(int)> readyAt)
    : m_readyAt(std::move(readyAt))
{
}

QList<int> Batches::take(qint64 now, int most)
{
    while (!m_putOff.empty() && m_putOff.begin()->first <= now) {
        m_waiting.push_front(m_putOff.begin()->second);
        m_putOff.erase(m_putOff.begin());
    }
    if (!m_suspect && !m_refused.empty()) {
        const QList<int> items = m_refused.front().items;
        m_suspect = Suspect { .batch = m_refused.front(), .open = { items.begin(), items.end() } };
        m_refused.pop_front();
        halve(items);
    }
    if (m_suspect && !m_suspect->parts.empty()) {
        QList<int>& part = m_suspect->parts.front();
        const QList<int> items = part.first(std::min<qsizetype>(most, part.size()));
        part.remove(0, items.size());
        if (part.isEmpty())
            m_suspect->parts.pop_front();
        return items;
    }
    QList<int> items;
    while (!m_waiting.empty() && items.size() < most) {
        const int item = m_waiting.front();
        m_waiting.pop_front();
        const qint64 readyAt = m_readyAt(item);
        if (readyAt > now)
            m_putOff.emplace(readyAt, item);
        else
            items.append(item);
    }
    return items;
}

void Batches::putBack(const QList<int>& items)
{
    if (isSuspect(items))
        m_suspect->parts.push_front(items);
    else
        m_waiting.insert(m_waiting.begin(), items.begin(), items.end());
}

void Batches::refuse(const QList<int>& items, const QString& why)
{
    if (isSuspect(items))
        halve(items);
    else
        m_refused.push_back({ items, why });
}

int Batches::settle(const QList<int>& items, const QString& guilty)
{
    if (!isSuspect(items))
        return 0;
    for (const int item : items)
        m_suspect->open.remove(item);
    if (guilty == m_suspect->batch.why)
        m_suspect->guilty += static_cast<int>(items.size());
    if (!m_suspect->open.isEmpty())
        return 0;
    const Suspect known = *std::exchange(m_suspect, std::nullopt);
    return known.guilty == known.batch.items.size() ? known.guilty : 0;
}

void Batches::clear()
{
    m_waiting.clear();
    m_putOff.clear();
    m_refused.clear();
    m_suspect.reset();
}

bool Batches::isEmpty() const
{
    return m_waiting.empty() && m_refused.empty() && (!m_suspect || m_suspect->parts.empty());
}

bool Batches::isSuspect(const QList<int>& items) const
{
    return m_suspect && m_suspect->open.contains(items.constFirst());
}

void Batches::halve(const QList<int>& items)
{
    m_suspect->parts.push_front(items.mid(items.size() / 2));
    m_suspect->parts.push_front(items.first(items.size() / 2));
}

} // namespace ic
