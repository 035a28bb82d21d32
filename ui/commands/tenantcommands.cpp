#include "ui/commands/tenantcommands.h"

#include "ui/table/identitybrowser.h"
#include "ui/window/sidebar.h"

#include "base/plaintext.h"
#include "models/details/identitydetail.h"
#include "models/table/identityname.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::TenantCommands)
};

constexpr qsizetype MostRecent = 5; ///< of each kind

void addRecent(QList<Command>& commands, const TenantParts& parts)
{
    for (const Identity& identity : parts.detail.recent(MostRecent))
        commands += personCommand(Command::Section::Recent, identity, parts.open);
    FilterBar& filter = parts.browser.filter();
    for (const FilterModel::State& state :
        filter.model().recent().first(std::min(MostRecent, filter.model().recent().size()))) {
        commands += { .section = Command::Section::Recent,
            .title = shownLine(state.words()),
            .where = Texts::tr("Filter"),
            .icon = u"filter"_s,
            .run
            = [&filter, state] { filter.show(state.scope, state.expression.toFilterText()); } };
    }
}

void addColumns(QList<Command>& commands, const TenantParts& parts)
{
    TableColumns& columns = parts.browser.view().columns();
    QStringList attributes = parts.browser.model().knownAttributes();
    for (const ColumnChoice& choice : columns.choices()) {
        attributes.removeAll(choice.attribute);
        commands
            += { .title = (choice.shown ? Texts::tr("Hide column %1") : Texts::tr("Show column %1"))
                              .arg(shownLine(choice.title)),
                   .where = Texts::tr("Columns"),
                   .icon = u"columns-3"_s,
                   .run = [&columns, choice] { columns.setShown(choice.key, !choice.shown); } };
    }
    for (const QString& attribute : std::as_const(attributes)) {
        commands += { .title = Texts::tr("Show column %1").arg(shownLine(attribute)),
            .where = Texts::tr("Attributes"),
            .icon = u"columns-3"_s,
            .run = [&columns, attribute] { columns.showAttribute(attribute); } };
    }
}

void addViews(QList<Command>& commands, const TenantParts& parts)
{
    Sidebar& sidebar = parts.sidebar;
    const ViewListModel& model = sidebar.views();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex heading = model.index(group, 0);
        for (int row = 0; row < model.rowCount(heading); ++row) {
            const QModelIndex index = model.index(row, 0, heading);
            if (!(index.flags() & Qt::ItemIsEnabled))
                continue; // a hint
            commands += { .section
                = model.setAt(index) == nullptr ? Command::Section::Views : Command::Section::Sets,
                .title = index.data().toString(),
                .where = heading.data().toString(),
                .icon = index.data(ViewListModel::IconRole).toString(),
                .figure = index.data(ViewListModel::CountRole).toString(),
                .run = [&sidebar, place = QPersistentModelIndex(index)] { sidebar.open(place); } };
        }
    }
}

} // namespace

Command personCommand(Command::Section section, const Identity& identity,
    const std::function<void(const Identity&)>& open)
{
    return { .section = section,
        .title = nameInSentence(identity),
        .where = shownLine(identity.alias),
        .icon = u"user-round"_s,
        .status = identity.identityStatus,
        .key = identity.id.text(),
        .run = [open, identity] { open(identity); } };
}

QList<Command> tenantCommands(const TenantParts& parts)
{
    QList<Command> commands;
    addRecent(commands, parts);
    addColumns(commands, parts);
    addViews(commands, parts);
    return commands;
}

} // namespace ic
