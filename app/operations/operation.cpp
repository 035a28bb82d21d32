#include "operations/operation.h"

#include "api/jsondocument.h"
#include "base/wording.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr auto AllUninvited = "allUninvited"_L1;

} // namespace

QByteArray BulkParameters::toJson() const
{
    QJsonObject object;
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        if (!option->isEmpty())
            object.insert(option.key(), *option);
    }
    if (allUninvited)
        object.insert(AllUninvited, true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<BulkParameters> BulkParameters::fromJson(
    const QByteArray& json, const Operation& operation)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    BulkParameters parameters;
    if (operation.tenantsChoice)
        parameters.allUninvited = object.value(AllUninvited).toBool();
    for (const OperationOption& option : operation.options) {
        if (const QString chosen = object.value(option.key).toString(); !chosen.isEmpty())
            parameters.options.insert(option.key, chosen);
    }
    const bool isAll = QJsonDocument::fromJson(parameters.toJson()).object() == object;
    return isAll ? std::optional(parameters) : std::nullopt;
}

Operation::Operation()
    : done(tr("Succeeded"))
{
}

Operation::~Operation() = default;

QString Operation::confirmText(qint64 count) const
{
    return tr("%1 %2", "a verb and how many it is done to: Process 312")
        .arg(verb, numberText(count));
}

QList<EffectLine> Operation::effectsWith(const BulkParameters&) const
{
    return effects;
}

QString Operation::recorded(const BulkParameters& parameters) const
{
    QStringList parts;
    for (const OperationOption& option : options) {
        if (const QString chosen = parameters.options.value(option.key); !chosen.isEmpty())
            parts += option.recorded.arg(chosen);
    }
    if (parameters.allUninvited && tenantsChoice)
        parts += tenantsChoice->recorded;
    return parts.join(u", "_s);
}

std::optional<LeftOut> Operation::whyLeftOut(const Identity&) const
{
    return {};
}

ApiRequest Operation::request(const BulkParameters& parameters, const QList<IdentityId>& ids) const
{
    QStringList path = m_path.split(u'/');
    path.replaceInStrings(u"{id}"_s, ids.value(0).text());
    ApiRequest request {
        .verb = m_method,
        .path = path,
        .repeat = Repeat::Never,
        .accepted = accepted,
        .lane = Lane::Bulk,
        .ownLimit = pauseMs > 0,
        .operation = title,
        .neededRight = right.text(),
    };
    if (m_method == Verb::Post)
        request.body = body(parameters, ids);
    return request;
}

ChangeReceipt Operation::receipt(const ApiResponse& response) const
{
    ChangeReceipt receipt = readReceipt(response);
    receipt.status = response.status;
    receipt.trackingId = response.trackingId;
    if (accepted.status != response.status) {
        const QString other = tr("ISC answered %1 where %2 is documented.", "two HTTP statuses")
                                  .arg(response.status)
                                  .arg(accepted.status);
        receipt.text = QStringList { receipt.text, other }.join(u' ').trimmed();
    }
    return receipt;
}

QByteArray Operation::body(const BulkParameters&, const QList<IdentityId>&) const
{
    return {};
}

ChangeReceipt Operation::readReceipt(const ApiResponse&) const
{
    return { .text = tr("Accepted.") };
}

ChangeReceipt Operation::taskReceipt(const ApiResponse& response)
{
    const JsonDocument task(response.body);
    if (const QString id = toQString(task.root().member("id").text()); !id.isEmpty())
        return { .task = TaskId(id) };
    return { .text
        = tr("Accepted, but the answer named no task to follow. It may have been done.") };
}

} // namespace ic
