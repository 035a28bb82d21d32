#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

namespace ic {

class IdentityTableModel;

/// Finds a text in what the loaded rows of the table show, ignoring case, a few rows at a time, so
/// that nobody waits for it. Follows the rows as they come and go; nothing is asked of the tenant.
class RowSearch final : public QObject
{
    Q_OBJECT

public:
    static constexpr int RowsPerStep = 40;

    explicit RowSearch(const IdentityTableModel& model, QObject* parent = nullptr);

    /// Empty = nothing is looked for.
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    /// Where it is looked for, in the order in which it is read.
    void setColumns(const QList<int>& columns);

    /// Rows that hold the text, ascending; while it searches anew, those of before.
    const QList<int>& rows() const { return m_rows; }
    /// How many loaded rows were looked through.
    int searched() const { return m_searched; }
    /// Whether nothing is known of this text yet.
    bool isSearching() const { return m_isOtherText; }
    /// The nearest row that holds it after or before `row`, beyond the end from the other end; -1 =
    /// none.
    int after(int row) const;
    int before(int row) const;
    /// The first of the columns that holds it there; -1 = none.
    int columnIn(int row) const;

    /// The one rule of what is found.
    static bool isIn(const QString& shown, const QString& text);

signals:
    void changed();

private:
    void begin();
    void step();
    void end();

    const IdentityTableModel& m_model;
    QString m_text;
    QList<int> m_columns;
    QList<int> m_rows;
    int m_searched = 0;
    bool m_isOtherText = false;
    // Of the search that runs:
    QTimer m_next;
    QList<int> m_pending; ///< rows to be looked at, the last first
    QList<int> m_found;
    int m_looked = 0;
};

} // namespace ic
