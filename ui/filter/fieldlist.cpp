#include "ui/filter/fieldlist.h"

#include "models/filterwords.h"

#include <QComboBox>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int AnyName = -1;

void addImpossible(QComboBox& combo, const QString& text)
{
    const QString reason = u"The list API cannot filter by this"_s;
    combo.addItem(text, QVariant());
    auto* model = qobject_cast<QStandardItemModel*>(combo.model());
    Q_ASSERT(model != nullptr);
    QStandardItem* item = model->item(combo.count() - 1);
    item->setEnabled(false);
    item->setToolTip(reason);
    item->setData(u"%1. %2."_s.arg(text, reason), Qt::AccessibleTextRole);
}

} // namespace

void fillFieldList(QComboBox& combo)
{
    combo.addItem(quickSearchLabel(), AnyName);
    for (const FilterFieldInfo& field : allFilterFields()) {
        if (field.field != FilterField::Id)
            combo.addItem(field.label, static_cast<int>(field.field));
    }
    combo.addItem(filterFieldInfo(FilterField::Id).label, static_cast<int>(FilterField::Id));
    combo.insertSeparator(combo.count());
    addImpossible(combo, u"The list API cannot filter by this:"_s);
    addImpossible(combo, u"Lifecycle state"_s);
    addImpossible(combo, u"Manager"_s);
    addImpossible(combo, u"Any attribute"_s);
    combo.setMaxVisibleItems(combo.count());
}

void setCurrentField(QComboBox& combo, std::optional<FilterField> field)
{
    combo.setCurrentIndex(combo.findData(field ? static_cast<int>(*field) : AnyName));
}

std::optional<FilterField> currentField(const QComboBox& combo)
{
    const int field = combo.currentData().toInt();
    return field == AnyName ? std::nullopt : std::optional(static_cast<FilterField>(field));
}

} // namespace ic
