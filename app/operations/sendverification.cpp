#include "operations/sendverification.h"

#include "base/wording.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

const QString Via = u"via"_s;
const QString SourceName = u"sourceName"_s;

class SendVerification final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(SendVerification)

public:
    SendVerification()
    {
        key = u"send-verification"_s;
        command = u"reset-email"_s;
        title = tr("Send password-reset email");
        button = tr("Password email");
        verb = tr("Send a password-reset email to", "before people: … to 3 selected identities");
        icon = u"mail"_s;
        shortcut = u"Ctrl+Shift+M"_s;

        effects = {
            { EffectLine::Tone::Warning, tr("Sends each person a message to reset a password.") },
            { EffectLine::Tone::Neutral, tr("The message expires after 2 hours.") },
        };
        doesNot = tr("The password stays as it is until the person acts.");
        right = { .scopes = { u"idn:password:user-invite"_s },
            .userLevels = { u"ORG_ADMIN"_s, u"HELPDESK"_s } };
        mayInclude = { SkipReason::LockedOrDisabled };

        options = {
            { .key = Via,
                .command = u"via"_s,
                .label = tr("Via"),
                .placeholder = tr("Choose how it is sent"),
                .missing = tr("Choose how the message is sent."),
                .recorded = tr("by %1", "a way: by EMAIL_WORK"),
                .choices = {
                    { u"EMAIL_WORK"_s, tr("Message to work email (EMAIL_WORK)"),
                        tr("a message to the work email") },
                    { u"EMAIL_PERSONAL"_s, tr("Message to personal email (EMAIL_PERSONAL)"),
                        tr("a message to the personal email") },
                    { u"LINK_WORK"_s, tr("Link to work email (LINK_WORK)"),
                        tr("a link to the work email") },
                    { u"LINK_PERSONAL"_s, tr("Link to personal email (LINK_PERSONAL)"),
                        tr("a link to the personal email") },
                } },
            { .key = SourceName,
                .command = u"source"_s,
                .label = tr("Source"),
                .placeholder = tr("Empty = Identity Security Cloud password"),
                .hint = tr("Write the source name exactly as in ISC, for example Active Directory "
                           "Source."),
                .refused = tr("The source name has a character that cannot be part of it."),
                .recorded = tr("for %1", "a source") },
        };

        m_path = u"identities/{id}/verification/account/send"_s;
        accepted = { .status = 200 };
        cmdlet = u"Send-IdentityVerificationAccountToken"_s;
        idParameter = u"Id"_s;
        bodyModel = u"SendAccountVerificationRequest"_s;
    }

    QString confirmText(qint64 count) const override
    {
        return tr("Send %Ln emails", "Send %Ln email", pluralCount(count));
    }

    QList<EffectLine> effectsWith(const BulkParameters& parameters) const override
    {
        QString message = tr("a message");
        for (const OperationOption::Choice& choice : options.constFirst().choices) {
            if (choice.value == parameters.options.value(Via))
                message = choice.words;
        }
        const QString source = parameters.options.value(SourceName, u"Identity Security Cloud"_s);
        QList<EffectLine> filled = effects;
        filled.first().text
            = tr("Sends each person %1, to reset the password of %2.", "a message, a source")
                  .arg(message, source);
        return filled;
    }

    std::optional<LeftOut> whyLeftOut(const Identity& identity) const override
    {
        switch (identity.status()) {
        case IdentityStatus::Unregistered:
            return LeftOut { SkipReason::NotRegistered };
        case IdentityStatus::Pending:
            return LeftOut { SkipReason::NotRegistered, tr("Invited and not registered yet.") };
        case IdentityStatus::Locked:
        case IdentityStatus::Disabled:
        case IdentityStatus::Deactivated:
        case IdentityStatus::Terminated:
            return LeftOut { SkipReason::LockedOrDisabled };
        case IdentityStatus::Registered:
        case IdentityStatus::Active:
        case IdentityStatus::Warning:
        case IdentityStatus::Error:
        case IdentityStatus::Unknown:
            return {};
        }
        Q_UNREACHABLE();
    }

protected:
    QByteArray body(const BulkParameters& parameters, const QList<IdentityId>&) const override
    {
        QJsonObject body;
        for (auto option = parameters.options.cbegin(); option != parameters.options.cend();
             ++option)
            body.insert(option.key(), *option);
        return QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
};

} // namespace

const Operation& sendVerification()
{
    static const SendVerification operation;
    return operation;
}

} // namespace ic
