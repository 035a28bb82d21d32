#include "demo/people.h"

#include "demo/demodata.h"

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

Person person(const DemoData& data, quint32 ordinal, const QString& userName, const QString& level,
    const QSet<QString>& scopes, const QString& mayDo)
{
    const Naming& naming = data.naming();
    return { .displayName
        = ordinal < data.count() ? naming.displayName(naming.parts(ordinal)) : userName,
        .mayDo = mayDo,
        .rights = { .id = {},
            .secret = {},
            .userName = userName,
            .identityId = QString::fromLatin1(data.id(ordinal)),
            .userLevels = { level },
            .scopes = scopes } };
}

} // namespace

QList<Person> peopleOf(const DemoData& data, quint32 identities)
{
    return {
        person(data, administratorOf(identities), u"demo.admin"_s, u"ORG_ADMIN"_s,
            { u"sp:scopes:all"_s }, u"administrator (ORG_ADMIN), may do everything"_s),
        person(data, helpDeskOf(identities), u"demo.helpdesk"_s, u"HELPDESK"_s,
            { u"idn:identity:read"_s, u"idn:task-management:read"_s },
            u"help desk (HELPDESK), may look at everybody and change nobody"_s),
    };
}

} // namespace ic::demo
