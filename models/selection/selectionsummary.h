#pragma once

#include "models/selection/selectiontally.h"
#include "models/table/statuswords.h"

#include <QList>

#include <optional>

namespace ic {

/// What can be told of the ticked identities as a whole, without asking the tenant for each: as the
/// snapshot has them that is shown, else only those on rows that are loaded are looked at.
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
    QDateTime takenAt = {}; ///< of the snapshot that they were counted from

    /// `outside` as SelectionReach tells it, `states` as SelectionTally.
    static SelectionSummary of(const SelectionStore& selection, const IdentityTableModel& model,
        std::optional<qint64> outside, const std::optional<SelectionTally::States>& states);

    /// "303 in this view, 9 not in this view".
    QString reachText() const;
    /// Of when it is, if not of now, and what is not known; empty if everything is, of now.
    QString gapText() const;
};

} // namespace ic
