#include "operations/operation.h"

#include "api/answer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ic {

QByteArray BulkParameters::toJson() const
{
    QJsonObject object;
    if (!via.isEmpty())
        object.insert("via"_L1, via);
    if (!sourceName.isEmpty())
        object.insert("sourceName"_L1, sourceName);
    if (allUninvited)
        object.insert("allUninvited"_L1, true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<BulkParameters> BulkParameters::fromJson(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    const BulkParameters parameters {
        .via = object.value("via"_L1).toString(),
        .sourceName = object.value("sourceName"_L1).toString(),
        .allUninvited = object.value("allUninvited"_L1).toBool(),
    };
    const bool isAll = QJsonDocument::fromJson(parameters.toJson()).object() == object;
    return isAll ? std::optional(parameters) : std::nullopt;
}

Operation::Operation()
    : done(tr("Succeeded"))
{
}

Operation::~Operation() = default;

QString Operation::confirmText(int count) const
{
    return tr("%1 %2", "a verb and how many it is done to: Process 312")
        .arg(verb, QLocale().toString(count));
}

QList<EffectLine> Operation::effectsWith(const BulkParameters&) const
{
    return effects;
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
        receipt.text += u' '
            + tr("ISC answered %1 where %2 is documented.", "two HTTP statuses")
                  .arg(response.status)
                  .arg(accepted.status);
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
    const Expected<QJsonObject> task = objectFrom(response);
    if (const QString id = task ? task->value("id"_L1).toString() : QString(); !id.isEmpty())
        return { .task = TaskId(id) };
    return { .text
        = tr("Accepted, but the answer named no task to follow. It may have been done.") };
}

} // namespace ic
