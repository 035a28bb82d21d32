#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;

namespace ic {

/// The columns of an export: which, in what order, and attributes by name. Columns are the keys
/// that exportColumnForKey() takes.
class ExportColumnList final : public QWidget
{
    Q_OBJECT

public:
    /// `asInTable`: the table's columns, in its order. `attributes`: keys to complete.
    ExportColumnList(
        const QStringList& asInTable, const QStringList& attributes, QWidget* parent = nullptr);

    /// The ticked columns in their order.
    QStringList ticked() const;
    /// Ticks these, puts them first and unticks the rest.
    void setTicked(const QStringList& keys);

    /// Adds and ticks the attribute that is typed, if any.
    void addAttribute();

signals:
    void changed();

private:
    void onChanged();

    QLabel* m_title;
    QListWidget* m_list;
    QLineEdit* m_attribute;
};

} // namespace ic
