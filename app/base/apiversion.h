#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace ic {

/// The versions of the API that have these operations, newest last.
inline QStringList knownApiVersions()
{
    return { QStringLiteral("v2024"), QStringLiteral("v2025"), QStringLiteral("v2026") };
}

/// What is spoken where nobody chose.
inline QString defaultApiVersion()
{
    return knownApiVersions().constFirst();
}

/// Whether this is how a version of the API is written: "v2024", "v3", "beta".
inline bool isApiVersion(const QString& text)
{
    static const QRegularExpression version(QStringLiteral("^(v3|v20[0-9]{2}|beta)\\z"));
    return version.match(text).hasMatch();
}

} // namespace ic
