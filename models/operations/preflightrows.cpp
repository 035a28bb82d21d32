#include "models/operations/preflightrows.h"

#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"
#include "models/table/statuswords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QStringList CandidateRows::titles()
{
    return { tr("Display name"), tr("Account name"), tr("Status"), tr("Lifecycle") };
}

std::vector<ShownRow> CandidateRows::of(const QList<Identity>& identities)
{
    const QHash<int, QVariant> isStatus { { IdentityTableModel::ColumnKindRole,
        static_cast<int>(IdentityColumn::Kind::Status) } };
    const auto shown = [](const QString& text) { return firstShown({ text, u"–"_s }); };
    std::vector<ShownRow> rows;
    rows.reserve(static_cast<size_t>(identities.size()));
    for (const Identity& identity : identities) {
        const StatusLook status = statusLook(identity.identityStatus);
        rows.push_back(
            { .cells = { { .text = firstShown({ identity.name, identity.id.text() }) },
                  { .text = shown(identity.alias) },
                  { .text = status.word, .toolTip = status.explanation, .roles = isStatus },
                  { .text = shown(identity.lifecycleState ? identity.lifecycleState->stateName
                                                          : QString()) } },
                // The delegate takes a row without an id for one that is not loaded.
                .roles = { { IdentityTableModel::IdentityIdRole, shown(identity.id.text()) },
                    { IdentityTableModel::ColumnKindRole,
                        static_cast<int>(IdentityColumn::Kind::Text) },
                    { IdentityTableModel::RawValueRole, identity.identityStatus } } });
    }
    return rows;
}

QStringList SkippedRows::titles()
{
    return { tr("Display name"), tr("Account name"), tr("Why") };
}

std::vector<ShownRow> SkippedRows::of(const QList<SkippedIdentity>& skipped)
{
    std::vector<ShownRow> groups;
    for (const SkippedIdentity& one : skipped) {
        const int reason = static_cast<int>(one.reason);
        auto group = std::ranges::find_if(groups,
            [&](const ShownRow& row) { return row.roles.value(ReasonRole).toInt() == reason; });
        if (group == groups.end())
            group = groups.insert(group, { .roles = { { ReasonRole, reason } } });
        group->rows.push_back(
            { .cells = { { .text = firstShown({ one.identity.name, one.identity.id.text() }) },
                  { .text = shownLine(one.identity.alias) }, { .text = shownLine(one.detail) } } });
    }
    std::ranges::stable_sort(
        groups, [](const ShownRow& a, const ShownRow& b) { return a.rows.size() > b.rows.size(); });
    for (ShownRow& group : groups) {
        QString heading
            = skipReasonText(static_cast<SkipReason>(group.roles.value(ReasonRole).toInt()));
        heading[0] = heading[0].toUpper();
        group.cells = { { .text = u"%1 (%2)"_s.arg(heading).arg(group.rows.size()) } };
    }
    return groups;
}

} // namespace ic
