#include "models/filter/namedview.h"

#include "models/filter/filtermodel.h"
#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::NamedView)
};

NamedView scopeView(const QString& name, const QString& icon, IdentityScope scope)
{
    return { .name = name, .icon = icon, .query = { .scope = scope }, .isStandard = true };
}

NamedView conditionView(
    const QString& name, const QString& icon, FilterField field, const QString& value)
{
    return {
        .name = name, .icon = icon, .query = correlatedWith(field, value), .isStandard = true
    };
}

bool isOrder(const QStringList& sorters, FilterReach reach)
{
    static const QStringList known { u"name"_s, u"alias"_s, u"cloudStatus"_s };
    QStringList fields = sorters;
    for (QString& field : fields) {
        if (field.startsWith(u'-'))
            field.remove(0, 1);
    }
    return !fields.isEmpty() && fields.removeDuplicates() == 0
        && std::ranges::all_of(fields, [reach](const QString& field) {
               return known.contains(field)
                   || (reach == FilterReach::Snapshot && filterSubject(field));
           });
}

/// Keys of attributes may hold what separates them.
QString orderText(const QStringList& sorters)
{
    QStringList texts;
    for (QString sorter : sorters)
        texts += sorter.replace(u'%', u"%25"_s).replace(u',', u"%2C"_s).replace(u'\t', u"%09"_s);
    return texts.join(u',');
}

QStringList orderFrom(const QString& text)
{
    QStringList sorters = text.split(u',');
    for (QString& sorter : sorters)
        sorter.replace(u"%09"_s, u"\t"_s).replace(u"%2C"_s, u","_s).replace(u"%25"_s, u"%"_s);
    return sorters;
}

} // namespace

bool NamedView::matches(const IdentityQuery& shown) const
{
    return query.hasSameMembers(shown) && (isStandard || query.sorters == shown.sorters);
}

bool NamedView::isFor(FilterReach reach) const
{
    return isOrder(query.sorters, reach)
        && std::holds_alternative<FilterExpression>(parseFilter(query.filter, reach));
}

QString NamedView::words() const
{
    const FilterResult parsed = parseKeptFilter(query.filter);
    const auto* expression = std::get_if<FilterExpression>(&parsed);
    if (expression == nullptr || expression->isEmpty())
        return Texts::tr("%1 identities", "with a scope: Correlated identities")
            .arg(scopeTitle(query.scope));
    return FilterModel::State { query.scope, *expression }.words();
}

QString NamedView::toText() const
{
    // A name holds no tabulator, and the filter, which may, is last.
    return QStringList { scopeKey(query.scope), orderText(query.sorters), name, query.filter }.join(
        u'\t');
}

std::optional<NamedView> NamedView::fromText(const QString& text, FilterReach reach)
{
    const std::optional<IdentityScope> scope = scopeFromKey(text.section(u'\t', 0, 0));
    const QStringList sorters = orderFrom(text.section(u'\t', 1, 1));
    const QString name = text.section(u'\t', 2, 2);
    const QString filterText = text.section(u'\t', 3);
    const FilterResult filter
        = reach == FilterReach::ListApi ? parseFilter(filterText) : parseKeptFilter(filterText);
    const auto* expression = std::get_if<FilterExpression>(&filter);
    if (!scope || expression == nullptr || !isOrder(sorters, reach) || name.isEmpty()
        || viewNameFrom(name) != name)
        return std::nullopt;
    return NamedView { .name = name,
        .icon = u"bookmark"_s,
        .query = { .scope = *scope, .filter = expression->toFilterText(), .sorters = sorters } };
}

QList<NamedView> standardViews()
{
    using enum FilterField;
    return {
        scopeView(Texts::tr("All correlated"), u"users"_s, IdentityScope::Correlated),
        scopeView(Texts::tr("All identities"), u"users-round"_s, IdentityScope::All),
        scopeView(Texts::tr("Uncorrelated"), u"unlink"_s, IdentityScope::Uncorrelated),
        conditionView(Texts::tr("Processing errors"), u"circle-x"_s, ProcessingState, u"ERROR"_s),
        conditionView(
            Texts::tr("Not registered"), u"circle-dashed"_s, CloudStatus, u"UNREGISTERED"_s),
        conditionView(Texts::tr("Pending"), u"clock"_s, CloudStatus, u"PENDING"_s),
        conditionView(Texts::tr("Locked"), u"lock"_s, CloudStatus, u"LOCKED"_s),
        conditionView(Texts::tr("Disabled"), u"ban"_s, CloudStatus, u"DISABLED"_s),
        conditionView(Texts::tr("Protected"), u"shield"_s, Protected, u"true"_s),
    };
}

IdentityQuery correlatedWith(FilterField field, const QString& value)
{
    const FilterResult condition = FilterExpression::condition(
        { .field = field, .op = FilterOperator::Equals, .values = { value } });
    return { .filter = std::get<FilterExpression>(condition).toFilterText() };
}

QString viewNameFrom(const QString& typed)
{
    const QString name = typed.simplified();
    const bool isText = std::ranges::all_of(
        name, [](QChar character) { return character.isPrint() || character.isSurrogate(); });
    return isText && name.isValidUtf16() && name.size() <= NamedView::LongestName ? name
                                                                                  : QString();
}

} // namespace ic
