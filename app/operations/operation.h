#pragma once

#include "api/catalog.h"
#include "api/filter/filterexpression.h"
#include "api/types/identity.h"
#include "operations/bulkplan.h"

#include <QCoreApplication>

namespace ic {

/// What a 2xx answer to a change says. It was done, or will be; nothing here can be an error.
struct ChangeReceipt
{
    int status = 0;
    TaskId task = {}; ///< to follow; empty = there is none, or the answer could not be read
    QString text = {}; ///< for the journal
    QString trackingId = {};
};

/// Why somebody is left out.
struct LeftOut
{
    SkipReason reason = SkipReason::NotFound;
    QString detail = {}; ///< why in this case; may be empty
};

/// What the list of identities can be filtered by and does not tell, and what an operation has to
/// know of everybody: who has it is left out.
struct Flag
{
    FilterCondition condition;
    SkipReason reason = SkipReason::Protected;
    QString checking = {}; ///< while it is read: "Checking who is protected…"
};

/// One change that can be made to identities, and all that is known about it. Menus, confirmation,
/// rules, jobs, journal and scripts ask it here; nothing else knows one operation from another.
class Operation
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
    Q_DISABLE_COPY_MOVE(Operation)

public:
    /// What shows that it was done.
    enum class Proof {
        Answer, ///< the answer says so, and there is nothing more to read
        Task, ///< a task of ISC, which is followed; an answer that names none proves nothing
        Gone, ///< a read: ISC does not know the identity any more
    };

    virtual ~Operation();

    // In words.
    QString key; ///< written to the journal: never change it
    QString title; ///< of menus and errors: "Synchronize attributes"
    QString button; ///< of the toolbar, before its target: "Synchronize"
    QString verb; ///< before people in a sentence: "Send a password-reset email to"
    QString done; ///< of one identity: "Succeeded"
    QString icon;
    QString shortcut; ///< in QKeySequence's portable words

    // What it does.
    Danger danger = Danger::Change;
    QList<EffectLine> effects;
    QString doesNot; ///< what a person may expect and it does not do
    QString assurance; ///< what is done around each change to be sure; may be empty
    NeededRight right;

    // Whom it leaves out, besides whom whyLeftOut() names.
    std::optional<Flag> flag;
    bool checksOwnership = false; ///< before each change: who owns objects is left out
    QList<SkipReason> mayInclude; ///< reasons that the person may override: it does no harm then

    // How a job runs it.
    int batchSize = 1; ///< identities a request; 1 = one request each
    Proof proof = Proof::Answer;
    qint64 pauseMs = 0; ///< ISC takes it once in this time for each identity; 0 = as often as asked
    QString pauseReason; ///< one sentence

    // For the PowerShell SDK.
    QString cmdlet; ///< of module PSSailpoint.V2024
    QString idParameter; ///< empty where the ids are in the body
    QString bodyModel; ///< empty = there is no body

    bool isBatched() const { return batchSize > 1; }
    bool isDestructive() const { return danger == Danger::Destructive; }
    /// Of the button that confirms it: "Process 312", "Send 12 emails".
    virtual QString confirmText(int count) const;
    /// Why it is not done to somebody, as far as their record says.
    virtual std::optional<LeftOut> whyLeftOut(const Identity& identity) const;

    /// The request that does it to these identities, in the bulk lane. `ids`: as many as a batch
    /// takes, or none with parameters.allUninvited.
    ApiRequest request(const BulkParameters& parameters, const QList<IdentityId>& ids) const;
    ChangeReceipt receipt(const ApiResponse& response) const;

protected:
    Operation();

    Verb m_method = Verb::Post;
    QString m_path; ///< after the version; "{id}" stands for the identity
    Acceptance m_accepted; ///< the answer that proves that ISC accepted it

    virtual QByteArray body(const BulkParameters& parameters, const QList<IdentityId>& ids) const;
    virtual ChangeReceipt readReceipt(const ApiResponse& response) const;
    /// Of an answer that should name a task; `task`: its id, empty if it could not be read.
    static ChangeReceipt taskReceipt(const TaskId& task);
};

/// The six, in the order of menus and toolbar.
const QList<const Operation*>& operations();
/// Nullptr for a key this version does not know.
const Operation* operationWithKey(QStringView key);
/// For the six only.
const Operation& operationOf(OperationId id);

} // namespace ic
