#pragma once

#include "api/right.h"
#include "net/apirequest.h"

#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace ic {

/// Every operation of the API the console knows. Adding one: a file pair in endpoints/, a row in
/// the catalog, a row in the endpoint tests.
enum class OperationId {
    ListIdentities,
    GetIdentity,
    DeleteIdentity,
    GetOwnership,
    ListRoleAssignments,
    GetRoleAssignment,
    ResetIdentity,
    SendVerification,
    InviteIdentities,
    ProcessIdentities,
    SynchronizeAttributes,
    GetTaskStatus,
};

/// What the operation can do to the tenant. Read-only profiles refuse everything but Read.
enum class Danger {
    Read,
    Change,
    Destructive, ///< cannot be taken back: the person types a confirmation
};

/// One thing the operation does, as a sentence for the confirmation.
struct EffectLine
{
    enum class Tone {
        Neutral,
        Warning, ///< reaches a person or a source system
        Destructive,
    };

    Tone tone = Tone::Neutral;
    QString text = {};
};

/// One row of the catalog. Menus, confirmations, journal, help and "copy as PowerShell" read it.
struct OperationInfo
{
    OperationId id = OperationId::ListIdentities;
    QString journalKey = {}; ///< written to the journal: never change it
    QString title = {}; ///< verb of menus and errors, e.g. "Reset"
    QString apiOperationId = {}; ///< operationId of the v2024 specification
    Verb verb = Verb::Get;
    QString pathTemplate = {}; ///< after the version, e.g. "/identities/{id}/reset"
    Danger danger = Danger::Read;
    Repeat repeat = Repeat::Safe;
    std::optional<Acceptance> accepted = {}; ///< of a change
    int batchSize = 1; ///< identities a request; 1 = one request each
    QList<EffectLine> effects = {};
    QString doesNot = {}; ///< what a person may expect and it does not do
    NeededRight right = {};
    QString powerShellCmdlet = {}; ///< of module PSSailpoint.V2024

    bool isBatched() const { return batchSize > 1; }
};

const OperationInfo& operationInfo(OperationId id);

/// All rows, in the order of OperationId.
std::span<const OperationInfo> allOperations();

/// The operation a journal row names; nullopt for a key this version does not know.
std::optional<OperationId> operationFromJournalKey(QStringView key);

/// A request of the operation without query and body: verb, repeat rule, title and right come from
/// its row. `path`: raw segments after the version.
ApiRequest requestFor(OperationId id, QStringList path, Lane lane = Lane::Interactive);

} // namespace ic
