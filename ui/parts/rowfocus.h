#pragma once

class QAbstractItemView;

namespace ic {

/// Marks the row that keys move from as soon as they bring the focus to `view`: Qt makes it the
/// current one and shows nothing of it, so that the first Down leads to the second row.
void markRowOnFocus(QAbstractItemView& view);

} // namespace ic
