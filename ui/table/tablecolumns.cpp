#include "ui/table/tablecolumns.h"

#include "ui/table/columndialog.h"
#include "ui/table/identitydelegate.h"

#include "api/attributekey.h"
#include "models/table/identitytablemodel.h"
#include "profile/settings.h"

#include <QHeaderView>
#include <QSet>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int EmailColumn = 3; // takes the width that is left over
constexpr int SmallestEmail = 112;
constexpr int ChangesPlace = 2; // after the ticks and the name

} // namespace

TableColumns::TableColumns(QTableView& view, IdentityTableModel& model, Settings& settings)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
    , m_settings(settings)
{
    arrangeAtFirst();
    m_standard = choices();
    restore();
    connect(view.horizontalHeader(), &QHeaderView::sectionMoved, this, &TableColumns::save);
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, &TableColumns::save);
}

void TableColumns::arrangeAtFirst()
{
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        m_view.setColumnWidth(i, column.width);
        m_view.setColumnHidden(i, !column.shown);
        m_view.horizontalHeader()->setSectionResizeMode(i,
            column.kind == IdentityColumn::Kind::Tick ? QHeaderView::Fixed
                                                      : QHeaderView::Interactive);
    }
    // What differs stands beside whom it differs of.
    QHeaderView& header = *m_view.horizontalHeader();
    header.moveSection(header.visualIndex(m_model.columnOfKey(ChangesColumn)), ChangesPlace);
}

void TableColumns::restore()
{
    QList<ColumnChoice> kept;
    for (const QString& line : m_settings.value(Setting::TableColumns).toStringList()) {
        const QStringList parts = line.split(u'|');
        if (parts.size() != 3)
            continue;
        const QString attribute = parts[0].startsWith(AttributePrefix)
            ? parts[0].mid(AttributePrefix.size())
            : QString();
        kept += { .key = parts[0],
            .title = attribute,
            .width = parts[1].toInt(),
            .shown = parts[2] == u"shown"_s,
            .attribute = attribute };
    }
    if (!kept.isEmpty())
        apply(kept);
}

void TableColumns::save()
{
    if (m_arranging)
        return;
    QStringList lines;
    for (const ColumnChoice& choice : choices()) {
        // Nothing is compared at the next start.
        const bool shown = choice.shown && choice.key != ChangesColumn;
        if (!choice.key.contains(u'|'))
            lines += u"%1|%2|%3"_s.arg(choice.key)
                         .arg(choice.width)
                         .arg(shown ? u"shown"_s : u"hidden"_s);
    }
    m_settings.setValue(Setting::TableColumns, lines);
}

QList<ColumnChoice> TableColumns::choices() const
{
    QList<ColumnChoice> all;
    const QHeaderView& header = *m_view.horizontalHeader();
    for (int visual = 1; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        const IdentityColumn& column = m_model.columns().at(logical);
        const bool shown = !m_view.isColumnHidden(logical);
        all += { .key = column.key,
            .title = column.title,
            .width = shown ? m_view.columnWidth(logical) : column.width,
            .shown = shown,
            .attribute = column.attribute };
    }
    return all;
}

void TableColumns::apply(const QList<ColumnChoice>& choices)
{
    m_arranging = true;
    QSet<QString> wanted;
    for (const ColumnChoice& choice : choices) {
        wanted.insert(choice.key);
        if (!choice.attribute.isEmpty())
            m_model.addAttributeColumn(choice.attribute);
    }
    const QList<IdentityColumn> present = m_model.columns();
    for (const IdentityColumn& column : present) {
        if (!column.attribute.isEmpty() && !wanted.contains(column.key))
            m_model.removeAttributeColumn(column.attribute);
    }
    QHeaderView& header = *m_view.horizontalHeader();
    int visual = 1;
    for (const ColumnChoice& choice : choices) {
        const int logical = m_model.columnOfKey(choice.key);
        if (logical <= 0)
            continue; // a column of another version
        header.moveSection(header.visualIndex(logical), visual++);
        m_view.setColumnHidden(logical, !choice.shown);
        if (choice.shown)
            m_view.setColumnWidth(logical, std::clamp(choice.width, 40, 1200));
    }
    for (int logical = 1; logical < m_model.columnCount(); ++logical) {
        if (!wanted.contains(m_model.columns().at(logical).key))
            m_view.setColumnHidden(logical, true);
    }
    fit();
    m_arranging = false;
    save();
}

