#include "operations/inviteidentities.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The API states no maximum for an invitation; this is what processing takes at once.
constexpr int MostAtOnce = 250;

class InviteIdentities final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(InviteIdentities)

public:
    InviteIdentities()
    {
        key = u"invite-identities"_s;
        command = u"invite"_s;
        title = tr("Invite");
        button = tr("Invite");
        verb = tr("Invite", "before people: Invite 3 selected identities");
        icon = u"user-plus"_s;
        shortcut = u"Ctrl+Shift+I"_s;

        effects = {
            { EffectLine::Tone::Warning, tr("Sends an invitation email to each.") },
            { EffectLine::Tone::Neutral, tr("The link works for 7 days.") },
            { EffectLine::Tone::Neutral,
                tr("Goes to the work address unless the identity profile says otherwise.") },
        };
        doesNot = tr("Registered people get nothing. ISC reports the task, not each person.");
        right = { .scopes = { u"idn:password-user-invite:manage"_s },
            .userLevels = { u"ORG_ADMIN"_s, u"HELPDESK"_s } };
        mayInclude = { SkipReason::NoEmail };

        batchSize = MostAtOnce;
        proof = Proof::Task;

        tenantsChoice = TenantsChoice {
            .command = u"all-uninvited"_s,
            .people = tr("all uninvited people", "in a sentence: Invite all uninvited people"),
            .recorded = tr("all uninvited", "whom it was for, in the audit log"),
            .action = tr("Invite all uninvited…"),
            .button = tr("Invite all uninvited"),
            .option = tr("All uninvited people in the tenant (at most 1,000 per run)"),
            .limit = tr("At most 1,000 people in one run."),
            .explanation = tr("The console cannot list them first. Who is uninvited when the task "
                              "runs gets an invitation."),
        };

        m_path = u"identities/invite"_s;
        accepted = { .status = 202, .body = Acceptance::Body::Object };
        cmdlet = u"Start-IdentitiesInvite"_s;
        bodyModel = u"InviteIdentitiesRequest"_s;
    }

    std::optional<LeftOut> whyLeftOut(const Identity& identity) const override
    {
        switch (identity.status()) {
        case IdentityStatus::Unregistered:
        case IdentityStatus::Unknown: // ISC decides; it sends nothing to whom it should not
            break;
        case IdentityStatus::Pending:
            return LeftOut { SkipReason::AlreadyRegistered,
                tr("Invited before and not registered yet. ISC sends no second invitation.") };
        case IdentityStatus::Registered:
        case IdentityStatus::Active:
        case IdentityStatus::Warning:
        case IdentityStatus::Error:
        case IdentityStatus::Locked:
        case IdentityStatus::Disabled:
        case IdentityStatus::Deactivated:
        case IdentityStatus::Terminated:
            return LeftOut { SkipReason::AlreadyRegistered };
        }
        if (identity.emailAddress.isEmpty())
            return LeftOut { SkipReason::NoEmail };
        return {};
    }

protected:
    QByteArray body(const BulkParameters& parameters, const QList<IdentityId>& ids) const override
    {
        QJsonObject body;
        if (parameters.allUninvited) {
            body.insert(u"uninvited"_s, true); // the API takes one or the other
        } else {
            QJsonArray texts;
            for (const IdentityId& id : ids)
                texts.append(id.text());
            body.insert(u"ids"_s, texts);
        }
        return QJsonDocument(body).toJson(QJsonDocument::Compact);
    }

    ChangeReceipt readReceipt(const ApiResponse& response) const override
    {
        return taskReceipt(response);
    }
};

} // namespace

const Operation& inviteIdentities()
{
    static const InviteIdentities operation;
    return operation;
}

} // namespace ic
