#include "ui/dialogs/columndialog.h"

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum ItemRole {
    KeyRole = Qt::UserRole,
    WidthRole,
    AttributeRole,
};

constexpr int AttributeWidth = 140;

} // namespace

ColumnDialog::ColumnDialog(const QList<ColumnChoice>& choices,
    const QList<ColumnChoice>& defaults, const QStringList& attributes, QWidget* parent)
    : QDialog(parent)
    , m_defaults(defaults)
    , m_find(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_attribute(new QLineEdit(this))
{
    setWindowTitle(u"Columns"_s);
    m_find->setPlaceholderText(u"Find a column"_s);
    m_find->setAccessibleName(u"Find a column"_s);
    m_find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setAlternatingRowColors(true);
    m_list->setObjectName(u"columnList"_s);
    m_list->setAccessibleName(u"Columns and order"_s);
    m_attribute->setPlaceholderText(u"Attribute name, e.g. department"_s);
    m_attribute->setAccessibleName(u"Attribute name"_s);
    m_attribute->setObjectName(u"attributeName"_s);
    auto* completer = new QCompleter(attributes, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_attribute->setCompleter(completer);
    auto* add = new QPushButton(u"Add attribute"_s, this);
    add->setAutoDefault(false);
    auto* reset = new QPushButton(u"Standard columns"_s, this);
    reset->setAutoDefault(false);
    auto* cancel = new QPushButton(u"Cancel"_s, this);
    cancel->setAutoDefault(false);
    auto* apply = new QPushButton(u"Apply"_s, this);
    apply->setDefault(true);
    styleConfirmButton(*apply);

    auto* attributeRow = new QHBoxLayout;
    attributeRow->addWidget(m_attribute, 1);
    attributeRow->addWidget(add);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(reset);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_find);
    layout->addWidget(m_list, 1);
    layout->addWidget(secondaryLabel(u"Drag to change the order. Widths are set in the table."_s));
    layout->addLayout(attributeRow);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    resize(420, 520);

    connect(m_find, &QLineEdit::textChanged, this, &ColumnDialog::find);
    connect(add, &QPushButton::clicked, this, &ColumnDialog::addAttribute);
    connect(m_attribute, &QLineEdit::returnPressed, this, &ColumnDialog::addAttribute);
    connect(reset, &QPushButton::clicked, this, [this] { fill(m_defaults); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
    fill(choices);
}

void ColumnDialog::keyPressEvent(QKeyEvent* event)
{
    // Enter in the attribute field means that attribute, not the dialog.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && focusWidget() == m_attribute)
        return;
    QDialog::keyPressEvent(event);
}

QList<ColumnChoice> ColumnDialog::choices() const
{
    QList<ColumnChoice> choices;
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem* item = m_list->item(i);
        choices += { .key = item->data(KeyRole).toString(),
            .title = item->text(),
            .width = item->data(WidthRole).toInt(),
            .shown = item->checkState() == Qt::Checked,
            .attribute = item->data(AttributeRole).toString() };
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
        item->setData(KeyRole, choice.key);
        item->setData(WidthRole, choice.width);
        item->setData(AttributeRole, choice.attribute);
    }
    find(m_find->text());
}

void ColumnDialog::addAttribute()
{
    const QString name = m_attribute->text().trimmed();
    if (name.isEmpty())
        return;
    m_attribute->clear();
    m_find->clear();
    const QString key = attributeTableColumn(name).key;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(KeyRole).toString() == key) {
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
