#pragma once

#include <QIODevice>

namespace ic {

/// A request body that can be read once.
///
/// QNetworkAccessManager silently sends a request again, POST and DELETE included, when the server
/// closes the connection without an answer. It cannot do so when the body refuses to be rewound, be
/// it empty: the reply then ends with ContentReSendError, which means "sent, outcome unknown".
class OnceBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceBody(QByteArray data, QObject* parent = nullptr);

    bool isSequential() const override;
    qint64 size() const override;
    bool seek(qint64 position) override;
    bool reset() override;
    bool atEnd() const override;

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 writeData(const char* data, qint64 maxSize) override;

private:
    QByteArray m_data;
    qint64 m_read = 0;
};

} // namespace ic
