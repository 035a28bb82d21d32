#include "models/table/identityname.h"

#include "base/plaintext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(IdentityName)
};

} // namespace

QString nameInSentence(const Identity& identity)
{
    return firstShown({ identity.name, identity.alias, identity.id.text() }, LongestInSentence);
}

TypedName nameToType(const Identity& one, const QList<Identity>& others)
{
    const auto isClear = [&](const auto& textOf) {
        const QString text = textOf(one);
        const QString look = lookOf(text);
        return canBeTyped(text)
            && std::none_of(others.cbegin(), others.cend(), [&](const Identity& other) {
                   return other.id != one.id && lookOf(textOf(other)) == look;
               });
    };
    const auto name = [](const Identity& identity) { return identity.name; };
    const auto account = [](const Identity& identity) { return identity.alias; };
    if (isClear(name))
        return { Texts::tr("the display name"), typedForm(one.name) };
    if (isClear(account))
        return { Texts::tr("the account name"), typedForm(one.alias) };
    if (canBeTyped(one.id.text()))
        return { Texts::tr("the id"), typedForm(one.id.text()) };
    return { Texts::tr("the number of identities"), u"1"_s };
}

} // namespace ic
