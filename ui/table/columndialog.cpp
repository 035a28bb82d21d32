#include "ui/table/columndialog.h"

#include "ui/parts/attributefield.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
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
    , m_attributes(attributes)
    , m_find(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_none(secondaryLabel(tr("No column is called that."), this))
    , m_offer(new LinkButton(this))
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
    m_none->setObjectName(u"noColumn"_s);
    m_offer->setObjectName(u"offerAttribute"_s);
    QPushButton* reset = addTool(u"standardColumns"_s, {}, tr("Standard columns"));
    addCancel();
    addConfirm(u"apply"_s, tr("Apply"));

    body().addWidget(m_find);
    body().addWidget(m_list, 1);
    body().addWidget(m_none);
    body().addWidget(m_offer);
    body().addWidget(secondaryLabel(tr("Drag to change the order. Widths are set in the table.")));
    body().addWidget(m_attribute);
    resize(420, 520);

    connect(m_find, &QLineEdit::textChanged, this, &ColumnDialog::find);
    connect(m_offer, &LinkButton::clicked, this, &ColumnDialog::takeOffer);
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
    bool isFound = false;
    for (int i = 0; i < m_list->count(); ++i) {
        const bool fits = m_list->item(i)->text().contains(text, Qt::CaseInsensitive);
        m_list->item(i)->setHidden(!fits);
        isFound = isFound || fits;
    }
    m_none->setVisible(!isFound);
    const QStringList offered = attributesWith(text);
    m_offer->setVisible(!offered.isEmpty());
    m_offer->setText(offered.size() == 1
            ? tr("Add the attribute “%1”").arg(shownLine(offered.constFirst()))
            : tr("%Ln attributes are called that…", "%Ln attribute is called that…",
                pluralCount(offered.size())));
    m_offer->setAccessibleName(m_offer->text());
}

QStringList ColumnDialog::attributesWith(const QString& text) const
{
    if (text.isEmpty())
        return {};
    QStringList found = m_attributes.filter(text, Qt::CaseInsensitive);
    for (const ColumnChoice& choice : choices())
        found.removeAll(choice.attribute);
    return found;
}

void ColumnDialog::takeOffer()
{
    const QStringList offered = attributesWith(m_find->text());
    if (offered.size() == 1)
        addAttribute(offered.constFirst());
    else
        m_attribute->suggest(m_find->text());
}

} // namespace ic
