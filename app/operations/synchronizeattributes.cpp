#include "operations/synchronizeattributes.h"

#include "api/jsondocument.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A little more than the tenant's 10 s: the second request may travel faster than the first.
constexpr qint64 PauseMs = 10'200;

/// The state's technical name is the tenant's own, so all common spellings are taken.
bool isLongTermInactive(const Identity& identity)
{
    if (!identity.lifecycleState)
        return false;
    QString letters;
    for (const QChar c : identity.lifecycleState->stateName) {
        if (c.isLetter())
            letters += c.toLower();
    }
    return letters.contains(u"inactive") && letters.contains(u"longterm");
}

class SynchronizeAttributes final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(SynchronizeAttributes)

public:
    SynchronizeAttributes()
    {
        key = u"synchronize-attributes"_s;
        command = u"synchronize"_s;
        title = tr("Synchronize attributes");
        button = tr("Synchronize");
        verb = tr("Synchronize", "before people: Synchronize 3 selected identities");
        icon = u"arrow-left-right"_s;
        shortcut = u"Ctrl+Shift+S"_s;

        effects = {
            { EffectLine::Tone::Warning,
                tr("Sends identity attributes to the accounts on their sources, now.") },
            { EffectLine::Tone::Neutral, tr("At most once per 10 s for each identity.") },
        };
        doesNot = tr("ISC gives no result to follow. The console reads the rows of the table again "
                     "instead.");
        right = { .userLevels = { u"ORG_ADMIN"_s }, .applicationToken = true };

        flag = Flag {
            .condition = { FilterField::Correlated, FilterOperator::Equals, { u"false"_s } },
            .reason = SkipReason::Uncorrelated,
            .checking = tr("Checking who is uncorrelated…"),
        };
        mayInclude = { SkipReason::LongTermInactive };
        pauseMs = PauseMs;
        pauseReason = tr("Each identity can be synchronized once per 10 s.");

        m_path = u"identities/{id}/synchronize-attributes"_s;
        accepted = { .status = 202, .body = Acceptance::Body::Object };
        cmdlet = u"Sync-hronizeAttributesForIdentity"_s; // the SDK's spelling
        idParameter = u"IdentityId"_s;
    }

    std::optional<LeftOut> whyLeftOut(const Identity& identity) const override
    {
        if (isLongTermInactive(identity))
            return LeftOut { SkipReason::LongTermInactive };
        return {};
    }

protected:
    ChangeReceipt readReceipt(const ApiResponse& response) const override
    {
        const JsonDocument job(response.body);
        const QString status = toQString(job.root().member("status").text());
        if (status.isEmpty())
            return { .text = tr("Accepted. ISC gives no way to follow the result.") };
        return { .text = tr("Accepted (job %1, %2). ISC gives no way to follow the result.",
                     "an id and a state, both ISC's words")
                             .arg(toQString(job.root().member("id").text()), status) };
    }
};

} // namespace

const Operation& synchronizeAttributes()
{
    static const SynchronizeAttributes operation;
    return operation;
}

} // namespace ic
