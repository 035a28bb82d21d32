#pragma once

#include "base/wording.h"
#include "models/table/identitycolumns.h"

#include <QList>
#include <QObject>

class QTableView;

namespace ic {

class IdentityTableModel;
class Settings;

/// One column as the person arranged it.
struct ColumnChoice
{
    QString key = {};
    QString title = {};
    int width = 100;
    bool shown = true;
    QString attribute = {}; ///< key, for a column the person added

    bool operator==(const ColumnChoice&) const = default;
};

/// Which columns the table has and how wide they are: brought back at the start, kept when they
/// change, chosen in a dialog, and fitted to the width there is.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object, which `view` may be the owner of.
    TableColumns(QTableView& view, IdentityTableModel& model, Settings& settings);

    /// The columns in their order, without the ticks.
    QList<ColumnChoice> choices() const;
    /// Opens the dialog above the view.
    void choose();
    /// Shows an attribute as the last column, or where it is already, and brings it into sight.
    void showAttribute(const QString& attribute);
    /// Columns of dates become as wide as the style needs them.
    void setDateStyle(DateStyle dates);
    /// A column that appears is brought into sight.
    void setShown(const QString& key, bool shown);
    /// As wide as the rows on screen need it.
    void fitWidth(int column);
    /// Those that are shown, in the order on the screen, without the ticks.
    QList<IdentityColumn> shown() const;
    /// Gives one column what the others leave of the width.
    void fit();

private:
    void arrangeAtFirst();
    void restore();
    void save();
    void bringIntoSight(const QString& key);
    /// Columns that are not among the choices are hidden; added attributes are made.
    void apply(const QList<ColumnChoice>& choices);

    QTableView& m_view;
    IdentityTableModel& m_model;
    Settings& m_settings;
    QList<ColumnChoice> m_standard;
    bool m_arranging = false;
};

} // namespace ic
