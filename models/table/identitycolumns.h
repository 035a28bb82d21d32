#pragma once

#include "api/identityfields.h"
#include "base/wording.h"

#include <QDateTime>
#include <QList>
#include <QVariant>

namespace ic {

/// One column of the identity table: a field of the API and how it is shown. The field (title,
/// value, sorter, filter field) comes from the same table that the export uses.
struct IdentityColumn
{
    enum class Kind {
        Tick,
        Text,
        Status, ///< chip
        Processing, ///< "OK" or chip
        Lifecycle,
        Time, ///< relative; the tooltip is exact
        YesNo,
        Monospace,
    };

    QString key = {}; ///< stable name for settings
    QString title = {};
    QString headerToolTip = {};
    Kind kind = Kind::Text;
    const IdentityField* field = nullptr; ///< nullptr for the tick column and attributes
    QString attribute = {}; ///< key of the attribute, for columns the person added
    int width = 100; ///< first-run default, device-independent pixels
    bool shown = true; ///< first-run default
    Qt::Alignment alignment = Qt::AlignLeft;

    /// What a list is asked for to be in the order of this column: the API's sorter, or empty where
    /// the API cannot sort; a snapshot can by everything.
    QString sorter(bool ofSnapshot) const;
    /// What a click on the header does, or why it does nothing.
    QString headerHint(bool ofSnapshot) const;
    QString rawText(const Identity& identity) const;
};

/// Key of the column that says what is not as in the snapshot before.
inline constexpr QLatin1StringView ChangesColumn { "changes" };

/// All columns in their first-run order, the tick column first.
QList<IdentityColumn> defaultIdentityColumns();

/// A column for a free-form attribute, by its technical name.
IdentityColumn attributeTableColumn(const QString& attribute);

/// What a cell shows; `now` is UTC and gives relative times their sense.
QString displayText(const Identity& identity, const IdentityColumn& column, const QDateTime& now,
    DateStyle dates = DateStyle::Relative);
/// A sentence for people on a record that is not what the API describes; empty if it is.
QString oddityText(const Identity& identity);
/// The column whose cells mark such records.
bool isFirstText(const IdentityColumn& column);
/// Plain text: the exact value where the cell shows less.
QString columnToolTip(const Identity& identity, const IdentityColumn& column);
/// What a model says of the column itself.
QVariant headerCellData(const IdentityColumn& column, int role, bool ofSnapshot);
/// The texts of a cell gives them: shown, read out, and its tool tip. Not for the tick.
QVariant cellData(const Identity& identity, const IdentityColumn& column, int role,
    const QDateTime& now, DateStyle dates);

} // namespace ic
