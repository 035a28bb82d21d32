#include "models/matchlistmodel.h"

#include "base/plaintext.h"
#include "models/identitytablemodel.h"
#include "models/statuswords.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int StatusColumn = 3; // of what was found

QString shown(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace

QString listKeyWord(ListKey key)
{
    switch (key) {
    case ListKey::FindOut:
        break;
    case ListKey::Id:
        return u"id"_s;
    case ListKey::AccountName:
        return u"account name"_s;
    case ListKey::Email:
        return u"email"_s;
    case ListKey::DisplayName:
        return u"display name"_s;
    }
    return {};
}

QString notFoundText(const MatchedEntry& entry)
{
    if (!entry.reason.isEmpty())
        return entry.reason;
    QStringList words;
    for (const ListKey key : entry.asked)
        words += listKeyWord(key);
    const QString last = words.isEmpty() ? QString() : words.takeLast();
    if (words.isEmpty())
        return u"No %1."_s.arg(last);
    // "account or display name"
    words.replaceInStrings(u" name"_s, QString());
    return u"No %1 or %2."_s.arg(words.join(u", "_s), last);
}

MatchListModel::MatchListModel(MatchOutcome outcome, QObject* parent)
    : QAbstractTableModel(parent)
    , m_outcome(outcome)
{
    switch (outcome) {
    case MatchOutcome::Found:
        m_titles = { u"Line"_s, u"Person"_s, u"Account name"_s, u"Status"_s };
        break;
    case MatchOutcome::Duplicate:
        m_titles = { u"Line"_s, u"Entry"_s, u"Same as"_s };
        break;
    case MatchOutcome::NotFound:
    case MatchOutcome::Ambiguous:
    case MatchOutcome::Heading:
    case MatchOutcome::NotAsked:
        m_titles = { u"Line"_s, u"Entry"_s, u"Why"_s };
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
        // Without the tag, "&lt;" would be shown as it is written.
        row.hint = u"<p>“%1”, found by %2</p>"_s.arg(
            shownLine(row.entry).toHtmlEscaped(), listKeyWord(entry.foundBy));
    } else if (m_outcome == MatchOutcome::Duplicate) {
        const QString line = u"line %1"_s.arg(report.entries.at(entry.sameAs).entry.line);
        row.cells = { row.entry, entry.candidates.size() == 1 ? line + u": "_s + name : line };
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
            return statusLook(row.status).explanation.toHtmlEscaped();
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
