#pragma once

#include "base/apiversion.h"
#include "base/ids.h"
#include "base/networkoptions.h"
#include "profile/signinkind.h"
#include "profile/tenant.h"

#include <QList>
#include <QUuid>

namespace ic {

using ProfileId = StrongId<struct ProfileTag>;

/// How to reach one tenant, as the person keeps it. Holds no secret: those are in the keychain or
/// in memory, under the profile's id.
struct Profile
{
    ProfileId id = {}; ///< random; stays the same when everything else is edited
    QString name = {}; ///< unique among the profiles, whatever the case
    QString address = {}; ///< as it was typed, e.g. "acme" or an address of the admin pages
    QString apiBase = {}; ///< what that means, e.g. "https://acme.api.identitynow.com"
    QString version = defaultApiVersion(); ///< of the API, see knownApiVersions()
    Environment environment = Environment::Production;
    bool readOnly = true; ///< see startsReadOnly()
    SignInKind signIn = SignInKind::ClientSecret;
    QString clientId = {}; ///< see clientIdOf()
    QString redirectUri = {}; ///< of a client of one's own
    NetworkOptions network = {};
    int snapshotDays = 0; ///< see SnapshotPlace; 0 = until the program ends

    bool operator==(const Profile&) const = default;
};

/// Whether a window of it refuses every change until the person allows them. Production always
/// does.
inline bool startsReadOnly(const Profile& profile)
{
    return profile.readOnly || profile.environment == Environment::Production;
}

/// The client it signs in with.
inline QString clientIdOf(const Profile& profile)
{
    return profile.signIn == SignInKind::Browser ? sailAppsClientId() : profile.clientId;
}

/// Whether both sign in at the same address, in the same way and with the same client: what signs
/// in to one does to the other.
inline bool signInAlike(const Profile& a, const Profile& b)
{
    return a.apiBase == b.apiBase && a.signIn == b.signIn && clientIdOf(a) == clientIdOf(b);
}

inline QString redirectUriOf(const Profile& profile)
{
    return profile.signIn == SignInKind::Browser ? sailAppsRedirect() : profile.redirectUri;
}

inline ProfileId newProfileId()
{
    return ProfileId(QUuid::createUuid().toString(QUuid::WithoutBraces));
}

} // namespace ic

Q_DECLARE_METATYPE(ic::ProfileId)
