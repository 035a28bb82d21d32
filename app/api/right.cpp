#include "api/right.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

const QString Everything = u"sp:scopes:all"_s; // that the user level allows
const QString Administrator = u"ORG_ADMIN"_s;

QString anyOf(const QStringList& words)
{
    return words.size() < 2
        ? words.join(QString())
        : words.mid(0, words.size() - 1).join(u", "_s) + u" or "_s + words.last();
}

bool meet(const QStringList& needed, const QStringList& given)
{
    return std::any_of(needed.cbegin(), needed.cend(),
        [&given](const QString& word) { return given.contains(word); });
}

RightVerdict missing(const QString& why)
{
    return { .state = RightVerdict::State::Missing, .why = why };
}

RightVerdict notKnown(const QString& why)
{
    return { .state = RightVerdict::State::NotKnown, .why = why };
}

} // namespace

QString NeededRight::text() const
{
    if (scopes.isEmpty())
        return u"%1 (the API lists no scope)"_s.arg(anyOf(userLevels));
    return userLevels.isEmpty() ? anyOf(scopes)
                                : u"%1; %2"_s.arg(anyOf(scopes), anyOf(userLevels));
}

RightVerdict judge(const NeededRight& right, const SignedIn& who)
{
    const bool all = who.scopes.contains(Everything);
    if (!who.scopes.isEmpty() && !all && !right.scopes.isEmpty() && !meet(right.scopes, who.scopes))
        return missing(u"The token lacks the scope %1."_s.arg(anyOf(right.scopes)));
    if (!who.hasUser() && !who.isRead)
        return notKnown(u"The token cannot be read, and the tenant said nothing of its user."_s);
    if (!who.hasUser()) {
        if (!right.applicationToken)
            return missing(u"A client without a user cannot do this."_s);
        return who.scopes.isEmpty() ? notKnown(u"The tenant did not say what the token may do."_s)
                                    : RightVerdict { .state = RightVerdict::State::Present,
                                          .why = u"The token has the scope."_s };
    }
    if (!right.userLevels.isEmpty() && !who.userLevels.isEmpty()
        && !meet(right.userLevels, who.userLevels)) {
        return missing(u"%1 is not %2."_s.arg(
            who.userName.isEmpty() ? u"The user"_s : who.userName, anyOf(right.userLevels)));
    }
    if (who.scopes.isEmpty() && !right.scopes.isEmpty())
        return notKnown(u"The tenant did not say which scopes the token has."_s);
    if (!right.userLevels.isEmpty() && who.userLevels.isEmpty())
        return notKnown(u"The tenant did not say which user level the token has."_s);
    // "All" gives what the user level allows, and which level allows what is not documented.
    if (all && right.userLevels.isEmpty() && !who.userLevels.contains(Administrator))
        return notKnown(u"The token has every scope its user level allows."_s);
    return { .state = RightVerdict::State::Present, .why = u"The token has it."_s };
}

} // namespace ic
