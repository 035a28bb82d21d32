#pragma once

#include <QHash>
#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

namespace ic {

/// Everything the console remembers between starts. Secrets are not among it, and never will be.
enum class Setting {
    Theme, ///< word: "system", "light", "dark"
    Dates, ///< word, in the table: "relative", "absolute"
    Density, ///< word: "normal", "compact", "comfortable"
    WindowGeometry, ///< of QWidget::saveGeometry()
    WindowState, ///< of QMainWindow::saveState()
    FrozenColumns, ///< number, of the table: how many stay in sight besides the ticks
    TableColumns, ///< QStringList of "key|width|shown", in order
    RowRules, ///< QStringList, see RowRule
    Scope, ///< "correlated", "uncorrelated", "all"
    FilterHistory, ///< QStringList
    SavedViews, ///< QStringList, see NamedView::toText()
    PinnedAttributes, ///< QStringList of attribute keys
    MailSources, ///< QStringList of source names password-reset mails were sent for
    CopyHeader, ///< word: "on", "off": whether copied rows have the names of their columns
    ExportPresets, ///< QStringList, see ExportPreset
    LastConnection, ///< id of the profile that was opened last
    JournalDays, ///< number: how long ended jobs are kept; 0 = for ever
    ExportOptions, ///< the last export's choices, as a preset
    ExportDefaults, ///< the choices for a tenant that was never exported from, as a preset
    ConfirmFrom, ///< number: from so many identities on, every change asks for it; 0 = never
    Counting, ///< word: "automatic", "asked"
    PagePrefetch, ///< number of whole pages read ahead of the rows on screen
    NewConnectionTimeout, ///< number of seconds that a new connection begins with
    NewConnectionProxy, ///< word, the same: "system", "none"
    EndingVersion, ///< of the API: that the tenant ends it was said, and put away
};

/// The settings file: INI, readable by its owner only, with one group for each profile.
///
/// A file that cannot be read, or that a later version wrote, is set aside under another name; one
/// that cannot be written is used as it is. Both are said in problem() and never keep the console
/// from starting. A value that is not what its setting takes counts as not there.
///
/// Several objects may have the same file open, one for each window: each sees at once what another
/// one sets, and writes nothing but what it was told to.
class Settings
{
public:
    static constexpr int Version = 2; ///< of the file
    static constexpr int MostConfirmFrom = 1'000'000;
    static constexpr int MostPagePrefetch = 3;

    /// Opens or makes the file at `path`, and the folders it is in.
    explicit Settings(const QString& path);
    ~Settings();

    /// Where the file is by the system's conventions.
    static QString defaultPath();

    /// The group that profile settings are read from and written to. `connection`: its id; where
    /// windows stand is kept for each connection of the profile, and begins as the last one was.
    void setProfile(const QString& profile, const QString& connection = {});

    QVariant value(Setting setting) const;
    void setValue(Setting setting, const QVariant& value);

    /// Only of the settings marked "number": within its range, else the standard.
    int number(Setting setting) const;
    static int standardNumber(Setting setting);
    /// Only of the settings marked "word": one that it takes, else the standard.
    QString word(Setting setting) const;
    static QString standardWord(Setting setting);

    /// Writes what is not written yet; called by the destructor as well. False if it cannot be
    /// written: then it holds until the program ends.
    bool save();

    /// What was wrong with the file at the start; empty if nothing.
    const QString& problem() const { return m_problem; }
    const QString& path() const { return m_path; }

private:
    void open();
    QString versionProblem() const;
    void setAside(const QString& why);
    void migrate();
    bool isWritable() const;
    QString keyOf(Setting setting) const;
    QString keyOfConnection(Setting setting) const;
    void keep(const QString& key, const QVariant& value);

    QString m_path;
    QString m_profile;
    QString m_connection;
    QString m_problem;
    std::unique_ptr<QSettings> m_file; ///< null: it is in the way and cannot be moved
    QHash<QString, QVariant> m_unkept; ///< instead of such a file
};

} // namespace ic
