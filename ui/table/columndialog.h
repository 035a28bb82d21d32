#pragma once

#include "ui/parts/dialogframe.h"
#include "ui/table/tablecolumns.h"

class QLineEdit;
class QListWidget;

namespace ic {

class AttributeField;

/// Chooses the table's columns: which, in what order, and attributes by their technical name.
class ColumnDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `attributes`: keys to complete when one is added.
    ColumnDialog(const QList<ColumnChoice>& choices, const QList<ColumnChoice>& defaults,
        const QStringList& attributes, QWidget* parent = nullptr);

    QList<ColumnChoice> choices() const;

protected:
    void confirm() override;

private:
    void fill(const QList<ColumnChoice>& choices);
    void addAttribute(const QString& name);
    void find(const QString& text);

    QList<ColumnChoice> m_defaults;
    QLineEdit* m_find;
    QListWidget* m_list;
    AttributeField* m_attribute;
};

} // namespace ic
