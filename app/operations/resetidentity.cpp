#include "operations/resetidentity.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

class ResetIdentity final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(ResetIdentity)

public:
    ResetIdentity()
    {
        key = u"reset-identity"_s;
        command = u"reset"_s;
        title = tr("Reset");
        button = tr("Reset");
        verb = tr("Reset", "before people: Reset 3 selected identities");
        icon = u"rotate-ccw"_s;
        shortcut = u"Ctrl+Shift+R"_s;

        isDestructive = true;
        effects = {
            { EffectLine::Tone::Destructive,
                tr("De-registers the person: they must register again.") },
            { EffectLine::Tone::Destructive,
                tr("Removes elevated user levels: an administrator stops being one.") },
        };
        doesNot
            = tr("The identity stays. To let the person register again, invite them afterwards.");
        right = { .scopes = { u"idn:identity:manage"_s }, .applicationToken = true };
        mayInclude = { SkipReason::NotRegistered };

        m_path = u"identities/{id}/reset"_s;
        accepted = { .status = 202 };
        cmdlet = u"Reset-Identity"_s;
        idParameter = u"IdentityId"_s;
        currentIdParameter = u"Id"_s;
    }

    std::optional<LeftOut> whyLeftOut(const Identity& identity) const override
    {
        const IdentityStatus status = identity.status();
        if (status == IdentityStatus::Unregistered || status == IdentityStatus::Pending)
            return LeftOut { SkipReason::NotRegistered };
        return {};
    }
};

} // namespace

const Operation& resetIdentity()
{
    static const ResetIdentity operation;
    return operation;
}

} // namespace ic