void TableColumns::setShown(const QString& key, bool shown)
{
    QList<ColumnChoice> all = choices();
    const auto found = std::ranges::find(all, key, &ColumnChoice::key);
    if (found == all.end())
        return;
    found->shown = shown;
    apply(all);
    if (shown)
        bringIntoSight(key);
}

void TableColumns::bringIntoSight(const QString& key)
{
    const int row = std::max(0, m_view.rowAt(0));
    m_view.scrollTo(m_model.index(row, m_model.columnOfKey(key)));
}

void TableColumns::fitWidth(int column)
{
    const int end = m_view.rowAt(m_view.viewport()->height() - 1);
    const int last = end < 0 ? m_model.rowCount() - 1 : end;
    int width = m_view.fontMetrics().horizontalAdvance(m_model.columns().at(column).title) + 40;
    for (int row = std::max(0, m_view.rowAt(0)); row <= last; ++row) {
        width
            = std::max(width, IdentityDelegate::widthOf(m_model.index(row, column), m_view.font()));
    }
    m_view.setColumnWidth(column, width);
}

QList<IdentityColumn> TableColumns::shown() const
{
    QList<IdentityColumn> columns;
    for (const ColumnChoice& choice : choices()) {
        if (choice.shown)
            columns += m_model.columns().at(m_model.columnOfKey(choice.key));
    }
    return columns;
}

void TableColumns::fit()
{
    if (m_view.isColumnHidden(EmailColumn))
        return;
    const bool outer = std::exchange(m_arranging, true);
    int others = 0;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        if (i != EmailColumn && !m_view.isColumnHidden(i))
            others += m_view.columnWidth(i);
    }
    // Where not all of them fit, the table scrolls: nothing is squeezed until it cannot be read.
    const int left = m_view.viewport()->width() - others;
    m_view.setColumnWidth(
        EmailColumn, left >= SmallestEmail ? left : m_model.columns().at(EmailColumn).width);
    m_arranging = outer;
}

void TableColumns::setDateStyle(DateStyle dates)
{
    m_model.setDateStyle(dates);
    const int wide = m_view.fontMetrics().horizontalAdvance(u"30 Nov 2026 00:00"_s) + 20;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        if (column.kind != IdentityColumn::Kind::Time || m_view.isColumnHidden(i))
            continue;
        // A width that a person chose stays where it can.
        if (dates == DateStyle::Absolute)
            m_view.setColumnWidth(i, std::max(m_view.columnWidth(i), wide));
        else if (m_view.columnWidth(i) == wide)
            m_view.setColumnWidth(i, column.width);
    }
    fit();
}

void TableColumns::choose()
{
    auto* dialog = new ColumnDialog(choices(), m_standard, m_model.knownAttributes(), &m_view);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { apply(dialog->choices()); });
    dialog->open();
}

void TableColumns::showAttribute(const QString& attribute)
{
    QList<ColumnChoice> all = choices();
    const auto found = std::ranges::find(all, attribute, &ColumnChoice::attribute);
    if (found != all.end()) {
        found->shown = true;
    } else {
        const IdentityColumn column = attributeTableColumn(attribute);
        all += {
            .key = column.key, .title = column.title, .width = column.width, .attribute = attribute
        };
    }
    apply(all);
    bringIntoSight(attributeTableColumn(attribute).key);
}

} // namespace ic
