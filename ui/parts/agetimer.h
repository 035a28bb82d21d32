#pragma once

#include <QTimer>

namespace ic {

/// Lets a widget say its relative times anew: "5 min ago" is not true for ever.
class AgeTimer final : public QTimer
{
public:
    template <typename Widget, typename Slot>
    AgeTimer(Widget* widget, Slot slot)
        : QTimer(widget)
    {
        setObjectName(QStringLiteral("ageTimer"));
        connect(this, &QTimer::timeout, widget, slot);
        start(20'000);
    }
};

} // namespace ic
