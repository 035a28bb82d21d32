#include "operations/deleteidentity.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

class DeleteIdentity final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(DeleteIdentity)

public:
    DeleteIdentity()
    {
        key = u"delete-identity"_s;
        command = u"delete"_s;
        title = tr("Delete");
        button = tr("Delete");
        verb = tr("Delete", "before people: Delete 3 selected identities");
        done = tr("Deleted");
        icon = u"trash-2"_s;
        shortcut = u"Shift+Del"_s;

        isDestructive = true;
        effects = {
            { EffectLine::Tone::Destructive,
                tr("Removes the identity from ISC. Cannot be undone.") },
            { EffectLine::Tone::Warning,
                tr("Accounts on sources stay; the next aggregation may bring the identity back or "
                   "leave them uncorrelated.") },
            { EffectLine::Tone::Warning,
                tr("ISC may keep an identity for other reasons: it has accounts, is a manager, has "
                   "work items, or is in an active certification.") },
        };
        doesNot = tr("Accounts are not disabled or deleted on any source.");
        assurance = tr("Ownership is checked once more just before each deletion. Afterwards each "
                       "identity is read again to prove that it is gone.");
        right = { .scopes = { u"idn:identity:manage"_s }, .applicationToken = true };

        flag = Flag {
            .condition = { FilterField::Protected, FilterOperator::Equals, { u"true"_s } },
            .reason = SkipReason::Protected,
            .checking = tr("Checking who is protected…"),
        };
        checksOwnership = true;
        proof = Proof::Gone;

        m_method = Verb::Delete;
        m_path = u"identities/{id}"_s;
        accepted = { .status = 204 };
        cmdlet = u"Remove-Identity"_s;
        idParameter = u"Id"_s;
    }
};

} // namespace

const Operation& deleteIdentity()
{
    static const DeleteIdentity operation;
    return operation;
}

} // namespace ic
