#include "models/lists/listfileloader.h"

#include "files/listtext.h"

#include <QThread>

namespace ic {

struct ListFileLoader::Reading
{
    ~Reading() { thread->wait(); }

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
    m_latest.renew();
    reading->path = path;
    reading->thread.reset(
        QThread::create([reading] { reading->text = readListText(reading->path); }));
    connect(reading->thread.get(), &QThread::finished, this,
        [onRead = m_latest.only([this] { onRead(); })] { onRead(); });
    reading->thread->start();
}

void ListFileLoader::onRead()
{
    const std::unique_ptr<Reading> reading = std::move(m_reading);
    if (reading->text)
        emit loaded(reading->path, *reading->text);
    else
        emit failed(reading->text.error());
}

} // namespace ic
