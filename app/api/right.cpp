#include "api/right.h"

#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::NeededRight)
};

const QString Everything = u"sp:scopes:all"_s; // that the user level allows
const QString Administrator = u"ORG_ADMIN"_s;

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
        return Texts::tr("%1 (the API lists no scope)").arg(orList(userLevels));
    return userLevels.isEmpty() ? orList(scopes)
                                : u"%1; %2"_s.arg(orList(scopes), orList(userLevels));
}

RightVerdict judge(const NeededRight& right, const SignedIn& who)
{
    const bool all = who.scopes.contains(Everything);
    if (!who.scopes.isEmpty() && !all && !right.scopes.isEmpty() && !meet(right.scopes, who.scopes))
        return missing(Texts::tr("The token lacks the scope %1.").arg(orList(right.scopes)));
    if (!who.hasUser() && !who.isRead)
        return notKnown(
            Texts::tr("The token cannot be read, and the tenant said nothing of its user."));
    if (!who.hasUser()) {
        if (!right.applicationToken)
            return missing(Texts::tr("A client without a user cannot do this."));
        return who.scopes.isEmpty()
            ? notKnown(Texts::tr("The tenant did not say what the token may do."))
            : RightVerdict { .state = RightVerdict::State::Present,
                  .why = Texts::tr("The token has the scope.") };
    }
    if (!right.userLevels.isEmpty() && !who.userLevels.isEmpty()
        && !meet(right.userLevels, who.userLevels)) {
        const QString levels = orList(right.userLevels);
        return missing(who.userName.isEmpty()
                ? Texts::tr("The user is not %1.", "a level such as ORG_ADMIN").arg(levels)
                : Texts::tr("%1 is not %2.", "a user; a level such as ORG_ADMIN")
                      .arg(who.userName, levels));
    }
    if (who.scopes.isEmpty() && !right.scopes.isEmpty())
        return notKnown(Texts::tr("The tenant did not say which scopes the token has."));
    if (!right.userLevels.isEmpty() && who.userLevels.isEmpty())
        return notKnown(Texts::tr("The tenant did not say which user level the token has."));
    // "All" gives what the user level allows, and which level allows what is not documented.
    if (all && right.userLevels.isEmpty() && !who.userLevels.contains(Administrator))
        return notKnown(Texts::tr("The token has every scope its user level allows."));
    return { .state = RightVerdict::State::Present, .why = Texts::tr("The token has it.") };
}

} // namespace ic
