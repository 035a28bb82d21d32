#include "models/candidatemodel.h"

#include "base/plaintext.h"
#include "models/identitytablemodel.h"
#include "models/statuswords.h"

using namespace Qt::StringLiterals;

namespace ic {

void CandidateModel::setIdentities(const QList<Identity>& identities)
{
    beginResetModel();
    m_identities = identities;
    endResetModel();
}

int CandidateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_identities.size());
}

int CandidateModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CandidateModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Identity& identity = m_identities.at(index.row());
    const auto shown = [](const QString& text) { return firstShown({ text, u"–"_s }); };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case NameColumn:
            return firstShown({ identity.name, identity.id.text() });
        case AccountColumn:
            return shown(identity.alias);
        case StatusColumn:
            return statusLook(identity.identityStatus).word;
        default:
            return shown(identity.lifecycleState ? identity.lifecycleState->stateName : QString());
        }
    case Qt::ToolTipRole:
        if (index.column() == StatusColumn)
            return statusLook(identity.identityStatus).explanation.toHtmlEscaped();
        return {};
    case IdentityTableModel::IdentityIdRole:
        // The delegate takes a row without an id for one that is not loaded.
        return identity.id.isEmpty() ? u"–"_s : identity.id.text();
    case IdentityTableModel::ColumnKindRole:
        return static_cast<int>(index.column() == StatusColumn ? IdentityColumn::Kind::Status
                                                               : IdentityColumn::Kind::Text);
    case IdentityTableModel::RawValueRole:
        return identity.identityStatus;
    default:
        return {};
    }
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { u"Display name"_s, u"Account name"_s, u"Status"_s,
        u"Lifecycle"_s };
    return titles.value(section);
}

} // namespace ic
