#include "models/selection/selectionsummary.h"

#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"

#include "base/wording.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SelectionSummary)
};

QList<SelectionSummary::Group> groupsOf(
    const QHash<QString, qint64>& counts, StatusLook (*lookOf)(const QString&))
{
    QList<SelectionSummary::Group> groups;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        StatusLook look = lookOf(it.key());
        if (it.key().isEmpty())
            look.word
                = Texts::tr("None", "no status"); // a dash would look like a number that is missing
        groups += { .look = look, .count = it.value() };
    }
    std::ranges::sort(groups, [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : a.look.word < b.look.word;
    });
    return groups;
}

} // namespace

SelectionSummary SelectionSummary::of(const SelectionStore& selection,
    const IdentityTableModel& model, std::optional<qint64> outside,
    const std::optional<SelectionTally::States>& states)
{
    SelectionSummary summary { .count = selection.count(), .outside = outside };
    if (selection.isAllMatching()) {
        summary.outside.reset();
        if (selection.knows())
            summary.outside = 0;
    }
    QHash<QString, qint64> status;
    QHash<QString, qint64> processing;
    const auto look
        = [&](const QString& theirStatus, const QString& theirProcessing, qint64 count = 1) {
              summary.looked += count;
              status[theirStatus] += count;
              processing[theirProcessing] += count;
          };
    if (states) {
        summary.takenAt = states->takenAt;
        for (const SnapshotGroup& group : states->groups)
            look(group.values.at(0), group.values.at(1), group.count);
    } else if (selection.isAllMatching()) {
        for (const Identity* identity : model.loadedIdentities()) {
            if (selection.isSelected(identity->id))
                look(identity->identityStatus, identity->processingState);
        }
    } else {
        for (const SelectionStore::Known& known : selection.known())
            look(known.status, known.processingState);
    }
    summary.byStatus = groupsOf(status, &statusLook);
    summary.byProcessing = groupsOf(processing, &processingLook);
    return summary;
}

QString SelectionSummary::reachText() const
{
    if (!outside)
        return Texts::tr("How many of them this view shows is not known.");
    if (*outside == 0)
        return Texts::tr("All in this view");
    return Texts::tr("%1 in this view, %2 not in this view")
        .arg(numberText(count - *outside), numberText(*outside));
}

QString SelectionSummary::gapText() const
{
    const qint64 rest = count - looked;
    if (takenAt.isValid()) {
        const QString time = absoluteTime(takenAt);
        return rest <= 0 ? Texts::tr("Counted from the snapshot of %1.").arg(time)
                         : Texts::tr("Counted from the snapshot of %1. %2 of them are not in it.")
                               .arg(time, numberText(rest));
    }
    if (rest <= 0)
        return {};
    if (looked == 0)
        return Texts::tr("Their states are not known. Show them in the table to read them.");
    return Texts::tr("Counted from %1 that were read. The states of the other %2 are not known.")
        .arg(numberText(looked), numberText(rest));
}

} // namespace ic
