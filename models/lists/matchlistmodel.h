#pragma once

#include "models/lists/matchreport.h"

#include <QAbstractTableModel>

namespace ic {

/// The entries of a list with one outcome, as a table: who was found, what was not, what repeats
/// an earlier entry. Speaks the roles of IdentityTableModel, so its delegate can paint it.
class MatchListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LineRole = Qt::UserRole + 100, ///< int, from 1
    };

    /// `outcome`: Found, NotFound or Duplicate.
    explicit MatchListModel(MatchOutcome outcome, QObject* parent = nullptr);

    void setReport(const MatchReport& report);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        int line = 0;
        QString entry = {};
        QStringList cells = {}; ///< after the line
        QString status = {}; ///< the API's word, of Found
        QString hint = {};
    };

    Row rowOf(const MatchReport& report, const MatchedEntry& entry) const;
    bool isStatus(int column) const;

    MatchOutcome m_outcome;
    QStringList m_titles;
    QList<Row> m_rows;
};

} // namespace ic
