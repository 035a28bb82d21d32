#include "program/tenantrun.h"

namespace ic {

TenantRun::TenantRun(const TenantWish& wish)
    : m_finder(wish)
{
    connect(&m_finder, &TenantFinder::found, this, &TenantRun::onFound);
    connect(&m_finder, &TenantFinder::failed, this,
        [this](const QString& sentence, ExitCode code) { fail(sentence, code); });
    connect(&m_finder, &TenantFinder::keychainFailed, this,
        [this](const QString& sentence) { complain(sentence); });
}

TenantRun::~TenantRun() = default;

void TenantRun::start()
{
    m_finder.start();
}

QString TenantRun::refusal(const FoundTenant&, Reach*)
{
    return {};
}

void TenantRun::onFound(const FoundTenant& found)
{
    if (hasEnded())
        return;
    Reach reach = Reach::Reads;
    if (const QString why = refusal(found, &reach); !why.isEmpty()) {
        fail(why, ExitCode::Refused);
        return;
    }
    m_found = found;
    SchedulerOptions options = found.options;
    options.readOnly = reach == Reach::Reads;
    m_network = std::make_unique<Composition>(found.connection, options);
    connect(m_network.get(), &Composition::statusChanged, this,
        [this](const NetStatus& status) { m_status = status; });
    connect(m_network.get(), &Composition::signedIn, this,
        [this](const SignedIn& who) { m_signedIn = who; });
    onTenant();
}

void TenantRun::fail(const ApiError& error)
{
    fail(error.sentence(), error.isSignInRefused() ? ExitCode::SignInRefused : ExitCode::Failed);
}

void TenantRun::fail(const QString& sentence, ExitCode code)
{
    if (!hasEnded())
        complain(sentence);
    end(code);
}

} // namespace ic
