#pragma once

#include <QString>

namespace ic {

/// The colour family of a status. Colour is never the only sign: each status has its own icon.
enum class Tone {
    Plain, ///< no chip, just the word
    Ok,
    Info,
    Neutral,
    Warning,
    Danger,
};

/// How a word of the API is shown.
struct StatusLook
{
    QString word = {}; ///< for people
    Tone tone = Tone::Plain;
    QString icon = {}; ///< name of the icon, e.g. "circle-check"
    QString explanation = {}; ///< the API's word and one sentence
};

/// For identityStatus. A value this version does not know is shown as it is.
StatusLook statusLook(const QString& identityStatus);
/// For processingState: OK, ERROR, or none.
StatusLook processingLook(const QString& processingState);

} // namespace ic
