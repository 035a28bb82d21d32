#pragma once

#include <QFrame>

namespace ic {

/// A strip across a surface that wants to be seen: something waits, is unknown or has to be known.
class AttentionStrip : public QFrame
{
    Q_OBJECT

public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace ic
