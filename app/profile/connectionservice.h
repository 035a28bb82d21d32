#pragma once

#include "profile/browsersignin.h"
#include "profile/connectioncheck.h"
#include "profile/profile.h"
#include "profile/profileimport.h"
#include "profile/tenantaddress.h"

#include <QObject>

#include <functional>
#include <memory>

namespace ic {

/// Where secrets are kept, and whether one is. What is kept of a sign-in with the browser, its
/// refresh token, counts as the client secret.
struct SecretState
{
    bool hasKeychain = false; ///< else they live until the program ends
    bool isInMemoryOnly = false; ///< the keychain did not take the client secret
    bool isOnItsWay = false; ///< the keychain has not answered yet: it may be asking for a password
    bool hasClientSecret = false;
    SignInKind signIn = SignInKind::ClientSecret; ///< what the client secret is for
    QString clientHost = {}; ///< the host the client secret was entered for; empty = any
    QString clientId = {}; ///< the client it signed in with; empty = any
    /// One is kept, and is not used: it was entered for another proxy or CA file.
    bool isForAnotherWay = false;
    bool hasProxyPassword = false;
    QString proxyPlace = {}; ///< "host:port" of the proxy its password was entered for

    bool operator==(const SecretState&) const = default;
};

/// Whether the kept client secret would be used for the profile: it goes to no other host than the
/// one it was entered for, and signs in no other way, nor with another client of one's own.
inline bool hasSecretFor(const SecretState& state, const Profile& profile)
{
    return state.hasClientSecret && state.signIn == profile.signIn
        && (state.clientHost.isEmpty()
            || state.clientHost == readTenantAddress(profile.apiBase).host)
        && (profile.signIn != SignInKind::OwnClient || state.clientId.isEmpty()
            || state.clientId == clientIdOf(profile));
}

/// What /oauth/info said of an address.
struct AddressAnswer
{
    TenantAddress address = {}; ///< corrected where the tenant names another host of SailPoint's
    bool confirmed = false; ///< the tenant answered
    QString note = {}; ///< one sentence: "found by /oauth/info", or why not
};

/// Everything a window may ask of connections: profiles, secrets (which it can give, and never read
/// back), tests, imports. Lives on the window's thread. Callbacks never run from inside the call,
/// and not at all once `context` is gone.
class ConnectionService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// In the person's order.
    virtual QList<Profile> profiles() const = 0;
    /// Writes what a person made of `before`, which they began with; what others saved meanwhile
    /// stays. Secrets of those that are gone are forgotten. Returns what went wrong, as one
    /// sentence, or an empty text; then profilesChanged() follows.
    virtual QString saveEdits(const QList<Profile>& before, const QList<Profile>& after) = 0;
    /// The same, beginning with profiles().
    QString saveProfiles(const QList<Profile>& after) { return saveEdits(profiles(), after); }
    /// What was wrong with the file of profiles when it was read; empty if nothing.
    virtual QString profilesProblem() const = 0;

    /// Of the profile as it is kept: a secret belongs to the host, the proxy and the CA file it was
    /// entered for.
    virtual void readSecretState(
        const ProfileId& id, QObject* context, std::function<void(const SecretState&)> callback)
        = 0;
    /// Keeps what is not empty, for the profile as it is kept: save it first. The callback gets a
    /// sentence if the keychain refused; then the secret is kept in memory.
    virtual void keepSecrets(const ProfileId& id, const Secret& clientSecret,
        const Secret& proxyPassword, QObject* context,
        std::function<void(const QString& problem)> callback)
        = 0;

    /// Asks the tenant itself what its API is called.
    virtual void askAddress(const TenantAddress& address, const NetworkOptions& network,
        const Secret& proxyPassword, QObject* context,
        std::function<void(const AddressAnswer&)> callback)
        = 0;
    /// Tries the connection step by step. An empty secret stands for the one that is kept.
    virtual std::unique_ptr<ConnectionTestRun> startTest(
        const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword)
        = 0;

    /// Begins to sign in with the browser, for a profile that does so.
    virtual std::unique_ptr<BrowserSignIn> startSignIn(
        const Profile& profile, const Secret& proxyPassword)
        = 0;
    /// Forgets what is kept of the sign-in with the browser of the profile as it is kept.
    virtual void signOut(const ProfileId& id) = 0;

    virtual QList<ImportOffer> importOffers() const = 0;
    /// The name of the connection that is open in another window and uses the same client of the
    /// same tenant; empty if none. They would share one request limit without knowing.
    virtual QString openElsewhere(const Profile& profile) const = 0;

signals:
    void profilesChanged();
    /// By keepSecrets(): a window that is open and asks for it goes on.
    void secretGiven(const ic::ProfileId& id, const ic::Secret& clientSecret);
    /// From here; a window that is open asks for the sign-in.
    void signedOut(const ic::ProfileId& id);
    /// The keychain has answered everything it was given: what isOnItsWay may not be any more.
    void secretsAtRest();
    /// One sentence: it did not keep what replaced a kept secret, or did not forget one.
    void keychainFailed(const QString& problem);
};

} // namespace ic
