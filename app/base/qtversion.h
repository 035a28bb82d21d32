#pragma once

#include <QTimeZone>

class QHttpServerResponder;
class QTcpSocket;

namespace ic {

/// Where the versions of Qt that we build with differ. Nothing else asks for the version.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
inline constexpr auto Utc = QTimeZone::UTC;
using HttpAnswerer = QHttpServerResponder&; ///< what Qt HttpServer hands over with a request
#else
inline constexpr auto Utc = Qt::UTC;
using HttpAnswerer = QTcpSocket*;
#endif

} // namespace ic
