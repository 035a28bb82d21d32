#pragma once

#include "api/filter/filterexpression.h"
#include "base/ids.h"
#include "operations/skipreason.h"

#include <QMap>

namespace ic {

class Operation;

// What the description of an operation is made of, and what is asked of one.

/// What the operation was asked to do besides whom to act on.
struct BulkParameters
{
    QMap<QString, QString> options = {}; ///< by OperationOption::key; what is empty is left out
    bool allUninvited = false; ///< the tenant chooses, see TenantsChoice; no targets

    bool operator==(const BulkParameters&) const = default;
    /// Compact JSON without what is not set.
    QByteArray toJson() const;
    /// nullopt if it is no JSON object, or has members that this version does not know of the
    /// operation: then it was asked for something that would be left out here.
    static std::optional<BulkParameters> fromJson(
        const QByteArray& json, const Operation& operation);
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
    FilterCondition condition = {};
    SkipReason reason = SkipReason::Protected;
    QString checking = {}; ///< while it is read: "Checking who is protected…"
};

/// Something a person chooses for all of them before it is done.
struct OperationOption
{
    struct Choice
    {
        QString value = {}; ///< the API's word
        QString title = {}; ///< in the list
        QString words = {}; ///< in a sentence: "a link to the work email"
    };

    QString key = {}; ///< in the journal and the request
    QString command = {}; ///< the switch on the command line, without dashes
    QString label = {};
    QString placeholder = {};
    QString hint = {}; ///< one sentence; may be empty
    QString missing = {}; ///< one sentence, where something has to be chosen; else empty
    QString refused = {}; ///< one sentence: a text with characters that it cannot have
    QString recorded = {}; ///< in the audit log: "by %1"
    QList<Choice> choices = {}; ///< empty = a text
};

/// Instead of identities that are chosen here, ISC chooses.
struct TenantsChoice
{
    QString command = {}; ///< the switch on the command line, without dashes
    QString people = {}; ///< in a sentence: "all uninvited people"
    QString recorded = {}; ///< in the audit log: "all uninvited"
    QString action = {}; ///< of a menu: "Invite all uninvited…"
    QString button = {}; ///< "Invite all uninvited"
    QString option = {}; ///< beside the identities that were chosen
    QString limit = {}; ///< one sentence
    QString explanation = {}; ///< in place of the list
};

} // namespace ic
