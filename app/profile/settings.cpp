#include "profile/settings.h"

#include "base/networkoptions.h"
#include "base/ownerfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// One setting in the file, and what it takes.
struct SettingRow
{
    Setting setting;
    const char* key; ///< "group/name"; of a profile: the name alone
    bool ofProfile = false;
    const char* words = ""; ///< separated by spaces, the standard first
    int standard = 0;
    int least = 0;
    int most = 0; ///< 0 = it is no number
};

constexpr bool OfProfile = true;

// Not "general": an INI file keeps its keys without a group under that name, and what is written to
// a group so called is never found again.
constexpr std::array Rows {
    SettingRow { Setting::Theme, "appearance/theme", false, "system light dark" },
    SettingRow { Setting::Dates, "appearance/dates", false, "relative absolute" },
    SettingRow { Setting::Density, "appearance/density", false, "normal compact comfortable" },
    SettingRow { Setting::WindowGeometry, "windowGeometry", OfProfile },
    SettingRow { Setting::WindowState, "windowState", OfProfile },
    SettingRow { Setting::FrozenColumns, "frozenColumns", OfProfile, "", 1, 0, 20 },
    SettingRow { Setting::TableColumns, "tableColumns", OfProfile },
    SettingRow { Setting::RowRules, "rowRules", OfProfile },
    SettingRow { Setting::Scope, "scope", OfProfile },
    SettingRow { Setting::FilterHistory, "filterHistory", OfProfile },
    SettingRow { Setting::SavedViews, "savedViews", OfProfile },
    SettingRow { Setting::PinnedAttributes, "pinnedAttributes", OfProfile },
    SettingRow { Setting::MailSources, "mailSources", OfProfile },
    SettingRow { Setting::CopyHeader, "defaults/copyHeader", false, "on off" },
    SettingRow { Setting::ExportPresets, "defaults/exportPresets" },
    SettingRow { Setting::LastConnection, "console/lastConnection" },
    SettingRow { Setting::JournalDays, "journal/keepDays", false, "", 365, 0, 36'500 },
    SettingRow { Setting::ExportOptions, "exportOptions", OfProfile },
    SettingRow { Setting::ExportDefaults, "defaults/export" },
    SettingRow {
        Setting::ConfirmFrom, "defaults/confirmFrom", false, "", 0, 0, Settings::MostConfirmFrom },
    SettingRow { Setting::Counting, "defaults/counting", false, "automatic asked" },
    SettingRow { Setting::PagePrefetch, "defaults/pagePrefetch", false, "", 0, 0,
        Settings::MostPagePrefetch },
    SettingRow { Setting::NewConnectionTimeout, "network/newTimeout", false, "",
        NetworkOptions::DefaultTimeoutSeconds, NetworkOptions::ShortestTimeoutSeconds,
        NetworkOptions::LongestTimeoutSeconds },
    SettingRow { Setting::NewConnectionProxy, "network/newProxy", false, "system none" },
    SettingRow { Setting::EndingVersion, "endingVersion", OfProfile },
};

const SettingRow& settingRow(Setting setting)
{
    for (const SettingRow& row : Rows) {
        if (row.setting == setting)
            return row;
    }
    Q_UNREACHABLE();
}

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Settings)
};

constexpr qint64 SettingsLargestFile = 16 << 20;

/// QSettings takes nearly any bytes for an INI file; this is what a damaged one looks like.
bool isDamaged(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return info.isSymLink() && !QFileInfo(info.symLinkTarget()).absoluteDir().exists();
    // A pipe or a device would have to be waited for, or never ends.
    if (!info.isFile() || info.size() > SettingsLargestFile)
        return true;
    QFile file(path);
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains('\0');
}

/// What a version of the file changed. Each step leaves a file alone that it has been applied to:
/// two windows, or two programs, may begin with it at the same time.
struct Step
{
    int from;
    void (*apply)(QSettings& file);
};

/// Version 2 keeps what belongs together in a group of its own, as the dialog shows it.
void groupByPage(QSettings& file)
{
    static constexpr std::array<std::pair<const char*, const char*>, 5> Moved { {
        { "console/theme", "appearance/theme" },
        { "console/dates", "appearance/dates" },
        { "console/density", "appearance/density" },
        { "console/exportPresets", "defaults/exportPresets" },
        { "console/journalDays", "journal/keepDays" },
    } };
    for (const auto& [before, now] : Moved) {
        const QString from = QString::fromLatin1(before);
        const QString to = QString::fromLatin1(now);
        if (file.contains(from) && !file.contains(to))
            file.setValue(to, file.value(from));
        file.remove(from);
    }
}

constexpr std::array Steps {
    Step { 1, groupByPage },
};

} // namespace

