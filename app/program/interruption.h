#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace ic {

/// Turns SIGINT (Ctrl+C), SIGTERM and SIGHUP into a Qt signal, for as long as it lives. One at a
/// time.
class Interruption final : public QObject
{
    Q_OBJECT

public:
    explicit Interruption(QObject* parent = nullptr);
    ~Interruption() override;

signals:
    void requested();

private:
    void onReadable();

    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace ic
