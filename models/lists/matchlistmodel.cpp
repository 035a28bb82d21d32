#include "models/lists/matchlistmodel.h"

#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"
#include "models/table/statuswords.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int StatusColumn = 3; // of what was found

QString shown(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace

MatchListModel::MatchListModel(MatchOutcome outcome, QObject* parent)
    : QAbstractTableModel(parent)
    , m_outcome(outcome)
{
    switch (outcome) {
    case MatchOutcome::Found:
        m_titles = { tr("Line"), tr("Person"), tr("Account name"), tr("Status") };
        break;
    case MatchOutcome::Duplicate:
        m_titles = { tr("Line"), tr("Entry"), tr("Same as") };
        break;
    case MatchOutcome::NotFound:
    case MatchOutcome::Ambiguous:
    case MatchOutcome::Heading:
    case MatchOutcome::NotAsked:
        m_titles = { tr("Line"), tr("Entry"), tr("Why") };
        break;
    }
}

void MatchListModel::setReport(const MatchReport& report)
{
    beginResetModel();
    m_rows.clear();
    for (const MatchedEntry* entry : report.with(m_outcome))
        m_rows += rowOf(report, *entry);
    endResetModel();
}

MatchListModel::Row MatchListModel::rowOf(
    const MatchReport& report, const MatchedEntry& entry) const
{
    Row row { .line = entry.entry.line, .entry = entry.entry.text };
    const Identity person
        = entry.candidates.isEmpty() ? Identity() : report.people.value(entry.candidates.first());
    const QString name = firstShown({ person.name, person.id.text() });
    if (m_outcome == MatchOutcome::Found) {
        row.cells = { name, shown(person.alias), statusLook(person.identityStatus).word };
        row.status = person.identityStatus;
        row.hint = toolTipText(
            tr("“%1”, found by %2").arg(shownLine(row.entry), listKeyWord(entry.foundBy)));
    } else if (m_outcome == MatchOutcome::Duplicate) {
        const QString line = tr("line %1").arg(report.entries.at(entry.sameAs).entry.line);
        row.cells = { row.entry,
            entry.candidates.size() == 1 ? tr("%1: %2", "line, person").arg(line, name) : line };
    } else {
        row.cells = { row.entry, notFoundText(entry) };
    }
    return row;
}

int MatchListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MatchListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

bool MatchListModel::isStatus(int column) const
{
    return m_outcome == MatchOutcome::Found && column == StatusColumn;
}

QVariant MatchListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? QVariant(row.line)
                                   : shownLine(row.cells.value(index.column() - 1));
    case Qt::ToolTipRole:
        if (isStatus(index.column()))
            return toolTipText(statusLook(row.status).explanation);
        // Elsewhere the delegate shows what is cut.
        return m_outcome == MatchOutcome::Found && index.column() == 1 ? row.hint : QString();
    case Qt::TextAlignmentRole:
        return index.column() == 0 ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight))
                                   : QVariant();
    case LineRole:
        return row.line;
    case IdentityTableModel::IdentityIdRole:
        return u"–"_s; // the delegate takes a row without an id for one that is not loaded
    case IdentityTableModel::ColumnKindRole:
        return static_cast<int>(
            isStatus(index.column()) ? IdentityColumn::Kind::Status : IdentityColumn::Kind::Text);
    case IdentityTableModel::RawValueRole:
        return row.status;
    default:
        return {};
    }
}

QVariant MatchListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_titles.value(section);
    if (role == Qt::TextAlignmentRole && section == 0)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace ic
