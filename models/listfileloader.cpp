#include "models/listfileloader.h"

#include "csv/listtext.h"

#include <QThread>

namespace ic {

struct ListFileLoader::Reading
{
    ~Reading() { thread->wait(); }

    quint64 number = 0;
    QString path;
    Expected<QString> text = QString();
    std::unique_ptr<QThread> thread;
};

ListFileLoader::ListFileLoader(QObject* parent)
    : QObject(parent)
{
}

ListFileLoader::~ListFileLoader() = default;

void ListFileLoader::load(const QString& path)
{
    m_reading = std::make_unique<Reading>();
    Reading* const reading = m_reading.get();
    const quint64 number = ++m_lastNumber;
    reading->number = number;
    reading->path = path;
    reading->thread.reset(
        QThread::create([reading] { reading->text = readListText(reading->path); }));
    connect(reading->thread.get(), &QThread::finished, this, [this, number] { onRead(number); });
    reading->thread->start();
}

void ListFileLoader::onRead(quint64 number)
{
    if (!m_reading || m_reading->number != number)
        return;
    const std::unique_ptr<Reading> reading = std::move(m_reading);
    if (reading->text)
        emit loaded(reading->path, *reading->text);
    else
        emit failed(reading->text.error());
}

} // namespace ic
