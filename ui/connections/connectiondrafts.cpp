#include "ui/connections/connectiondrafts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ConnectionDrafts)
};

bool hasTyped(const ProfileDraft& draft)
{
    return draft.isSecretTyped || !draft.clientSecret.isEmpty() || !draft.proxyPassword.isEmpty();
}

bool isSameName(const QString& a, const QString& b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

} // namespace

bool usesKept(const ProfileDraft& draft)
{
    return draft.kept && hasSecretFor(*draft.kept, draft.profile);
}

bool needsSignIn(const ProfileDraft& draft)
{
    return isWithBrowser(draft.profile.signIn) && draft.clientSecret.isEmpty()
        && (draft.isNew || draft.kept) && !usesKept(draft);
}

bool isTestedAlike(const Profile& a, const Profile& b)
{
    return signInAlike(a, b) && a.version == b.version && a.network == b.network;
}

ConnectionDrafts::ConnectionDrafts(const QList<Profile>& saved, const NetworkOptions& forNew)
    : m_forNew(forNew)
    , m_saved(saved)
{
    for (const Profile& profile : saved)
        m_drafts.append({ .profile = profile });
}

bool ConnectionDrafts::isUntouched(const ProfileDraft& draft) const
{
    Profile empty;
    empty.id = draft.profile.id;
    empty.network = m_forNew;
    return draft.isNew && draft.profile == empty && !hasTyped(draft);
}

int ConnectionDrafts::indexOf(const ProfileId& id) const
{
    const auto at = std::find_if(m_drafts.cbegin(), m_drafts.cend(),
        [&](const ProfileDraft& draft) { return draft.profile.id == id; });
    return at == m_drafts.cend() ? -1 : static_cast<int>(at - m_drafts.cbegin());
}

const ProfileDraft* ConnectionDrafts::find(const ProfileId& id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_drafts.at(index);
}

ProfileId ConnectionDrafts::insert(ProfileDraft draft)
{
    draft.isNew = true;
    draft.profile.id = newProfileId();
    m_drafts.append(draft);
    return draft.profile.id;
}

ProfileId ConnectionDrafts::add()
{
    ProfileDraft draft;
    draft.profile.network = m_forNew;
    return insert(draft);
}

ProfileId ConnectionDrafts::addImported(const ImportOffer& offer)
{
    ProfileDraft draft { .profile = offer.profile, .clientSecret = offer.secret };
    draft.profile.name = freeName(offer.profile.name);
    if (draft.profile.network == NetworkOptions())
        draft.profile.network = m_forNew; // the offer says nothing about it
    return insert(draft);
}

ProfileId ConnectionDrafts::duplicate(const ProfileId& id)
{
    const ProfileDraft* original = find(id);
    if (original == nullptr)
        return add();
    ProfileDraft draft { .profile = original->profile,
        .answer = original->answer,
        .isAddressNew = original->isAddressNew };
    const QString name = original->profile.name.trimmed();
    draft.profile.name = name.isEmpty() ? QString() : freeName(name);
    draft.profile.readOnly = true; // as every new one
    return insert(draft);
}

void ConnectionDrafts::remove(const ProfileId& id)
{
    m_drafts.removeIf([&](const ProfileDraft& draft) { return draft.profile.id == id; });
}

void ConnectionDrafts::move(int from, int to)
{
    m_drafts.move(from, to);
}

void ConnectionDrafts::replace(const ProfileDraft& draft)
{
    const int index = indexOf(draft.profile.id);
    if (index >= 0)
        m_drafts[index] = draft;
}

bool ConnectionDrafts::replaceSecret(const ProfileId& id, const Secret& before, const Secret& now)
{
    const int index = indexOf(id);
    if (index < 0 || m_drafts.at(index).clientSecret != before)
        return false;
    m_drafts[index].clientSecret = now;
    return true;
}

void ConnectionDrafts::setSecretState(const ProfileId& id, const SecretState& state)
{
    const int index = indexOf(id);
    if (index >= 0)
        m_drafts[index].kept = state;
}

QString ConnectionDrafts::freeName(const QString& wanted, const ProfileId& self) const
{
    const QString base = wanted.trimmed();
    const auto isTaken = [&](const QString& name) {
        return std::any_of(m_drafts.cbegin(), m_drafts.cend(), [&](const ProfileDraft& draft) {
            return draft.profile.id != self && isSameName(draft.profile.name, name);
        });
    };
    QString name = base;
    for (int number = 2; !name.isEmpty() && isTaken(name); ++number)
        name = u"%1 (%2)"_s.arg(base).arg(number);
    return name;
}

QString ConnectionDrafts::nameProblem(const Profile& profile) const
{
    for (const ProfileDraft& other : m_drafts) {
        if (other.profile.id != profile.id && !profile.name.trimmed().isEmpty()
            && isSameName(other.profile.name, profile.name))
            return Texts::tr("Another connection is called “%1”.")
                .arg(other.profile.name.trimmed());
    }
    return {};
}

