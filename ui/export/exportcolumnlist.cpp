#include "ui/export/exportcolumnlist.h"

#include "ui/parts/attributefield.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "api/attributekey.h"
#include "api/identityfields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int KeyRole = Qt::UserRole;

/// A list whose rows show that they can be dragged.
class GripDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        QRect grip(0, 0, GripSide, GripSide);
        grip.moveCenter(option.rect.center());
        grip.moveRight(option.rect.right() - GripMargin);
        const ThemeColors& colors = themeColors(option.palette);
        const bool current = option.state & QStyle::State_Selected;
        paintIcon(*painter, grip, u"grip-vertical"_s,
            current ? colors.currentRowText : toneColors(Tone::Neutral, option.palette).text);
    }

private:
    static constexpr int GripSide = 14;
    static constexpr int GripMargin = 6;
};

} // namespace

ExportColumnList::ExportColumnList(
    const QStringList& asInTable, const QStringList& attributes, QWidget* parent)
    : QWidget(parent)
    , m_title(sectionLabel({}, this))
    , m_list(new QListWidget(this))
    , m_attribute(new AttributeField(attributes, tr("Attribute name"), tr("Add"), this))
{
    m_list->setObjectName(u"columns"_s);
    m_list->setAccessibleName(tr("Columns and order"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setItemDelegate(new GripDelegate(m_list));
    m_list->setAlternatingRowColors(true);
    m_list->setToolTip(tr("Drag to change the order"));
    m_list->setMinimumHeight(180);
    const auto button = [this](const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setAutoDefault(false);
        return made;
    };
    QPushButton* all = button(tr("All"));
    QPushButton* asTable = button(tr("As in table"));

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addWidget(asTable);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_attribute);

    setTabOrder(m_list, all); // as they stand
    setTabOrder(all, asTable);

    connect(all, &QPushButton::clicked, this, [this] {
        for (int i = 0; i < m_list->count(); ++i)
            m_list->item(i)->setCheckState(Qt::Checked);
    });
    connect(asTable, &QPushButton::clicked, this, [this, asInTable] { setTicked(asInTable); });
    connect(m_attribute, &AttributeField::added, this, &ExportColumnList::addAttribute);
    connect(m_list, &QListWidget::itemChanged, this, &ExportColumnList::onChanged);
    // A list of people without their ids is hard to use again.
    const QString id = identityField(FieldId::Id).key;
    setTicked(asInTable.contains(id) ? asInTable : asInTable + QStringList { id });
}

QStringList ExportColumnList::ticked() const
{
    QStringList keys;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            keys += m_list->item(i)->data(KeyRole).toString();
    }
    return keys;
}

void ExportColumnList::setTicked(const QStringList& keys)
{
    QStringList order = keys;
    for (int i = 0; i < m_list->count(); ++i) {
        const QString key = m_list->item(i)->data(KeyRole).toString();
        if (!order.contains(key))
            order += key;
    }
    for (const IdentityField& field : identityFields()) {
        if (!order.contains(field.key))
            order += field.key;
    }
    {
        const QSignalBlocker block(m_list);
        m_list->clear();
        for (const QString& key : order) {
            const IdentityField* field = identityFieldForKey(key);
            auto* item = new QListWidgetItem(
                field != nullptr ? field->title : key.mid(AttributePrefix.size()), m_list);
            item->setData(KeyRole, key);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                | Qt::ItemIsDragEnabled);
            item->setCheckState(keys.contains(key) ? Qt::Checked : Qt::Unchecked);
            item->setToolTip(toolTipText(key));
        }
    }
    onChanged();
}

void ExportColumnList::addTyped()
{
    m_attribute->addTyped();
}

void ExportColumnList::addAttribute(const QString& name)
{
    const QString key = AttributePrefix + name;
    QStringList keys = ticked();
    if (!keys.contains(key))
        keys += key;
    setTicked(keys);
}

void ExportColumnList::onChanged()
{
    m_title->setText(tr("Columns and order (%1 of %2)").arg(ticked().size()).arg(m_list->count()));
    emit changed();
}

} // namespace ic
