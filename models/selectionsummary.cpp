#include "models/selectionsummary.h"

#include "models/identitytablemodel.h"
#include "models/selectionstore.h"

#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString grouped(qint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QList<SelectionSummary::Group> groupsOf(
    const QHash<QString, qint64>& counts, StatusLook (*lookOf)(const QString&))
{
    QList<SelectionSummary::Group> groups;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        StatusLook look = lookOf(it.key());
        if (it.key().isEmpty())
            look.word = u"None"_s; // a dash would look like a number that is missing
        groups += { .look = look, .count = it.value() };
    }
    std::ranges::sort(groups, [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : a.look.word < b.look.word;
    });
    return groups;
}

} // namespace

SelectionSummary SelectionSummary::of(
    const SelectionStore& selection, const IdentityTableModel& model, std::optional<qint64> outside)
{
    SelectionSummary summary { .count = selection.count(), .outside = outside };
    if (selection.isAllMatching()) {
        summary.outside.reset();
        if (selection.knows())
            summary.outside = 0;
    }
    QHash<QString, qint64> status;
    QHash<QString, qint64> processing;
    for (const Identity* identity : model.loadedIdentities()) {
        if (!selection.knows() || !selection.isSelected(identity->id))
            continue;
        ++summary.looked;
        ++status[identity->identityStatus];
        ++processing[identity->processingState];
    }
    summary.byStatus = groupsOf(status, &statusLook);
    summary.byProcessing = groupsOf(processing, &processingLook);
    return summary;
}

QString SelectionSummary::reachText() const
{
    if (!outside)
        return u"How many of them this view shows is not known."_s;
    if (*outside == 0)
        return u"All in this view"_s;
    return u"%1 in this view, %2 not in this view"_s.arg(
        grouped(count - *outside), grouped(*outside));
}

QString SelectionSummary::gapText() const
{
    const qint64 rest = count - looked;
    if (rest <= 0)
        return {};
    if (looked == 0)
        return u"Their states are not known: none of them is on a row that is loaded."_s;
    return u"Counted from %1 that are on loaded rows. The states of the other %2 are not known."_s
        .arg(grouped(looked), grouped(rest));
}

} // namespace ic
