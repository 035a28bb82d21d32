#include "models/table/statuswords.h"

#include "api/identity.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StatusLook)
};

StatusLook look(const QString& raw, const QString& word, Tone tone, const QString& icon,
    const QString& sentence)
{
    return { word, tone, icon,
        Texts::tr("%1: %2", "word of the API, what it says").arg(raw, sentence) };
}

} // namespace

StatusLook statusLook(const QString& raw)
{
    if (raw.isEmpty())
        return { .word = u"–"_s };
    switch (identityStatusFromText(raw)) {
    case IdentityStatus::Active:
        return look(raw, Texts::tr("Active"), Tone::Ok, u"circle-check"_s,
            Texts::tr("has registered and signed in."));
    case IdentityStatus::Registered:
        return look(raw, Texts::tr("Registered"), Tone::Info, u"circle-dot"_s,
            Texts::tr("has registered and not signed in since."));
    case IdentityStatus::Pending:
        return look(raw, Texts::tr("Pending"), Tone::Warning, u"clock"_s,
            Texts::tr("was invited and has not registered yet."));
    case IdentityStatus::Unregistered:
        return look(raw, Texts::tr("Unregistered"), Tone::Neutral, u"circle-dashed"_s,
            Texts::tr("has never registered. SailPoint's pages may call this Not Invited."));
    case IdentityStatus::Warning:
        return look(raw, Texts::tr("Warning"), Tone::Warning, u"triangle-alert"_s,
            Texts::tr("needs attention in ISC."));
    case IdentityStatus::Disabled:
        return look(
            raw, Texts::tr("Disabled"), Tone::Neutral, u"ban"_s, Texts::tr("cannot sign in."));
    case IdentityStatus::Deactivated:
        return look(raw, Texts::tr("Deactivated"), Tone::Neutral, u"circle-pause"_s,
            Texts::tr("was switched off and cannot sign in."));
    case IdentityStatus::Terminated:
        return look(raw, Texts::tr("Terminated"), Tone::Neutral, u"circle-slash"_s,
            Texts::tr("has left; sign-in is closed."));
    case IdentityStatus::Error:
        return look(raw, Texts::tr("Error"), Tone::Danger, u"circle-x"_s,
            Texts::tr("ISC met an error with this identity."));
    case IdentityStatus::Locked:
        return look(raw, Texts::tr("Locked"), Tone::Danger, u"lock"_s,
            Texts::tr("is locked after failed sign-ins."));
    case IdentityStatus::Unknown:
        return look(raw, raw, Tone::Neutral, u"circle-question-mark"_s,
            Texts::tr("a status this console does not know."));
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
        return look(raw, Texts::tr("Error"), Tone::Danger, u"circle-x"_s,
            Texts::tr(
                "the last processing failed. Process the identity again after correcting it."));
    }
    return look(raw, raw, Tone::Neutral, u"circle-question-mark"_s,
        Texts::tr("a state this console does not know."));
}

} // namespace ic
