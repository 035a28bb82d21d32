#include "models/identityname.h"

#include "base/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QString nameInSentence(const Identity& identity)
{
    return firstShown({ identity.name, identity.alias, identity.id.text() }, LongestInSentence);
}

TypedName nameToType(const Identity& one, const QList<Identity>& selected)
{
    const auto isClear = [&](const auto& textOf) {
        const QString text = textOf(one);
        const QString look = lookOf(text);
        return canBeTyped(text)
            && std::none_of(selected.cbegin(), selected.cend(), [&](const Identity& other) {
                   return other.id != one.id && lookOf(textOf(other)) == look;
               });
    };
    const auto name = [](const Identity& identity) { return identity.name; };
    const auto account = [](const Identity& identity) { return identity.alias; };
    if (isClear(name))
        return { u"the display name"_s, typedForm(one.name) };
    if (isClear(account))
        return { u"the account name"_s, typedForm(one.alias) };
    if (canBeTyped(one.id.text()))
        return { u"the id"_s, typedForm(one.id.text()) };
    return { u"the number of identities"_s, u"1"_s };
}

} // namespace ic
