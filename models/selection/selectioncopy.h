#pragma once

#include "files/keptpeople.h"

#include <QObject>

#include <functional>

namespace ic {

class SelectionStore;

/// What is ticked now, as a file has it; `name` and `saved` are left empty. Of a million that takes
/// a third of a second: see copySelection().
KeptPeople keptPeople(const SelectionStore& selection);

/// The same for `done`, a few at a time between the window's other work: a set of a million that is
/// shared with another thread would be copied as a whole at the next tick, and nothing would move
/// meanwhile. Changed on the way, it is copied anew. Nothing comes once `context` is gone, which
/// `selection` outlives.
void copySelection(const SelectionStore& selection, QObject* context,
    std::function<void(KeptPeople&& people)> done);

} // namespace ic
