#include "ui/filter/fieldlist.h"

#include "models/filter/filterwords.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FieldList)
};

constexpr int AnyName = -1;
constexpr int RowsOfSnapshot = 24; // there may be hundreds of attributes
constexpr int AttributeRole = Qt::UserRole + 1;

/// nullopt for what cannot be chosen.
std::optional<ListedField> fieldAt(const QComboBox& combo, int row)
{
    const QVariant data = combo.itemData(row);
    if (!data.isValid())
        return std::nullopt;
    if (data.toInt() == AnyName)
        return ListedField();
    return ListedField { static_cast<FilterField>(data.toInt()),
        combo.itemData(row, AttributeRole).toString() };
}

void addImpossible(QComboBox& combo, const QString& text)
{
    const QString reason = Texts::tr("The list API cannot filter by this");
    combo.addItem(text, QVariant());
    auto* model = qobject_cast<QStandardItemModel*>(combo.model());
    Q_ASSERT(model != nullptr);
    QStandardItem* item = model->item(combo.count() - 1);
    item->setEnabled(false);
    item->setToolTip(reason);
    item->setData(Texts::tr("%1. %2.", "a field and why it cannot be chosen").arg(text, reason),
        Qt::AccessibleTextRole);
}

void add(QComboBox& combo, const ListedField& field)
{
    const QString text
        = field.field ? fieldWords(*field.field, field.attribute) : quickSearchLabel();
    combo.addItem(text, field.field ? static_cast<int>(*field.field) : AnyName);
    combo.setItemData(combo.count() - 1, field.attribute, AttributeRole);
}

void addImpossible(QComboBox& combo)
{
    combo.insertSeparator(combo.count());
    addImpossible(combo, Texts::tr("The list API cannot filter by this:"));
    addImpossible(combo, Texts::tr("Lifecycle state"));
    addImpossible(combo, Texts::tr("Manager"));
    addImpossible(combo, Texts::tr("Any attribute"));
}

/// Those that stand in the list of a snapshot of themselves: the others need something to compare
/// with, or have a place of their own.
bool isListed(FilterField field)
{
    return field != FilterField::Id && field != FilterField::Attribute
        && field != FilterField::AnyField && field != FilterField::Change
        && field != FilterField::ChangedField;
}

} // namespace

void fillFieldList(QComboBox& combo, FilterReach reach, const QStringList& attributes)
{
    combo.clear();
    const bool isSnapshot = reach == FilterReach::Snapshot;
    add(combo, { isSnapshot ? std::optional(FilterField::AnyField) : std::nullopt });
    for (const FilterFieldInfo& field : allFilterFields(reach)) {
        if (isListed(field.field))
            add(combo, { field.field });
    }
    add(combo, { FilterField::Id });
    if (isSnapshot && !attributes.isEmpty())
        combo.insertSeparator(combo.count());
    for (const QString& key : attributes)
        add(combo, { FilterField::Attribute, key });
    if (!isSnapshot)
        addImpossible(combo);
    combo.setMaxVisibleItems(isSnapshot ? RowsOfSnapshot : combo.count());
}

void setCurrentField(QComboBox& combo, const ListedField& field)
{
    int row = 0;
    while (row < combo.count() && fieldAt(combo, row) != field)
        ++row;
    if (row == combo.count())
        add(combo, field);
    combo.setCurrentIndex(row);
}

ListedField currentField(const QComboBox& combo)
{
    return fieldAt(combo, combo.currentIndex()).value_or(ListedField());
}

} // namespace ic
