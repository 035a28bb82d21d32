#include "models/operations/preflightrows.h"

#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"
#include "models/table/statuswords.h"
#include "reading/background.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype MostAtOnce = 10'000; ///< that are compared and let go without further ado

ShownRow candidateRow(const Identity& identity)
{
    const auto shown = [](const QString& text) { return firstShown({ text, u"–"_s }); };
    const StatusLook status = statusLook(identity.identityStatus);
    return { .cells = { { .text = firstShown({ identity.name, identity.id.text() }) },
                 { .text = shown(identity.alias) },
                 { .text = status.word,
                     .toolTip = status.explanation,
                     .roles = { { IdentityTableModel::ColumnKindRole,
                         static_cast<int>(IdentityColumn::Kind::Status) } } },
                 { .text = shown(identity.lifecycleState ? identity.lifecycleState->stateName
                                                         : QString()) } },
        // The delegate takes a row without an id for one that is not loaded.
        .roles = { { IdentityTableModel::IdentityIdRole, shown(identity.id.text()) },
            { IdentityTableModel::ColumnKindRole, static_cast<int>(IdentityColumn::Kind::Text) },
            { IdentityTableModel::RawValueRole, identity.identityStatus } } };
}

} // namespace

CandidateModel::~CandidateModel()
{
    if (m_identities.size() > MostAtOnce)
        letGoElsewhere(std::move(m_identities));
}

void CandidateModel::setIdentities(const QList<Identity>& identities)
{
    if (identities.size() <= MostAtOnce && identities == m_identities)
        return;
    beginResetModel();
    if (m_identities.size() > MostAtOnce)
        letGoElsewhere(std::move(m_identities));
    m_identities = identities;
    m_rowNumber = -1;
    endResetModel();
}

int CandidateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_identities.size());
}

int CandidateModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CandidateModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (std::exchange(m_rowNumber, index.row()) != index.row())
        m_row = candidateRow(m_identities.at(index.row()));
    return shownData(m_row, index.column(), role);
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Display name"), tr("Account name"), tr("Status"),
        tr("Lifecycle") };
    return titles.value(section);
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
