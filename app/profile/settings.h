#pragma once

#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

namespace ic {

/// Everything the console remembers between starts. Secrets are not among it, and never will be.
enum class Setting {
    Theme, ///< "system", "light", "dark"
    Dates, ///< in the table: "relative", "absolute"
    Density, ///< "compact", "normal", "comfortable"
    WindowGeometry, ///< of QWidget::saveGeometry()
    WindowState, ///< of QMainWindow::saveState()
    TableColumns, ///< QStringList of "key|width|shown", in order
    Scope, ///< "correlated", "uncorrelated", "all"
    Filter, ///< in the API's language
    FilterHistory, ///< QStringList
    SavedViews, ///< QStringList, see NamedView::toText()
    PinnedAttributes, ///< QStringList of attribute keys
    MailSources, ///< QStringList of source names password-reset mails were sent for
    ExportPresets, ///< QStringList, see ExportPreset
    LastConnection, ///< id of the profile that was opened last
    JournalDays, ///< how long ended jobs are kept; 0 = for ever; unset = DefaultJournalDays
    ExportOptions, ///< the last export's choices, as a preset
};

inline constexpr int DefaultJournalDays = 365;

/// The settings file: INI, readable by its owner only, with one group for each profile.
///
/// A file that cannot be read is set aside under another name and said in problem(); it never
/// keeps the console from starting.
class Settings
{
public:
    /// Opens or makes the file at `path`.
    explicit Settings(const QString& path);
    ~Settings();

    /// Where the file is by the system's conventions.
    static QString defaultPath();

    /// The group that profile settings are read from and written to.
    void setProfile(const QString& profile);

    QVariant value(Setting setting) const;
    void setValue(Setting setting, const QVariant& value);
    /// Writes what is not written yet; called by the destructor as well.
    void save();

    /// What was wrong with the file at the start; empty if nothing.
    const QString& problem() const { return m_problem; }

private:
    QString keyOf(Setting setting) const;

    QString m_path;
    QString m_profile;
    QString m_problem;
    std::unique_ptr<QSettings> m_file;
};

} // namespace ic
