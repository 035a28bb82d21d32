#include "models/filter/tenantfigures.h"

#include "api/filter/filterexpression.h"
#include "api/filter/filterfield.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::TenantFigures)
};

IdentityQuery whereIs(FilterField field, const QString& value)
{
    const FilterResult condition = FilterExpression::condition(
        { .field = field, .op = FilterOperator::Equals, .values = { value } });
    return { .filter = std::get<FilterExpression>(condition).toFilterText() };
}

/// A group of correlated identities, who are what most people mean by the identities of a tenant.
FigureGroup correlatedGroup(const QString& title)
{
    return { .title = title, .wholeWords = Texts::tr("share of %1 correlated") };
}

} // namespace

IdentityQuery everybody()
{
    return { .scope = IdentityScope::All };
}

QList<FigureGroup> tenantFigures()
{
    FigureGroup status = correlatedGroup(Texts::tr("Status"));
    for (const QString& value : filterFieldInfo(FilterField::CloudStatus).knownValues)
        status.figures += { statusLook(value), whereIs(FilterField::CloudStatus, value) };
    FigureGroup processing = correlatedGroup(Texts::tr("Processing state"));
    for (const QString& value : filterFieldInfo(FilterField::ProcessingState).knownValues)
        processing.figures
            += { processingLook(value), whereIs(FilterField::ProcessingState, value) };
    processing.note = Texts::tr("The API cannot count those that have no processing state.");
    FigureGroup correlation { .title = Texts::tr("Correlation"),
        .whole = everybody(),
        .wholeWords = Texts::tr("share of %1"),
        .note = Texts::tr(
            "Uncorrelated: no account of an authoritative source belongs to the identity.") };
    correlation.figures += { { .word = Texts::tr("Correlated"), .icon = u"users"_s },
        { .scope = IdentityScope::Correlated } };
    correlation.figures += { { .word = Texts::tr("Uncorrelated"), .icon = u"unlink"_s },
        { .scope = IdentityScope::Uncorrelated } };
    FigureGroup protection = correlatedGroup(Texts::tr("Protection"));
    protection.figures += { { .word = Texts::tr("Protected"), .icon = u"shield"_s },
        whereIs(FilterField::Protected, u"true"_s) };
    protection.note = Texts::tr("Protected identities cannot be deleted.");
    return { status, processing, correlation, protection };
}

} // namespace ic
