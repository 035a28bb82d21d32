#pragma once

#include "base/netstatus.h"
#include "base/signedin.h"
#include "profile/tenant.h"
#include "program/commands/operationorder.h"

#include <QCoreApplication>

namespace ic {

/// What stands before every change, as a command puts it out: who, who is left out and why, what it
/// does, what it costs.
class OperationPreview
{
    Q_DECLARE_TR_FUNCTIONS(OperationPreview)

public:
    /// `remarks`: sentences about how they were found.
    OperationPreview(const BulkPlan& plan, const Tenant& tenant, const QStringList& remarks);

    QString text(const NetStatus& status) const;
    /// An object a line: each person, each who is left out, and the sum.
    QString json() const;
    /// How the same is done: "… --yes --count 12 --tenant acme". `who`: whose token it is.
    QString howToRun(const OperationOrder& order, const SignedIn& who) const;
    /// What of that the command line lacks, or says wrongly; empty if the plan may run.
    QString whyNotConfirmed(const OperationOrder& order, const SignedIn& who) const;

private:
    qint64 reach() const { return m_plan.targets.size(); }
    qint64 countToSay(const OperationOrder& order) const;
    bool isNumberAskedFor() const;
    bool mayBeYourself(const SignedIn& who) const;

    const BulkPlan& m_plan;
    const Tenant& m_tenant;
    const QStringList m_remarks;
};

} // namespace ic
