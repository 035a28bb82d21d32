#include "models/namedview.h"

#include "models/filtermodel.h"
#include "models/filterwords.h"

#include "api/filterparser.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr std::array Scopes { IdentityScope::Correlated, IdentityScope::Uncorrelated,
    IdentityScope::All };

NamedView scopeView(const QString& name, const QString& icon, IdentityScope scope)
{
    return { .name = name, .icon = icon, .query = { .scope = scope }, .isStandard = true };
}

NamedView conditionView(
    const QString& name, const QString& icon, FilterField field, const QString& value)
{
    const FilterResult condition = FilterExpression::condition(
        { .field = field, .op = FilterOperator::Equals, .values = { value } });
    return { .name = name,
        .icon = icon,
        .query = { .filter = std::get<FilterExpression>(condition).toFilterText() },
        .isStandard = true };
}

bool isOrder(const QStringList& sorters)
{
    static const QStringList known { u"name"_s, u"alias"_s, u"cloudStatus"_s };
    QStringList fields = sorters;
    for (QString& field : fields) {
        if (field.startsWith(u'-'))
            field.remove(0, 1);
    }
    return !fields.isEmpty() && fields.removeDuplicates() == 0
        && std::ranges::all_of(fields, [](const QString& field) { return known.contains(field); });
}

} // namespace

bool NamedView::matches(const IdentityQuery& shown) const
{
    return query.hasSameMembers(shown) && (isStandard || query.sorters == shown.sorters);
}

QString NamedView::words() const
{
    const FilterResult parsed = parseFilter(query.filter);
    const auto* expression = std::get_if<FilterExpression>(&parsed);
    if (expression == nullptr || expression->isEmpty())
        return u"%1 identities"_s.arg(scopeTitle(query.scope));
    return FilterModel::State { query.scope, *expression }.words();
}

QString NamedView::toText() const
{
    // A name holds no tabulator, and the filter, which may, is last.
    return QStringList { scopeTitle(query.scope).toLower(), query.sorters.join(u','), name,
        query.filter }
        .join(u'\t');
}

std::optional<NamedView> NamedView::fromText(const QString& text)
{
    const QString scope = text.section(u'\t', 0, 0);
    const QStringList sorters = text.section(u'\t', 1, 1).split(u',');
    const QString name = text.section(u'\t', 2, 2);
    const auto found = std::ranges::find_if(
        Scopes, [&](IdentityScope known) { return scopeTitle(known).toLower() == scope; });
    const FilterResult filter = parseFilter(text.section(u'\t', 3));
    const auto* expression = std::get_if<FilterExpression>(&filter);
    if (found == Scopes.end() || expression == nullptr || !isOrder(sorters) || name.isEmpty()
        || viewNameFrom(name) != name)
        return std::nullopt;
    return NamedView { .name = name,
        .icon = u"bookmark"_s,
        .query = { .scope = *found, .filter = expression->toFilterText(), .sorters = sorters } };
}

QList<NamedView> standardViews()
{
    using enum FilterField;
    return {
        scopeView(u"All correlated"_s, u"users"_s, IdentityScope::Correlated),
        scopeView(u"All identities"_s, u"users-round"_s, IdentityScope::All),
        scopeView(u"Uncorrelated"_s, u"unlink"_s, IdentityScope::Uncorrelated),
        conditionView(u"Processing errors"_s, u"circle-x"_s, ProcessingState, u"ERROR"_s),
        conditionView(u"Not registered"_s, u"circle-dashed"_s, CloudStatus, u"UNREGISTERED"_s),
        conditionView(u"Pending"_s, u"clock"_s, CloudStatus, u"PENDING"_s),
        conditionView(u"Locked"_s, u"lock"_s, CloudStatus, u"LOCKED"_s),
        conditionView(u"Disabled"_s, u"ban"_s, CloudStatus, u"DISABLED"_s),
        conditionView(u"Protected"_s, u"shield"_s, Protected, u"true"_s),
    };
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