Settings::Settings(const QString& path)
    : m_path(path)
{
    makeOwnerFolder(QFileInfo(path).absolutePath());
    if (isDamaged(path)) {
        setAside(Texts::tr("could not be read", "The settings …"));
    } else {
        open();
        if (const QString why = versionProblem(); !why.isEmpty())
            setAside(why);
    }
    if (!m_file)
        return;
    migrate();
    if (!(save() && isWritable()) && m_problem.isEmpty()) {
        m_problem = Texts::tr(
            "The settings cannot be written to %1. What you change holds until you quit.")
                        .arg(m_path);
    }
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

void Settings::open()
{
    // Made here, because QSettings makes files that others may read. What replaces it later takes
    // over who may.
    QFile file(m_path);
    if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly, OwnerOnly))
        file.close();
    m_file = std::make_unique<QSettings>(m_path, QSettings::IniFormat);
}

QString Settings::versionProblem() const
{
    (void)m_file->allKeys(); // reads all of it; else what is wrong shows when it is written
    if (m_file->status() != QSettings::NoError)
        return Texts::tr("could not be read", "The settings …");
    const QVariant version = m_file->value(u"version"_s, 1);
    bool isNumber = false;
    const int number = version.toInt(&isNumber);
    if (!isNumber || number < 1)
        return Texts::tr("could not be read", "The settings …");
    return number > Version
        ? Texts::tr("were written by a later version of Identity Console", "The settings …")
        : QString();
}

void Settings::setAside(const QString& why)
{
    m_file.reset();
    if (const QString aside = setFileAside(m_path); !aside.isEmpty()) {
        m_problem
            = Texts::tr("The settings %1 and start anew. The old file is %2.").arg(why, aside);
        open();
        return;
    }
    m_problem
        = Texts::tr("The settings %1, and %2 cannot be moved out of the way. What you change holds "
                    "until you quit.")
              .arg(why, m_path);
}

void Settings::migrate()
{
    const QString key = u"version"_s;
    // A file without a version is new, or somebody wrote it by hand: each step does no harm to it.
    int version = m_file->value(key, 1).toInt();
    for (const Step& step : Steps) {
        if (version == step.from) {
            step.apply(*m_file);
            ++version;
        }
    }
    if (m_file->value(key).toInt() != Version)
        m_file->setValue(key, Version);
}

bool Settings::isWritable() const
{
    // It is written as a whole beside the old one, then takes its place.
    const QFileInfo file(m_path);
    const QString folder = file.exists() ? file.canonicalPath() : file.absolutePath();
    return m_file->isWritable() && QFileInfo(folder).isWritable();
}

void Settings::setProfile(const QString& profile, const QString& connection)
{
    m_profile = profile;
    m_connection = connection;
}

QString Settings::keyOf(Setting setting) const
{
    const SettingRow& row = settingRow(setting);
    const QString key = QString::fromLatin1(row.key);
    if (!row.ofProfile)
        return key;
    // A name may hold a slash, which would open another group.
    return u"profile-%1/%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(m_profile)), key);
}

/// Empty where there is no other one than that of the profile.
QString Settings::keyOfConnection(Setting setting) const
{
    const bool differs = setting == Setting::WindowGeometry || setting == Setting::WindowState;
    return !differs || m_connection.isEmpty()
        ? QString()
        : u"%1-%2"_s.arg(
            keyOf(setting), QString::fromLatin1(QUrl::toPercentEncoding(m_connection)));
}

QVariant Settings::value(Setting setting) const
{
    const auto kept
        = [this](const QString& key) { return m_file ? m_file->value(key) : m_unkept.value(key); };
    const QString own = keyOfConnection(setting);
    const QVariant value = own.isEmpty() ? QVariant() : kept(own);
    return value.isValid() ? value : kept(keyOf(setting));
}

void Settings::setValue(Setting setting, const QVariant& value)
{
    keep(keyOf(setting), value);
    if (const QString own = keyOfConnection(setting); !own.isEmpty())
        keep(own, value);
}

void Settings::keep(const QString& key, const QVariant& value)
{
    if (!m_file)
        m_unkept.insert(key, value);
    else if (m_file->value(key) != value)
        m_file->setValue(key, value);
}

int Settings::number(Setting setting) const
{
    const SettingRow& row = settingRow(setting);
    Q_ASSERT(row.most > 0);
    bool isNumber = false;
    const int number = value(setting).toInt(&isNumber);
    return isNumber && number >= row.least && number <= row.most ? number : row.standard;
}

int Settings::standardNumber(Setting setting)
{
    return settingRow(setting).standard;
}

QString Settings::word(Setting setting) const
{
    const QString word = value(setting).toString();
    const QString all = QString::fromLatin1(settingRow(setting).words);
    return all.split(u' ').contains(word) && !word.isEmpty() ? word : standardWord(setting);
}

QString Settings::standardWord(Setting setting)
{
    return QString::fromLatin1(settingRow(setting).words).section(u' ', 0, 0);
}

bool Settings::save()
{
    if (!m_file)
        return false;
    // An object never forgets a failure it had; another one of the same file begins without.
    QSettings file(m_path, QSettings::IniFormat);
    file.sync();
    QFile::setPermissions(m_path, OwnerOnly);
    return file.status() == QSettings::NoError;
}

} // namespace ic
