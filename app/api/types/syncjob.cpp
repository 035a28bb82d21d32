#include "api/types/syncjob.h"

#include "api/jsonreader.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

IdentityId SyncJob::identityId() const
{
    return IdentityId(payload.value("identityId"_L1).toString());
}

SyncJob SyncJob::fromJson(const JsonReader& reader)
{
    SyncJob job {
        .id = reader.text("id"_L1),
        .status = reader.text("status"_L1),
        .raw = reader.object(),
    };
    reader.ifObject("payload"_L1, [&](const JsonReader& inner) {
        job.payloadType = inner.text("type"_L1);
        const QJsonValue data = inner.object().value("dataJson"_L1);
        job.payload = data.isObject() ? data.toObject()
                                      : QJsonDocument::fromJson(data.toString().toUtf8()).object();
    });
    return job;
}

} // namespace ic
