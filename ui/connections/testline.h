#pragma once

#include "profile/connectioncheck.h"

#include <QWidget>

class QLabel;

namespace ic {

class IconMark;
class WrapLabel;

/// One step of the test: icon, step, what was found and what to do, how long it took.
class TestLine final : public QWidget
{
    Q_OBJECT

public:
    explicit TestLine(QWidget* parent = nullptr);

    void setCheck(const ConnectionCheck& check);
    /// Where the texts begin, from the left edge.
    static int textLeft(const QFont& font);

private:
    IconMark* m_mark;
    QLabel* m_step;
    WrapLabel* m_text;
    WrapLabel* m_advice;
    QLabel* m_ms;
};

} // namespace ic
