#pragma once

#include "base/clock.h"
#include "profile/connectionservice.h"

#include <QHash>
#include <QPointer>

#include <utility>

namespace ic::test {

/// A test of a connection whose findings are written by a test.
class FakeTestRun final : public ConnectionTestRun
{
public:
    ~FakeTestRun() override
    {
        if (!lastToken.isEmpty())
            emit secretReplaced(lastToken);
    }
    QList<ConnectionCheck> checks() const override { return m_checks; }
    QList<RightCheck> rights() const override { return m_rights; }
    bool isFinished() const override { return m_isFinished; }
    QString details() const override { return QStringLiteral("details of the test"); }

    void set(const QList<ConnectionCheck>& checks, const QList<RightCheck>& rights = {})
    {
        m_checks = checks;
        m_rights = rights;
        emit changed();
    }
    void finish()
    {
        m_isFinished = true;
        emit finished();
    }

    Secret lastToken = {}; ///< comes when the test is ended

private:
    QList<ConnectionCheck> m_checks;
    QList<RightCheck> m_rights;
    bool m_isFinished = false;
};

/// A sign-in with the browser whose steps a test takes.
class FakeSignIn final : public BrowserSignIn
{
public:
    State state() const override { return now; }
    QString problem() const override { return why; }
    QString page() const override
    {
        return QStringLiteral("https://acme.identitynow.com/oauth/authorize?state=ab12cd34");
    }
    QString pageHost() const override { return QStringLiteral("acme.identitynow.com"); }
    void openPage() const override { ++opened; }
    QString confirmationCode() const override { return code; }
    QString take(const QString& pasted) override
    {
        taken += pasted;
        return why;
    }
    qint64 msLeft() const override { return left; }
    Secret refreshToken() const override { return Secret(QStringLiteral("refresh-token-1")); }
    SignedIn who() const override { return { .userName = QStringLiteral("j.tanaka") }; }

    void be(State state, const QString& problem = {})
    {
        now = state;
        why = problem;
        emit changed();
    }

    State now = State::Asking;
    QString why = {};
    QString code = QStringLiteral("ab12-cd34");
    qint64 left = 581'000;
    QStringList taken = {};
    mutable int opened = 0;
};

/// Connections for tests: says what it is told to, and remembers what it was given. Answers wait
/// until the test lets them go, so that it decides which comes first.
class FakeConnections final : public ConnectionService
{
public:
    struct Kept
    {
        ProfileId id = {};
        QString clientSecret = {};
        QString proxyPassword = {};
    };
    struct Question
    {
        TenantAddress address = {};
        NetworkOptions network = {};
        QPointer<QObject> context = {};
        std::function<void(const AddressAnswer&)> callback = {};
    };
    struct Tested
    {
        Profile profile = {};
        QString clientSecret = {};
        QString proxyPassword = {};
    };

    QList<Profile> stored = {};
    QString fileProblem = {};
    QString saveProblem = {};
    QString keepProblem = {};
    bool hasKeychain = true;
    bool isInMemoryOnly = false;
    QList<ProfileId> withSecret = {};
    QList<ImportOffer> offers = {};
    QString elsewhere = {}; ///< for every profile with a client id

    int saves = 0;
    QList<Profile> editedFrom = {}; ///< of the last one
    QList<Kept> kept = {};
    QList<Question> questions = {}; ///< not answered yet, oldest first
    int asked = 0;
    QList<Tested> tested = {};
    QPointer<FakeTestRun> run = {};
    QList<Profile> signIns = {}; ///< begun with the browser
    QPointer<FakeSignIn> signIn = {}; ///< the last one
    bool leadsBack = false; ///< the browser brings the answer itself
    QList<ProfileId> signedOutOf = {};

    QList<Profile> profiles() const override { return stored; }
    QString profilesProblem() const override { return fileProblem; }
    QString saveEdits(const QList<Profile>& before, const QList<Profile>& after) override
    {
        ++saves;
        if (!saveProblem.isEmpty())
            return saveProblem;
        editedFrom = before;
        stored = after;
        emit profilesChanged();
        return {};
    }
    void readSecretState(const ProfileId& id, QObject* context,
        std::function<void(const SecretState&)> callback) override
    {
        SecretState state { .hasKeychain = hasKeychain,
            .isInMemoryOnly = isInMemoryOnly,
            .hasClientSecret = withSecret.contains(id) };
        for (const Profile& profile : std::as_const(stored)) {
            if (profile.id != id)
                continue;
            state.clientHost = readTenantAddress(profile.apiBase).host;
            state.signIn = profile.signIn;
        }
        later(context, [callback = std::move(callback), state] { callback(state); });
    }
    void keepSecrets(const ProfileId& id, const Secret& clientSecret, const Secret& proxyPassword,
        QObject* context, std::function<void(const QString&)> callback) override
    {
        kept.append({ id, clientSecret.reveal(), proxyPassword.reveal() });
        later(context, [this, callback = std::move(callback), problem = keepProblem] {
            callback(problem);
            emit secretsAtRest();
        });
    }
    void askAddress(const TenantAddress& address, const NetworkOptions& network, const Secret&,
        QObject* context, std::function<void(const AddressAnswer&)> callback) override
    {
        ++asked;
        questions.append({ address, network, context, std::move(callback) });
    }
    std::unique_ptr<ConnectionTestRun> startTest(
        const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword) override
    {
        tested.append({ profile, clientSecret.reveal(), proxyPassword.reveal() });
        auto made = std::make_unique<FakeTestRun>();
        run = made.get();
        return made;
    }
    std::unique_ptr<BrowserSignIn> startSignIn(const Profile& profile, const Secret&) override
    {
        signIns += profile;
        auto made = std::make_unique<FakeSignIn>();
        if (leadsBack)
            made->code.clear();
        signIn = made.get();
        return made;
    }
    void signOut(const ProfileId& id) override
    {
        signedOutOf += id;
        withSecret.removeOne(id);
        emit signedOut(id);
    }
    QList<ImportOffer> importOffers() const override { return offers; }
    QString openElsewhere(const Profile& profile) const override
    {
        return profile.clientId.isEmpty() ? QString() : elsewhere;
    }

    /// Answers the oldest question as a tenant would that confirms what was read.
    void confirm()
    {
        const Question question = questions.takeFirst();
        answer(question, { question.address, true, QStringLiteral("found by /oauth/info") });
    }
    static void answer(const Question& question, const AddressAnswer& answer)
    {
        if (question.context != nullptr)
            question.callback(answer);
    }

private:
    static void later(QObject* context, std::function<void()> call)
    {
        QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
    }
};

/// Always two minutes past two, here.
class FixedClock final : public Clock
{
public:
    qint64 monotonicMs() const override { return 0; }
    QDateTime utcNow() const override
    {
        return QDateTime(QDate(2026, 11, 23), QTime(14, 2)).toUTC();
    }
};

} // namespace ic::test
