#pragma once

#include "base/expected.h"

#include <QObject>

#include <memory>

class QThread;

namespace ic {

/// Reads a file as a list's text without holding up the window.
class ListFileLoader final : public QObject
{
    Q_OBJECT

public:
    explicit ListFileLoader(QObject* parent = nullptr);
    ~ListFileLoader() override;

    /// An earlier file that is still being read is dropped.
    void load(const QString& path);

signals:
    void loaded(const QString& path, const QString& text);
    /// Kind::File.
    void failed(const ic::ApiError& error);

private:
    struct Reading;

    void onRead(quint64 number);

    std::unique_ptr<Reading> m_reading;
    quint64 m_lastNumber = 0;
};

} // namespace ic
