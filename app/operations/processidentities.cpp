#include "operations/processidentities.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// maxItems of ProcessIdentitiesRequest.
constexpr int ProcessIdentitiesMostAtOnce = 250;

class ProcessIdentities final : public Operation
{
    Q_DECLARE_TR_FUNCTIONS(ProcessIdentities)

public:
    ProcessIdentities()
    {
        key = u"process-identities"_s;
        command = u"process"_s;
        title = tr("Process");
        button = tr("Process");
        verb = tr("Process", "before people: Process 3 selected identities");
        icon = u"cog"_s;
        shortcut = u"Ctrl+Shift+P"_s;

        effects = {
            { EffectLine::Tone::Neutral, tr("Recalculates attributes and manager.") },
            { EffectLine::Tone::Warning, tr("Evaluates roles: access can be added and removed.") },
            { EffectLine::Tone::Warning, tr("Starts provisioning for what changes.") },
            { EffectLine::Tone::Neutral, tr("Clears processing errors that are solved.") },
        };
        doesNot = tr("Not a schedule: ISC processes everyone at 08:00 and 20:00 tenant time.");
        right = { .scopes = { u"idn:identity:process"_s, u"idn:identity:manage"_s },
            .userLevels = { u"ORG_ADMIN"_s, u"HELPDESK"_s },
            .applicationToken = true };

        batchSize = ProcessIdentitiesMostAtOnce;
        proof = Proof::Task;

        m_path = u"identities/process"_s;
        accepted = { .status = 202, .body = Acceptance::Body::Object };
        cmdlet = u"Start-IdentityProcessing"_s;
        bodyModel = u"ProcessIdentitiesRequest"_s;
    }

protected:
    QByteArray body(const BulkParameters&, const QList<IdentityId>& ids) const override
    {
        QJsonArray texts;
        for (const IdentityId& id : ids)
            texts.append(id.text());
        return QJsonDocument(QJsonObject { { u"identityIds"_s, texts } })
            .toJson(QJsonDocument::Compact);
    }

    ChangeReceipt readReceipt(const ApiResponse& response) const override
    {
        return taskReceipt(response);
    }
};

} // namespace

const Operation& processIdentities()
{
    static const ProcessIdentities operation;
    return operation;
}

} // namespace ic
