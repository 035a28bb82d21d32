#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QListWidget;

namespace ic {

class AttributeField;

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
    void addTyped();

signals:
    void changed();

private:
    void addAttribute(const QString& name);
    void onChanged();

    QLabel* m_title;
    QListWidget* m_list;
    AttributeField* m_attribute;
};

} // namespace ic
