#pragma once

#include "auth/secretkeeper.h"
#include "profile/connectionservice.h"
#include "profile/profilestore.h"
#include "program/composition.h"

namespace ic {

/// The deadlines that follow from a profile. Requests wait for a refused sign-in.
SchedulerOptions schedulerOptionsFor(const Profile& profile);

/// Profiles in their file, secrets in the keychain, tests over the real network.
class ConnectionDesk final : public ConnectionService
{
    Q_OBJECT

public:
    /// `imports`: as they were when the program started, before it cleaned its environment.
    /// `openElsewhere`: what is answered to that question. `keptRoots`: where selections and
    /// snapshots are of a connection that is removed; see tenantFolder(). `openPage`: shows a page
    /// in the browser.
    ConnectionDesk(
        const QString& profilesPath, std::unique_ptr<SecretVault> vault,
        const ImportPlaces& imports,
        std::function<QString(const Profile&)> openElsewhere
        = [](const Profile&) { return QString(); },
        QStringList keptRoots = {},
        std::function<void(const QString& url)> openPage = [](const QString&) {});
    ~ConnectionDesk() override;

    /// What a profile means for the network layer; nullopt with a sentence if it cannot be used.
    std::optional<Connection> connectionFor(const Profile& profile, const Secret& clientSecret,
        const Secret& proxyPassword, QString* problem);
    /// See ProfileStore::named().
    std::optional<Profile> profileNamed(const QString& name) const { return m_store.named(name); }
    /// Both may be empty: then there is none, or none for this host, proxy and CA file. Asks the
    /// keychain, which may ask the person.
    void findSecrets(const Profile& profile, QObject* context,
        std::function<void(const Secret& clientSecret, const Secret& proxyPassword)> callback);

    /// Once findSecrets() has answered: why it found none although one is kept, as one text for the
    /// person; else empty.
    QString whyAskedAgain(const Profile& profile) const;

    QList<Profile> profiles() const override { return m_store.profiles(); }
    QString saveEdits(const QList<Profile>& before, const QList<Profile>& after) override;
    QString profilesProblem() const override { return m_store.problem(); }
    void readSecretState(const ProfileId& id, QObject* context,
        std::function<void(const SecretState&)> callback) override;
    void keepSecrets(const ProfileId& id, const Secret& clientSecret, const Secret& proxyPassword,
        QObject* context, std::function<void(const QString& problem)> callback) override;
    void askAddress(const TenantAddress& address, const NetworkOptions& network,
        const Secret& proxyPassword, QObject* context,
        std::function<void(const AddressAnswer&)> callback) override;
    std::unique_ptr<ConnectionTestRun> startTest(
        const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword) override;
    std::unique_ptr<BrowserSignIn> startSignIn(
        const Profile& profile, const Secret& proxyPassword) override;
    void signOut(const ProfileId& id) override;
    QList<ImportOffer> importOffers() const override { return findImports(m_imports); }
    QString openElsewhere(const Profile& profile) const override
    {
        return m_openElsewhere(profile);
    }

private:
    /// As it is in the file; without an address if it is not there.
    Profile kept(const ProfileId& id) const;
    KeptSignIn keptSignIn(const Profile& profile);
    void noteKept(const QString& key, const QString& problem);
    void forget(const QString& key);
    bool isForAnotherWay(const Profile& profile) const;
    void followWay(const QString& key, const QString& from, const QString& to);

    ProfileStore m_store;
    SecretKeeper m_secrets;
    ImportPlaces m_imports;
    const std::function<QString(const Profile&)> m_openElsewhere;
    const QStringList m_keptRoots;
    QSet<QString> m_notKept; ///< keys; the person knows already
    const std::function<void(const QString&)> m_openPage;
};

} // namespace ic
