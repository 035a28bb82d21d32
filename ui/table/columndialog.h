#pragma once

#include "ui/parts/dialogframe.h"
#include "ui/table/tablecolumns.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace ic {

class AttributeField;
class LinkButton;

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
    /// Attributes that were seen, contain the text and are no column yet.
    QStringList attributesWith(const QString& text) const;
    void takeOffer();

    QList<ColumnChoice> m_defaults;
    const QStringList m_attributes;
    QLineEdit* m_find;
    QListWidget* m_list;
    QLabel* m_none;
    LinkButton* m_offer; ///< of attributes, where the text is found in some
    AttributeField* m_attribute;
};

} // namespace ic
