#include "program/commands/readcommands.h"

#include "api/apiclient.h"
#include "api/identity.h"
#include "api/ownership.h"
#include "api/roleassignment.h"
#include "program/arguments.h"
#include "program/tenantrun.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ReadCommands)
};

/// Asks one endpoint about one identity and puts out what the tenant answered.
template <class E> class ReadRun final : public TenantRun
{
public:
    ReadRun(const TenantWish& wish, const IdentityId& id)
        : TenantRun(wish)
        , m_endpoint { .id = id }
    {
    }

protected:
    void onTenant() override
    {
        network().client().read<QByteArray>(
            m_endpoint.request(),
            [](const ApiResponse& answer) -> Expected<QByteArray> {
                const auto parsed = E::parse(answer);
                return parsed ? Expected<QByteArray>(answer.body) : parsed.error();
            },
            this,
            [this](const Expected<QByteArray>& body) {
                if (!body) {
                    fail(body.error());
                    return;
                }
                const QString text = QString::fromUtf8(body->trimmed());
                if (!text.startsWith(u'{') && !text.startsWith(u'[')) {
                    fail(Texts::tr("The tenant answered without saying anything, as it does for "
                                   "uncorrelated identities."),
                        ExitCode::DoneWithRemarks);
                    return;
                }
                print(text + u'\n');
                end(ExitCode::Done);
            });
    }

private:
    const E m_endpoint;
};

template <class E> Subcommand reading(const QString& name, const QString& purpose)
{
    return { .name = name,
        .family = u"reads"_s,
        .purpose = purpose,
        .operands = { { .name = u"ID"_s, .help = Texts::tr("the identity's id") } },
        .arguments = TenantWish::arguments(),
        .make = [](const Arguments& given, QString*) -> std::unique_ptr<CommandRun> {
            return std::make_unique<ReadRun<E>>(
                TenantWish::of(given), IdentityId(given.operand(0).trimmed()));
        } };
}

} // namespace

QList<Subcommand> readCommands()
{
    return {
        reading<GetIdentity>(
            u"get"_s, Texts::tr("Puts out one identity as JSON, as the tenant gave it.")),
        reading<GetOwnership>(u"ownership"_s,
            Texts::tr("Puts out as JSON which objects an identity owns that block its deletion.")),
        reading<ListRoleAssignments>(
            u"roles"_s, Texts::tr("Puts out the role assignments of an identity as JSON.")),
    };
}

} // namespace ic
