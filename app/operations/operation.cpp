#include "operations/operation.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ic {

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
        .accepted = m_accepted,
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
    if (m_accepted.status != response.status) {
        receipt.text += u' '
            + tr("ISC answered %1 where %2 is documented.", "two HTTP statuses")
                  .arg(response.status)
                  .arg(m_accepted.status);
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

ChangeReceipt Operation::taskReceipt(const TaskId& task)
{
    if (!task.isEmpty())
        return { .task = task };
    return { .text
        = tr("Accepted, but the answer named no task to follow. It may have been done.") };
}

} // namespace ic
