#pragma once

#include "models/filter/viewlistmodel.h"

#include <QTreeView>
#include <QWidget>

namespace ic::test {

/// Whether every view of the window's sidebar is counted: then nothing is asked by itself any more.
inline bool areViewsCounted(const QWidget& window)
{
    const QAbstractItemModel* views
        = window.findChild<QTreeView*>(QStringLiteral("views"))->model();
    for (int group = 0; group < views->rowCount(); ++group) {
        const QModelIndex heading = views->index(group, 0);
        for (int row = 0; row < views->rowCount(heading); ++row) {
            const QModelIndex view = views->index(row, 0, heading);
            const QString count = view.data(ViewListModel::CountRole).toString();
            if (view.flags().testFlag(Qt::ItemIsEnabled)
                && (count.isEmpty() || !count.front().isDigit()))
                return false;
        }
    }
    return true;
}

} // namespace ic::test
