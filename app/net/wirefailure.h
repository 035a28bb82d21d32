#pragma once

#include "net/transport.h"

class QNetworkReply;

namespace ic {

/// Why a reply of Qt's is no complete answer.
///
/// With a status the server answered, and Qt's error only repeats it; unless the answer broke off
/// or cannot be unpacked. `hasLeft`: whether the request was written to a connection. `proxy` is
/// "host:port" or empty: Qt has names for few of a proxy's failures, so that what fails on the way
/// is held to be the proxy's. None if the answer is complete.
WireReply::Failure failureOf(const QNetworkReply& reply, bool hasLeft, const QString& proxy);

/// The failure in one plain sentence.
QString failureInWords(
    const QNetworkReply& reply, WireReply::Failure failure, const QString& proxy);

/// "More than 32 MB came back.", in kB below 1 MB.
QString tooLargeInWords(qint64 limit);

} // namespace ic
