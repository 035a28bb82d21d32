#include "models/filter/tenantfigures.h"

#include "models/filter/namedview.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::TenantFigures)
};

/// One for each value of the field that the API names.
QList<TenantFigure> figuresOf(FilterField field, StatusLook (*look)(const QString&))
{
    QList<TenantFigure> figures;
    for (const QString& value : filterFieldInfo(field).knownValues)
        figures += { look(value), correlatedWith(field, value) };
    return figures;
}

} // namespace

IdentityQuery everybody()
{
    return { .scope = IdentityScope::All };
}

QList<FigureGroup> tenantFigures()
{
    // Who are what most people mean by the identities of a tenant.
    const QString correlated = Texts::tr("share of %1 correlated");
    return {
        { .title = Texts::tr("Status"),
            .wholeWords = correlated,
            .figures = figuresOf(FilterField::CloudStatus, statusLook) },
        { .title = Texts::tr("Processing state"),
            .wholeWords = correlated,
            .figures = figuresOf(FilterField::ProcessingState, processingLook),
            .note = Texts::tr("The API cannot count those that have no processing state.") },
        { .title = Texts::tr("Correlation"),
            .whole = everybody(),
            .wholeWords = Texts::tr("share of %1"),
            .figures = { { { .word = Texts::tr("Correlated"), .icon = u"users"_s },
                             { .scope = IdentityScope::Correlated } },
                { { .word = Texts::tr("Uncorrelated"), .icon = u"unlink"_s },
                    { .scope = IdentityScope::Uncorrelated } } },
            .note = Texts::tr(
                "Uncorrelated: no account of an authoritative source belongs to the identity.") },
        { .title = Texts::tr("Protection"),
            .wholeWords = correlated,
            .figures = { { { .word = Texts::tr("Protected"), .icon = u"shield"_s },
                correlatedWith(FilterField::Protected, u"true"_s) } },
            .note = Texts::tr("Protected identities cannot be deleted.") },
    };
}

} // namespace ic