QList<FieldProblem> ConnectionDrafts::problems(const ProfileDraft& draft, bool forUse) const
{
    const Profile& profile = draft.profile;
    QList<FieldProblem> found;
    if (profile.name.trimmed().isEmpty())
        found.append({ ProfileField::Name, Texts::tr("Enter a name for the connection.") });
    else if (const QString problem = nameProblem(profile); !problem.isEmpty())
        found.append({ ProfileField::Name, problem });
    if (const TenantAddress address = readTenantAddress(profile.address); !address.isUsable())
        found.append({ ProfileField::Address, address.problem });
    // It becomes a part of every address that is asked.
    if (const QString problem = versionProblem(profile.version); !problem.isEmpty())
        found.append({ ProfileField::Version, problem });
    static const QRegularExpression space(u"\\s"_s);
    // One that was imported without it can be kept and filled in later.
    if (clientIdOf(profile).isEmpty() && forUse)
        found.append({ ProfileField::ClientId, Texts::tr("Enter the client id.") });
    else if (profile.clientId.contains(space))
        found.append({ ProfileField::ClientId, Texts::tr("A client id has no spaces.") });
    if (profile.signIn == SignInKind::OwnClient) {
        if (const QString problem = problemOfRedirect(profile.redirectUri); !problem.isEmpty())
            found.append({ ProfileField::Redirect, problem });
    }
    if (isWithBrowser(profile.signIn))
        return found;
    if (forUse && draft.clientSecret.isEmpty() && draft.kept && !hasSecretFor(*draft.kept, profile))
        found.append({ ProfileField::ClientSecret, Texts::tr("Enter the client secret.") });
    return found;
}

bool ConnectionDrafts::isChanged(const ProfileDraft& draft) const
{
    if (draft.isNew || hasTyped(draft))
        return true;
    const auto same = std::find_if(m_saved.cbegin(), m_saved.cend(),
        [&](const Profile& saved) { return saved.id == draft.profile.id; });
    return same == m_saved.cend() || *same != draft.profile;
}

bool ConnectionDrafts::hasChanges() const
{
    QList<ProfileId> order;
    for (const ProfileDraft& draft : m_drafts) {
        if (isUntouched(draft))
            continue;
        if (isChanged(draft))
            return true;
        order += draft.profile.id;
    }
    QList<ProfileId> before;
    for (const Profile& profile : m_saved)
        before += profile.id;
    return order != before;
}

QStringList ConnectionDrafts::removedNames() const
{
    QStringList names;
    for (const Profile& profile : m_saved) {
        if (indexOf(profile.id) < 0)
            names += profile.name;
    }
    return names;
}

QList<Profile> ConnectionDrafts::profiles() const
{
    QList<Profile> all;
    for (const ProfileDraft& draft : m_drafts) {
        all += draft.profile;
        all.last().name = draft.profile.name.trimmed();
    }
    return all;
}

QList<ProfileDraft> ConnectionDrafts::withSecrets() const
{
    QList<ProfileDraft> some;
    std::ranges::copy_if(m_drafts, std::back_inserter(some), [](const ProfileDraft& draft) {
        return !draft.clientSecret.isEmpty() || !draft.proxyPassword.isEmpty();
    });
    return some;
}

void ConnectionDrafts::markSaved()
{
    m_saved = profiles();
    for (ProfileDraft& draft : m_drafts) {
        SecretState kept = draft.kept.value_or(SecretState());
        // What is kept of another way to sign in is forgotten with the saving.
        if (std::exchange(kept.signIn, draft.profile.signIn) != draft.profile.signIn)
            kept.hasClientSecret = kept.isForAnotherWay = false;
        kept.hasClientSecret |= !draft.clientSecret.isEmpty();
        if (!draft.clientSecret.isEmpty()) {
            kept.clientHost = readTenantAddress(draft.profile.apiBase).host;
            kept.clientId = clientIdOf(draft.profile);
            kept.isOnItsWay = true;
        }
        kept.isForAnotherWay &= draft.clientSecret.isEmpty();
        if (!draft.proxyPassword.isEmpty()) {
            kept.hasProxyPassword = true;
            kept.proxyPlace = proxyPlace(draft.profile.network);
        }
        draft.profile.name = draft.profile.name.trimmed();
        draft.kept = kept;
        draft.isAddressNew = false;
        draft.isNew = false;
    }
    wipe();
}

void ConnectionDrafts::wipe()
{
    for (ProfileDraft& draft : m_drafts) {
        draft.clientSecret = {};
        draft.signedInAs.clear();
        draft.proxyPassword = {};
        draft.isSecretTyped = false;
    }
}

} // namespace ic
