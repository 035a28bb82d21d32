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
    addImpossible(combo, Texts::tr("The list API cannot filter by this:"));
    addImpossible(combo, Texts::tr("Lifecycle state"));
    addImpossible(combo, Texts::tr("Manager"));
    addImpossible(combo, Texts::tr("Any attribute"));
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
