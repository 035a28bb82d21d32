#pragma once

#include "api/jsonreader.h"
#include "net/apirequest.h"

#include <QDateTime>

#include <functional>
#include <optional>

namespace ic {

/// IdentityDto of the v2024 API where it stands in an answer: nothing is copied, so that an export
/// takes its texts from there. Valid as long as the document is. What the members mean: Identity.
struct IdentityRecord
{
    struct Manager
    {
        QUtf8StringView type = {};
        QUtf8StringView id = {};
        QUtf8StringView name = {};
    };
    struct Lifecycle
    {
        QUtf8StringView stateName = {};
        bool manuallyUpdated = false;
    };
    struct Date
    {
        QUtf8StringView text = {}; ///< as sent; empty where it came as a number
        JsonValue value = {};

        /// Read when it is asked for.
        QDateTime utc() const { return text.isEmpty() ? timestampOf(value) : parseTimestamp(text); }
    };

    QUtf8StringView id = {};
    QUtf8StringView name = {};
    QUtf8StringView alias = {};
    QUtf8StringView emailAddress = {};
    QUtf8StringView identityStatus = {};
    QUtf8StringView processingState = {};
    std::optional<Manager> manager = {};
    std::optional<Lifecycle> lifecycleState = {};
    bool isManager = false;
    Date created = {};
    Date modified = {};
    Date lastRefresh = {};
    JsonValue attributes = {};
    QString oddity = {};
    QByteArrayView json = {}; ///< the whole record, where it is wanted
    QByteArrayList converted = {}; ///< holds the texts that came as numbers

    /// Reads whatever the tenant gave for an identity: one record that is not what it should be
    /// must not hide the others.
    static IdentityRecord of(const JsonRecord& record);
    static IdentityRecord fromJson(const JsonReader& reader);
};

/// Whether IdentityRecord::json is wanted: finding it costs a second reading of the answer.
enum class RecordJson { Wanted, NotWanted };

/// Calls `read` for each record of the list that is the body of a 2xx answer. Returns what is wrong
/// with the answer as a whole.
std::optional<ApiError> forEachIdentity(const ApiResponse& response, RecordJson json,
    const std::function<void(const IdentityRecord&)>& read);

} // namespace ic
