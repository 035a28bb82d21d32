#include "models/roleassignmentmodel.h"

#include "base/plaintext.h"
#include "models/relativetime.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

const Timestamp& timeOf(const RoleAssignment& assignment, int column)
{
    switch (column) {
    case RoleAssignmentModel::StartsColumn:
        return assignment.starts;
    case RoleAssignmentModel::EndsColumn:
        return assignment.removed;
    default:
        return assignment.added;
    }
}

QString roleText(const Reference& role)
{
    return firstShown({ role.name, role.id, u"not given by ISC"_s });
}

} // namespace

RoleFilter RoleFilter::fromText(const QString& text)
{
    static const QRegularExpression id(
        u"^([0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString wanted = text.trimmed();
    if (id.match(wanted).hasMatch())
        return { .roleId = wanted };
    return { .roleName = wanted };
}

void RoleAssignmentModel::setAssignments(const QList<RoleAssignment>& assignments)
{
    beginResetModel();
    m_assignments = assignments;
    endResetModel();
}

const RoleAssignment* RoleAssignmentModel::at(int row) const
{
    return row >= 0 && row < m_assignments.size() ? &m_assignments.at(row) : nullptr;
}

int RoleAssignmentModel::rowOf(const RoleAssignmentId& id) const
{
    for (int row = 0; row < m_assignments.size(); ++row) {
        if (m_assignments.at(row).id == id)
            return row;
    }
    return -1;
}

int RoleAssignmentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_assignments.size());
}

int RoleAssignmentModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RoleAssignmentModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RoleAssignment& assignment = m_assignments.at(index.row());
    if (index.column() == RoleColumn)
        return role == Qt::DisplayRole ? QVariant(roleText(assignment.role)) : QVariant();
    const Timestamp& time = timeOf(assignment, index.column());
    if (role == Qt::DisplayRole)
        return time.isEmpty() ? u"–"_s : dateText(time.utc, time.text);
    if (role == Qt::ToolTipRole && time.utc.isValid())
        return exactTime(time.utc);
    return {};
}

QVariant RoleAssignmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RoleColumn:
        return u"Role"_s;
    case AddedColumn:
        return u"Added"_s;
    case StartsColumn:
        return u"Starts"_s;
    case EndsColumn:
        return u"Ends"_s;
    default:
        return {};
    }
}

} // namespace ic
