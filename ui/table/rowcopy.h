#pragma once

#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"

#include <QAction>

namespace ic {

class IdentityView;
class Notices;

/// Rows to the clipboard, as tab-separated text, in the columns of the table and their order.
class RowCopy final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object, which `view` may be the owner of.
    RowCopy(
        IdentityView& view, IdentityTableModel& model, SelectionStore& selection, Notices& notices);

    /// Copies the ticked rows, where there are any; else the current one.
    QAction* action() { return &m_action; }
    void copy(const Identity& identity);

private:
    void copyWhoIsMeant();

    IdentityView& m_view;
    IdentityTableModel& m_model;
    SelectionStore& m_selection;
    Notices& m_notices;
    QAction m_action;
};

} // namespace ic
