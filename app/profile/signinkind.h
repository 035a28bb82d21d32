#pragma once

#include <QString>

namespace ic {

/// How a connection signs in.
enum class SignInKind {
    ClientSecret, ///< client id and secret of a personal access token or an API client
    Browser, ///< as SailPoint's own tools do it: their client, and a text to paste
    OwnClient, ///< with the browser, too, and a client of one's own that leads back to this
               ///< computer
};

/// Whether a person signs in with the browser; what is kept then is a refresh token.
inline bool isWithBrowser(SignInKind kind)
{
    return kind != SignInKind::ClientSecret;
}

/// The client of SailPoint's tools, and the page it leads to.
QString sailAppsClientId();
QString sailAppsRedirect();
/// What a client of one's own is offered to begin with.
QString usualRedirect();
/// Why the browser could not come back to this computer by it, as one sentence; empty if it can.
QString problemOfRedirect(const QString& redirectUri);

} // namespace ic
