#include "ui/operations/operationwords.h"

#include "ui/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The verb as it stands before a number of people.
QString verbBefore(OperationId operation)
{
    switch (operation) {
    case OperationId::SynchronizeAttributes:
        return u"Synchronize"_s;
    case OperationId::SendVerification:
        return u"Send a password-reset email to"_s;
    default:
        return operationInfo(operation).title;
    }
}

} // namespace

const QList<OperationWords>& operationWords()
{
    static const QList<OperationWords> rows {
        { OperationId::ProcessIdentities, u"cog"_s, QKeySequence(u"Ctrl+Shift+P"_s), u"Process"_s },
        { OperationId::SynchronizeAttributes, u"arrow-left-right"_s,
            QKeySequence(u"Ctrl+Shift+S"_s), u"Synchronize"_s },
        { OperationId::InviteIdentities, u"user-plus"_s, QKeySequence(u"Ctrl+Shift+I"_s),
            u"Invite"_s },
        { OperationId::SendVerification, u"mail"_s, QKeySequence(u"Ctrl+Shift+M"_s),
            u"Reset email"_s },
        { OperationId::ResetIdentity, u"rotate-ccw"_s, QKeySequence(u"Ctrl+Shift+R"_s), u"Reset"_s,
            true },
        { OperationId::DeleteIdentity, u"trash-2"_s, QKeySequence(u"Shift+Del"_s), u"Delete"_s },
    };
    return rows;
}

const OperationWords& wordsOf(OperationId operation)
{
    const auto row = std::ranges::find(operationWords(), operation, &OperationWords::operation);
    Q_ASSERT(row != operationWords().end());
    return *row;
}

QString targetedText(const QString& verb, const QString& name, qint64 count)
{
    if (!name.isEmpty())
        return u"%1 %2"_s.arg(verb, name);
    return count > 0 ? u"%1 (%2)"_s.arg(verb, numberText(count)) : verb;
}

QString operationTitle(OperationId operation, const QString& name, qint64 count)
{
    return u"%1: %2"_s.arg(
        operationInfo(operation).title, name.isEmpty() ? identitiesText(count) : name);
}

QString operationLead(OperationId operation, const QString& name, qint64 run, qint64 of,
    const QString& which, const QString& tenant)
{
    const QString verb = verbBefore(operation);
    if (!name.isEmpty())
        return u"%1 %2 on %3"_s.arg(verb, name, tenant);
    const QString those = of == 1 ? u"%1 identity"_s.arg(which) : u"%1 identities"_s.arg(which);
    if (of < 0)
        return u"%1 all %2 on %3"_s.arg(verb, those, tenant);
    if (run == of)
        return u"%1 %2 %3 on %4"_s.arg(verb, numberText(of), those, tenant);
    return u"%1 %2 of %3 %4 on %5"_s.arg(verb, numberText(run), numberText(of), those, tenant);
}

QString whichOnes(OperationSubject::Kind kind)
{
    using enum OperationSubject::Kind;
    switch (kind) {
    case Selected:
        return u"selected"_s;
    case Matching:
        return u"matching"_s;
    case NotStarted:
        return u"remaining"_s;
    case Failed:
        return u"failed"_s;
    case Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

QString confirmText(OperationId operation, qint64 run)
{
    if (operation == OperationId::SendVerification)
        return run == 1 ? u"Send 1 email"_s : u"Send %1 emails"_s.arg(numberText(run));
    return u"%1 %2"_s.arg(verbBefore(operation), numberText(run));
}

QString startedText(OperationId operation, qint64 run)
{
    return u"%1: started. It runs in the background; this line says how it ended."_s.arg(
        confirmText(operation, run));
}

} // namespace ic
