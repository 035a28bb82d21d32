#pragma once

#include "api/types/identity.h"

#include <QAbstractTableModel>

#include <optional>

namespace ic {

/// Two identities side by side, fields and attributes: first the rows that differ, then, when
/// asked for, the equal ones. Compares the API's own values, not what is shown of them.
class IdentityComparison final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        FieldColumn,
        FirstColumn,
        SecondColumn,
        ColumnCount,
    };

    enum Role {
        DiffersRole = Qt::UserRole + 1, ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setIdentities(const Identity& first, const Identity& second);
    void setShowsEqual(bool on);
    int differing() const { return static_cast<int>(m_differing.size()); }
    int equal() const { return static_cast<int>(m_equal.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString field;
        QString first;
        QString second;
    };

    void add(const QString& field, const QString& first, const QString& second, bool equal);
    const Row& rowAt(int row) const;

    QString m_firstName;
    QString m_secondName;
    QList<Row> m_differing;
    QList<Row> m_equal;
    bool m_showsEqual = false;
};

} // namespace ic
