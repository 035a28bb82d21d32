#pragma once

#include "models/table/statuswords.h"

#include <QList>

#include <optional>

namespace ic {

class IdentityTableModel;
class SelectionStore;

/// What can be told of the ticked identities as a whole, without asking the tenant for each: only
/// those on rows that are loaded are looked at.
struct SelectionSummary
{
    struct Group
    {
        StatusLook look = {};
        qint64 count = 0;
    };

    qint64 count = 0;
    qint64 looked = 0; ///< how many of them the groups are made of
    QList<Group> byStatus = {}; ///< largest first
    QList<Group> byProcessing = {};
    /// How many the view does not show; nullopt = not known.
    std::optional<qint64> outside = {};

    /// `outside` as SelectionReach tells it.
    static SelectionSummary of(const SelectionStore& selection, const IdentityTableModel& model,
        std::optional<qint64> outside);

    /// "303 in this view, 9 not in this view".
    QString reachText() const;
    /// What is not known, in one sentence; empty if everything is.
    QString gapText() const;
};

} // namespace ic
