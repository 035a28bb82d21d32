#pragma once

#include "api/identity.h"
#include "api/right.h"
#include "net/apirequest.h"
#include "operations/operationparts.h"

#include <QCoreApplication>

namespace ic {

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
    QString command; ///< on the command line, where scripts rely on it: "reset-email"
    QString title; ///< of menus and errors: "Synchronize attributes"
    QString button; ///< of the toolbar, before its target: "Synchronize"
    QString verb; ///< before people in a sentence: "Send a password-reset email to"
    QString done; ///< of one identity: "Succeeded"
    QString icon;
    QString shortcut; ///< in QKeySequence's portable words

    // What it does.
    bool isDestructive = false; ///< cannot be taken back: the person types a confirmation
    QList<EffectLine> effects;
    QString doesNot; ///< what a person may expect and it does not do
    QString assurance; ///< what is done around each change to be sure; may be empty
    NeededRight right;

    // Whom it leaves out, besides whom whyLeftOut() names.
    std::optional<Flag> flag;
    bool checksOwnership = false; ///< before each change: who owns objects is left out
    QList<SkipReason> mayInclude; ///< reasons that the person may override: it does no harm then

    // How a job runs it.
    Acceptance accepted; ///< the answer that proves that ISC accepted it
    int batchSize = 1; ///< identities a request; 1 = one request each
    Proof proof = Proof::Answer;
    qint64 pauseMs = 0; ///< ISC takes it once in this time for each identity; 0 = as often as asked
    QString pauseReason; ///< one sentence

    // What is asked of it besides whom.
    QList<OperationOption> options;
    std::optional<TenantsChoice> tenantsChoice;

    // For the PowerShell SDK, see powerShellScript().
    QString cmdlet; ///< without the version that is in the name: "Reset-Identity"
    QString idParameter; ///< empty where the ids are in the body
    QString currentIdParameter; ///< in the "current" version, where it has another name there
    QString bodyModel; ///< empty = there is no body

    bool isBatched() const { return batchSize > 1; }
    /// Whose token it is is left out. Where that is not known, the person has to look.
    bool sparesYourself() const { return isDestructive; }
    /// Of the button that confirms it: "Process 312", "Send 12 emails".
    virtual QString confirmText(qint64 count) const;
    /// The effects with what was chosen filled in.
    virtual QList<EffectLine> effectsWith(const BulkParameters& parameters) const;
    /// What was asked, for the audit log: "by EMAIL_WORK, for Active Directory".
    QString recorded(const BulkParameters& parameters) const;
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

    virtual QByteArray body(const BulkParameters& parameters, const QList<IdentityId>& ids) const;
    virtual ChangeReceipt readReceipt(const ApiResponse& response) const;
    /// Of an answer that names a task to follow.
    static ChangeReceipt taskReceipt(const ApiResponse& response);
};

} // namespace ic
