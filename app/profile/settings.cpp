#include "profile/settings.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int CurrentVersion = 1;

struct Row
{
    Setting setting;
    const char* key;
    bool ofProfile;
};

constexpr std::array Rows {
    Row { Setting::Theme, "theme", false },
    Row { Setting::Dates, "dates", false },
    Row { Setting::Density, "density", false },
    Row { Setting::WindowGeometry, "windowGeometry", true },
    Row { Setting::WindowState, "windowState", true },
    Row { Setting::TableColumns, "tableColumns", true },
    Row { Setting::Scope, "scope", true },
    Row { Setting::Filter, "filter", true },
    Row { Setting::FilterHistory, "filterHistory", true },
    Row { Setting::SavedViews, "savedViews", true },
    Row { Setting::PinnedAttributes, "pinnedAttributes", true },
    Row { Setting::MailSources, "mailSources", true },
    Row { Setting::ExportPresets, "exportPresets", false },
    Row { Setting::LastConnection, "lastConnection", false },
    Row { Setting::JournalDays, "journalDays", false },
    Row { Setting::ExportOptions, "exportOptions", true },
};

const Row& rowOf(Setting setting)
{
    for (const Row& row : Rows) {
        if (row.setting == setting)
            return row;
    }
    Q_UNREACHABLE();
}

/// QSettings takes nearly any bytes for an INI file; this is what a damaged one looks like.
bool isDamaged(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return false;
    if (!file.open(QIODevice::ReadOnly))
        return true;
    return file.read(1 << 20).contains('\0') || file.size() > (16 << 20);
}

} // namespace

Settings::Settings(const QString& path)
    : m_path(path)
{
    QDir().mkpath(QFileInfo(path).path());
    const auto open = [this] { m_file = std::make_unique<QSettings>(m_path, QSettings::IniFormat); };
    bool broken = isDamaged(path);
    if (!broken) {
        open();
        broken = m_file->status() != QSettings::NoError
            || m_file->value(u"version"_s, CurrentVersion).toInt() > CurrentVersion;
    }
    if (broken) {
        m_file.reset();
        const QString aside = u"%1.set-aside-%2"_s.arg(
            path, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
        m_problem = QFile::rename(path, aside)
            ? u"The settings could not be read and start anew. The old file is %1."_s.arg(aside)
            : u"The settings could not be read and start anew."_s;
        open();
    }
    m_file->setValue(u"version"_s, CurrentVersion);
}

Settings::~Settings()
{
    save();
}

QString Settings::defaultPath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .filePath(u"identity-console/settings.ini"_s);
}

void Settings::setProfile(const QString& profile)
{
    m_profile = profile;
}

QString Settings::keyOf(Setting setting) const
{
    const Row& row = rowOf(setting);
    const QString key = QString::fromLatin1(row.key);
    // Not "general": an INI file keeps its keys without a group under that name, and what is
    // written to a group so called is never found again.
    if (!row.ofProfile)
        return u"console/%1"_s.arg(key);
    // A name may hold a slash, which would open another group.
    return u"profile-%1/%2"_s.arg(
        QString::fromLatin1(QUrl::toPercentEncoding(m_profile)), key);
}

QVariant Settings::value(Setting setting) const
{
    return m_file->value(keyOf(setting));
}

void Settings::setValue(Setting setting, const QVariant& value)
{
    if (m_file->value(keyOf(setting)) != value)
        m_file->setValue(keyOf(setting), value);
}

void Settings::save()
{
    m_file->sync();
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace ic
