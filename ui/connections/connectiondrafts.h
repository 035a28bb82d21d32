#pragma once

#include "profile/connectionservice.h"

#include <optional>

namespace ic {

/// A connection as it is being edited, with what was typed for the keychain.
struct ProfileDraft
{
    Profile profile = {};
    /// Typed, or the refresh token of a sign-in with the browser; empty = the kept one, if there is
    /// one.
    Secret clientSecret = {};
    QString signedInAs = {}; ///< with the browser; as the tenant says
    Secret proxyPassword = {}; ///< the same
    std::optional<SecretState> kept = {}; ///< nothing until the service has said
    std::optional<AddressAnswer> answer = {}; ///< to the address as it is now
    bool isAddressNew = false; ///< typed since the dialog opened
    bool isSecretTyped = false; ///< what is in the field is not in clientSecret yet
    bool isNew = false; ///< never saved

    bool operator==(const ProfileDraft&) const = default;
};

/// Whether the kept secret would be used for it.
bool usesKept(const ProfileDraft& draft);
/// Whether somebody has to sign in with the browser before it can be used. Until the service has
/// said, a sign-in may be kept.
bool needsSignIn(const ProfileDraft& draft);
/// Whether a test of one says the same of the other, the secrets apart.
bool isTestedAlike(const Profile& a, const Profile& b);

enum class ProfileField { Name, Address, Version, ClientId, Redirect, ClientSecret };

/// What keeps a field from being taken, as one sentence.
struct FieldProblem
{
    ProfileField field = ProfileField::Name;
    QString text = {};
};

/// All connections while they are edited. Nothing is written here: the dialog hands the whole list
/// to the service, or drops it.
class ConnectionDrafts
{
public:
    /// `forNew`: what a new connection begins with.
    explicit ConnectionDrafts(const QList<Profile>& saved = {}, const NetworkOptions& forNew = {});

    int count() const { return static_cast<int>(m_drafts.size()); }
    const ProfileDraft& at(int index) const { return m_drafts.at(index); }
    /// -1 if there is none.
    int indexOf(const ProfileId& id) const;
    const ProfileDraft* find(const ProfileId& id) const;

    ProfileId add();
    ProfileId addImported(const ImportOffer& offer);
    /// Takes over everything but the secrets, which belong to one connection each.
    ProfileId duplicate(const ProfileId& id);
    void remove(const ProfileId& id);
    void move(int from, int to);
    /// By the profile's id.
    void replace(const ProfileDraft& draft);
    /// In place of `before`, unless there is another one by now.
    bool replaceSecret(const ProfileId& id, const Secret& before, const Secret& now);
    void setSecretState(const ProfileId& id, const SecretState& state);

    /// `wanted`, or with a number where that name is taken.
    QString freeName(const QString& wanted, const ProfileId& self = {}) const;
    /// A name others have too; empty if the name is free or nothing is written yet.
    QString nameProblem(const Profile& profile) const;
    /// `forUse`: it is about to be connected to or tested, so a secret is needed as well, unless
    /// somebody can sign in with the browser first.
    QList<FieldProblem> problems(const ProfileDraft& draft, bool forUse) const;

    bool isChanged(const ProfileDraft& draft) const;
    /// Whether Cancel would lose anything. An empty connection that was never touched is nothing.
    bool hasChanges() const;
    QStringList removedNames() const;
    /// What the edits began with.
    const QList<Profile>& saved() const { return m_saved; }
    QList<Profile> profiles() const;
    /// Those with something for the keychain.
    QList<ProfileDraft> withSecrets() const;
    /// What is here is what is saved now; typed secrets are wiped.
    void markSaved();
    /// Drops whatever was typed for the keychain.
    void wipe();

private:
    ProfileId insert(ProfileDraft draft);
    bool isUntouched(const ProfileDraft& draft) const;

    NetworkOptions m_forNew;
    QList<Profile> m_saved;
    QList<ProfileDraft> m_drafts;
};

} // namespace ic
