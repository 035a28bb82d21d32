#pragma once

#include "ui/parts/dialogframe.h"
#include "ui/table/tablecolumns.h"

class QLineEdit;
class QListWidget;

namespace ic {

/// Chooses the table's columns: which, in what order, and attributes by their technical name.
class ColumnDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `attributes`: keys to complete when one is added.
    ColumnDialog(const QList<ColumnChoice>& choices, const QList<ColumnChoice>& defaults,
        const QStringList& attributes, QWidget* parent = nullptr);

    QList<ColumnChoice> choices() const;

private:
    void fill(const QList<ColumnChoice>& choices);
    void addAttribute();
    void find(const QString& text);

    QList<ColumnChoice> m_defaults;
    QLineEdit* m_find;
    QListWidget* m_list;
    QLineEdit* m_attribute;
};

} // namespace ic
