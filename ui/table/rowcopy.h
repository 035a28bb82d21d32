#pragma once

#include "models/selection/selectionstore.h"
#include "models/table/copiedrows.h"
#include "models/table/identitytablemodel.h"
#include "reading/identityreading.h"

#include <QAction>

#include <optional>

class QMenu;

namespace ic {

class IdentityView;
class Notices;
class Settings;

/// Rows to the clipboard, in the columns of the table and their order: the ticked ones, where there
/// are any; else the current one. Ticked ones that are not loaded are read first if they are few;
/// of many it is said.
class RowCopy final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MostRead = 1000; ///< 10 requests

    /// All of them outlive this object, which `view` may be the owner of.
    RowCopy(IdentityView& view, IdentityTableModel& model, SelectionStore& selection,
        ApiClient& client, Settings& settings, Notices& notices);

    /// As tab-separated text without a header.
    QAction* action() { return &m_action; }
    /// One row as tab-separated text without a header.
    void copy(const Identity& identity);
    /// The formats, and whether there is a header. `row`: instead of whoever is meant.
    QMenu* makeMenu(QWidget* parent, const std::optional<Identity>& row = {});

private:
    void copyWhoIsMeant(CopyFormat format, bool withHeader);
    void put(const QList<Identity>& rows, CopyFormat format, bool withHeader);
    void onRead(const ReadIdentities& read);
    QList<Identity> loadedTicked() const;

    IdentityView& m_view;
    IdentityTableModel& m_model;
    SelectionStore& m_selection;
    Notices& m_notices;
    IdentityReading m_reading; ///< of ticked rows that are not loaded
    CopyFormat m_readFormat = CopyFormat::Tsv; ///< as which they are wanted, and …
    bool m_readHeader = false; ///< … how
    QAction m_action;
    QAction m_header;
};

} // namespace ic
