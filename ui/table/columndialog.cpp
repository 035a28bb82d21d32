#include "ui/table/columndialog.h"

#include "ui/parts/attributefield.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include "models/table/identitycolumns.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum ItemRole {
    ColumnKeyRole = Qt::UserRole,
    ColumnWidthRole,
    ColumnAttributeRole,
};

constexpr int AttributeWidth = 140;

} // namespace

ColumnDialog::ColumnDialog(const QList<ColumnChoice>& choices, const QList<ColumnChoice>& defaults,
    const QStringList& attributes, QWidget* parent)
    : DialogFrame(u"columnDialog"_s, tr("Columns"), parent)
    , m_defaults(defaults)
    , m_find(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_attribute(new AttributeField(
          attributes, tr("Attribute name, e.g. department"), tr("Add attribute"), this))
{
    m_find->setPlaceholderText(tr("Find a column"));
    m_find->setAccessibleName(tr("Find a column"));
    m_find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setAlternatingRowColors(true);
    m_list->setObjectName(u"columnList"_s);
    m_list->setAccessibleName(tr("Columns and order"));
    QPushButton* reset = addTool(u"standardColumns"_s, {}, tr("Standard columns"));
    addCancel();
    addConfirm(u"apply"_s, tr("Apply"));

    body().addWidget(m_find);
    body().addWidget(m_list, 1);
    body().addWidget(secondaryLabel(tr("Drag to change the order. Widths are set in the table.")));
    body().addWidget(m_attribute);
    resize(420, 520);

    connect(m_find, &QLineEdit::textChanged, this, &ColumnDialog::find);
    connect(m_attribute, &AttributeField::added, this, &ColumnDialog::addAttribute);
    connect(reset, &QPushButton::clicked, this, [this] { fill(m_defaults); });
    fill(choices);
}

QList<ColumnChoice> ColumnDialog::choices() const
{
    QList<ColumnChoice> choices;
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem* item = m_list->item(i);
        choices += { .key = item->data(ColumnKeyRole).toString(),
            .title = item->text(),
            .width = item->data(ColumnWidthRole).toInt(),
            .shown = item->checkState() == Qt::Checked,
            .attribute = item->data(ColumnAttributeRole).toString() };
    }
    return choices;
}

void ColumnDialog::fill(const QList<ColumnChoice>& choices)
{
    m_list->clear();
    for (const ColumnChoice& choice : choices) {
        auto* item = new QListWidgetItem(choice.title, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
            | Qt::ItemIsDragEnabled);
        item->setCheckState(choice.shown ? Qt::Checked : Qt::Unchecked);
        item->setData(ColumnKeyRole, choice.key);
        item->setData(ColumnWidthRole, choice.width);
        item->setData(ColumnAttributeRole, choice.attribute);
    }
    find(m_find->text());
}

void ColumnDialog::confirm()
{
    m_attribute->addTyped(); // what is typed is meant
    DialogFrame::confirm();
}

void ColumnDialog::addAttribute(const QString& name)
{
    m_find->clear();
    const QString key = attributeTableColumn(name).key;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(ColumnKeyRole).toString() == key) {
            m_list->item(i)->setCheckState(Qt::Checked);
            m_list->setCurrentRow(i);
            return;
        }
    }
    QList<ColumnChoice> all = choices();
    all += { .key = key, .title = name, .width = AttributeWidth, .attribute = name };
    fill(all);
    m_list->setCurrentRow(m_list->count() - 1);
}

void ColumnDialog::find(const QString& text)
{
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setHidden(!m_list->item(i)->text().contains(text, Qt::CaseInsensitive));
}

} // namespace ic
