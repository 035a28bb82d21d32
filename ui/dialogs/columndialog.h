#pragma once

#include "ui/identityview.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace ic {

/// Chooses the table's columns: which, in what order, and attributes by their technical name.
class ColumnDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `attributes`: keys to complete when one is added.
    ColumnDialog(const QList<ColumnChoice>& choices, const QList<ColumnChoice>& defaults,
        const QStringList& attributes, QWidget* parent = nullptr);

    QList<ColumnChoice> choices() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

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
