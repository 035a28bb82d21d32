#include "demo/activity.h"

namespace ic::demo {

int Activity::actsOf(Operation operation) const
{
    int sum = 0;
    for (auto act = acts.cbegin(); act != acts.cend(); ++act)
        sum += act.key().first == operation ? act.value() : 0;
    return sum;
}

} // namespace ic::demo
