#include "jobs/backgroundjournal.h"

using namespace Qt::StringLiterals;

namespace ic {

BackgroundJournal::BackgroundJournal(const QString& path)
    : m_path(path)
    , m_stop(std::make_shared<std::atomic_bool>(false))
    , m_there(new QObject)
{
    m_thread.setObjectName(u"journal"_s);
    m_there->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_there, &QObject::deleteLater);
}

BackgroundJournal::~BackgroundJournal()
{
    withdraw();
    if (!m_thread.isRunning()) {
        delete m_there;
        return;
    }
    QMetaObject::invokeMethod(
        m_there, [this] { m_reader.reset(); }, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        m_there, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void BackgroundJournal::withdraw()
{
    m_latest.renew();
    *m_stop = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
}

void BackgroundJournal::post(std::function<void(const Opened&)> work)
{
    if (!m_thread.isRunning())
        m_thread.start();
    QMetaObject::invokeMethod(
        m_there,
        [this, work = std::move(work)] {
            if (m_reader) {
                work(m_reader);
                return;
            }
            auto opened = JournalReader::open(m_path);
            if (opened)
                m_reader = std::move(opened).value();
            work(opened ? Opened(m_reader) : Opened(opened.error()));
        },
        Qt::QueuedConnection);
}

} // namespace ic
