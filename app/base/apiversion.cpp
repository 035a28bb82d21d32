#include "base/apiversion.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ApiVersion)
};

const QString ServiceVersion = u"v1"_s; ///< of both services

bool isService(const QString& segment)
{
    return segment == u"identities" || segment == u"task-status";
}

/// As it stands in front of a path.
bool isVersionSegment(const QString& segment)
{
    static const QRegularExpression version(u"^(v3|v20[0-9]{2}|beta)\\z"_s);
    return version.match(segment).hasMatch();
}

bool isServiceVersion(const QString& segment)
{
    static const QRegularExpression version(u"^v[1-9][0-9]?\\z"_s);
    return version.match(segment).hasMatch();
}

} // namespace

QString currentApiVersion()
{
    return u"current"_s;
}

QStringList knownApiVersions()
{
    return { u"v2024"_s, u"v2025"_s, u"v2026"_s, currentApiVersion() };
}

QString defaultApiVersion()
{
    return knownApiVersions().constFirst();
}

bool isApiVersion(const QString& text)
{
    return text == currentApiVersion() || isVersionSegment(text);
}

QString versionProblem(const QString& version)
{
    if (!isApiVersion(version)) {
        return Texts::tr("“%1” is not a version of the API. Choose %2 or %3.")
            .arg(version, defaultApiVersion(), currentApiVersion());
    }
    if (version == u"v3") {
        return Texts::tr("v3 of the API has no identities. Choose %1 or %2.")
            .arg(defaultApiVersion(), currentApiVersion());
    }
    if (version == u"beta") {
        return Texts::tr(
            "beta of the API wants other rights and answers differently. Choose %1 or %2.")
            .arg(defaultApiVersion(), currentApiVersion());
    }
    return {};
}

QString otherApiVersion(const QString& version)
{
    return version == currentApiVersion() ? defaultApiVersion() : currentApiVersion();
}

QStringList versionedPath(const QString& version, const QStringList& path)
{
    if (version != currentApiVersion())
        return QStringList { version } + path;
    return path.mid(0, 1) + QStringList { ServiceVersion } + path.mid(1);
}

AddressPath readAddressPath(const QStringList& segments)
{
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString next = segments.value(i + 1);
        if (isService(segments[i]) && isServiceVersion(next)) {
            return { .prefix = segments.mid(0, i),
                .version = next == ServiceVersion ? currentApiVersion() : next };
        }
        // Further on the path of a gateway may have something like it, too.
        if (isVersionSegment(segments[i]) && (i == 0 || next.isEmpty() || isService(next)))
            return { .prefix = segments.mid(0, i), .version = segments[i] };
    }
    return { .prefix = segments };
}

} // namespace ic
