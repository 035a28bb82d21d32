#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QList>

namespace ic {

/// The free-form attributes of one identity as name and value, in the order of their names.
class AttributeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ValueColumn,
        ColumnCount,
    };

    enum Role {
        HintRole = Qt::UserRole + 1, ///< QString: a date for numbers that look like epoch ms
        NameRole, ///< QString: the attribute's name, in either column
        RawValueRole, ///< QString: the value for copying, empty where the tenant has none
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setAttributes(const QJsonObject& attributes);
    /// Shows only attributes whose name or value contains this text, ignoring case.
    void setFind(const QString& text);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Whether there are attributes, shown or not.
    bool hasAttributes() const { return !m_attributes.isEmpty(); }

private:
    struct Attribute
    {
        QString name;
        QString value;
        QString hint;
        QString raw;
    };

    void rebuild();

    QJsonObject m_attributes;
    QString m_find;
    QList<Attribute> m_shown;
};

/// How an attribute is shown: its value, and the date it may stand for.
struct ShownAttribute
{
    QString value = {};
    QString hint = {}; ///< empty for most
};
ShownAttribute shownAttribute(const QJsonObject& attributes, const QString& name);

} // namespace ic
