#include "models/statuswords.h"

#include "api/types/identity.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

StatusLook look(const QString& raw, const QString& word, Tone tone, const QString& icon,
    const QString& sentence)
{
    return { word, tone, icon, raw + u": "_s + sentence };
}

} // namespace

StatusLook statusLook(const QString& raw)
{
    if (raw.isEmpty())
        return { .word = u"–"_s };
    switch (identityStatusFromText(raw)) {
    case IdentityStatus::Active:
        return look(raw, u"Active"_s, Tone::Ok, u"circle-check"_s,
            u"has registered and signed in."_s);
    case IdentityStatus::Registered:
        return look(raw, u"Registered"_s, Tone::Info, u"circle-dot"_s,
            u"has registered and not signed in since."_s);
    case IdentityStatus::Pending:
        return look(raw, u"Pending"_s, Tone::Warning, u"clock"_s,
            u"was invited and has not registered yet."_s);
    case IdentityStatus::Unregistered:
        return look(raw, u"Unregistered"_s, Tone::Neutral, u"circle-dashed"_s,
            u"has never registered. SailPoint's pages may call this Not Invited."_s);
    case IdentityStatus::Warning:
        return look(raw, u"Warning"_s, Tone::Warning, u"triangle-alert"_s,
            u"needs attention in ISC."_s);
    case IdentityStatus::Disabled:
        return look(raw, u"Disabled"_s, Tone::Neutral, u"ban"_s, u"cannot sign in."_s);
    case IdentityStatus::Deactivated:
        return look(raw, u"Deactivated"_s, Tone::Neutral, u"circle-pause"_s,
            u"was switched off and cannot sign in."_s);
    case IdentityStatus::Terminated:
        return look(raw, u"Terminated"_s, Tone::Neutral, u"circle-slash"_s,
            u"has left; sign-in is closed."_s);
    case IdentityStatus::Error:
        return look(raw, u"Error"_s, Tone::Danger, u"circle-x"_s,
            u"ISC met an error with this identity."_s);
    case IdentityStatus::Locked:
        return look(raw, u"Locked"_s, Tone::Danger, u"lock"_s,
            u"is locked after failed sign-ins."_s);
    case IdentityStatus::Unknown:
        return look(raw, raw, Tone::Neutral, u"circle-question-mark"_s,
            u"a status this console does not know."_s);
    }
    Q_UNREACHABLE();
}

StatusLook processingLook(const QString& raw)
{
    if (raw.isEmpty())
        return { .word = u"–"_s };
    if (raw.compare(u"OK", Qt::CaseInsensitive) == 0)
        return { .word = u"OK"_s, .icon = u"check"_s };
    if (raw.compare(u"ERROR", Qt::CaseInsensitive) == 0) {
        return look(raw, u"Error"_s, Tone::Danger, u"circle-x"_s,
            u"the last processing failed. Process the identity again after correcting it."_s);
    }
    return look(raw, raw, Tone::Neutral, u"circle-question-mark"_s,
        u"a state this console does not know."_s);
}

} // namespace ic
