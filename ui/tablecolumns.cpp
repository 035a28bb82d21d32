#include "ui/tablecolumns.h"

#include "ui/dialogs/columndialog.h"

#include "profile/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr QLatin1StringView AttributePrefix("attributes.");
}

TableColumns::TableColumns(
    IdentityView& view, IdentityTableModel& model, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_model(model)
    , m_settings(settings)
    , m_standard(view.columnChoices())
{
    restore();
    connect(&view, &IdentityView::columnsChanged, this, &TableColumns::save);
}

void TableColumns::restore()
{
    QList<ColumnChoice> choices;
    for (const QString& line : m_settings.value(Setting::TableColumns).toStringList()) {
        const QStringList parts = line.split(u'|');
        if (parts.size() != 3)
            continue;
        const QString attribute = parts[0].startsWith(AttributePrefix)
            ? parts[0].mid(AttributePrefix.size())
            : QString();
        choices += { .key = parts[0],
            .title = attribute,
            .width = parts[1].toInt(),
            .shown = parts[2] == u"shown"_s,
            .attribute = attribute };
    }
    if (!choices.isEmpty())
        m_view.applyColumnChoices(choices);
}

void TableColumns::save()
{
    QStringList lines;
    for (const ColumnChoice& choice : m_view.columnChoices()) {
        if (!choice.key.contains(u'|'))
            lines += u"%1|%2|%3"_s.arg(choice.key)
                         .arg(choice.width)
                         .arg(choice.shown ? u"shown"_s : u"hidden"_s);
    }
    m_settings.setValue(Setting::TableColumns, lines);
}

void TableColumns::choose(QWidget* window)
{
    auto* dialog
        = new ColumnDialog(m_view.columnChoices(), m_standard, m_model.knownAttributes(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { m_view.applyColumnChoices(dialog->choices()); });
    dialog->open();
}

void TableColumns::showAttribute(const QString& attribute)
{
    QList<ColumnChoice> choices = m_view.columnChoices();
    const auto found = std::ranges::find(choices, attribute, &ColumnChoice::attribute);
    if (found != choices.end()) {
        found->shown = true;
    } else {
        const IdentityColumn column = attributeTableColumn(attribute);
        choices += {
            .key = column.key, .title = column.title, .width = column.width, .attribute = attribute
        };
    }
    m_view.applyColumnChoices(choices);
    const int row = std::max(0, m_view.rowAt(0));
    m_view.scrollTo(m_model.index(row, m_model.columnOfKey(attributeTableColumn(attribute).key)));
}

} // namespace ic
