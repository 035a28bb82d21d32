#include "ui/details/attributestab.h"

#include "ui/details/errorbar.h"
#include "ui/parts/detailtree.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/icons.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "files/csvwriter.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A value and, in grey beside it, the date it may stand for.
class ValueDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QString hint = index.data(AttributeRows::HintRole).toString();
        if (hint.isEmpty())
            return;
        const int used = option.fontMetrics.horizontalAdvance(index.data().toString()) + 16;
        const QRect place = option.rect.adjusted(used, 0, -8, 0);
        if (place.width() < 40)
            return; // the tooltip has it
        painter->setFont(option.font);
        painter->setPen(themeColors(option.palette).secondaryText);
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            option.fontMetrics.elidedText(hint, Qt::ElideRight, place.width()));
    }
};

} // namespace

AttributesTab::AttributesTab(
    IdentityDetail& detail, PinnedAttributes& pinned, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_detail(detail)
    , m_pinned(pinned)
    , m_view(new DetailTree(this))
    , m_pages(new LoadPages(m_view, notices, this))
{
    m_view->setModel(&m_model);
    m_view->setItemDelegateForColumn(AttributeRows::ValueColumn, new ValueDelegate(m_view));
    m_view->setAccessibleName(tr("Attributes"));
    m_view->setObjectName(u"attributes"_s);
    m_view->header()->resizeSection(AttributeRows::NameColumn, 150);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_pages->setObjectName(u"attributePages"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ErrorBar(detail, this));
    layout->addWidget(makeFindRow());
    layout->addWidget(m_pages, 1);

    connect(m_view, &QTreeView::customContextMenuRequested, this, &AttributesTab::showMenu);
    connect(m_view, &DetailTree::copyRequested, this, &AttributesTab::copyValue);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &AttributesTab::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &AttributesTab::updateButtons);
    connect(&m_pinned, &PinnedAttributes::changed, this, &AttributesTab::updateButtons);
    connect(m_pages, &LoadPages::actionRequested, m_find, &QLineEdit::clear);
    connect(&m_detail, &IdentityDetail::changed, this, &AttributesTab::refresh);
    refresh();
    updateButtons();
}

QWidget* AttributesTab::makeFindRow()
{
    auto* row = new QWidget(this);
    m_find = new QLineEdit(row);
    m_find->setPlaceholderText(tr("Find an attribute or value"));
    m_find->setAccessibleName(tr("Find an attribute or value"));
    m_find->setObjectName(u"attributeFind"_s);
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    connect(m_find, &QLineEdit::textChanged, this, &AttributesTab::refresh);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_find, 1);
    const auto add = [&](const QString& iconName, const QString& name, auto slot) {
        QToolButton* button = makeIconButton(iconName, name, row);
        connect(button, &QToolButton::clicked, this, slot);
        layout->addWidget(button);
        return button;
    };
    m_copyValue = add(u"copy"_s, tr("Copy value"), &AttributesTab::copyValue);
    m_copyBoth = add(u"braces"_s, tr("Copy name and value"), &AttributesTab::copyNameAndValue);
    m_pin = add(u"pin"_s, tr("Pin to Overview"), &AttributesTab::togglePin);
    return row;
}

void AttributesTab::refresh()
{
    const IdentityDetail::State state = m_detail.state();
    const QJsonObject attributes = m_detail.identity().record.attributes();
    if (state != IdentityDetail::State::None)
        m_model.setRows(AttributeRows::of(attributes, m_find->text()));
    if (m_model.rowCount() > 0) {
        m_pages->showContent();
    } else if (!attributes.isEmpty()) {
        m_pages->showEmpty(u"search"_s, tr("No attribute matches"),
            tr("Neither a name nor a value contains “%1”.").arg(m_find->text()), tr("Clear"));
    } else if (state == IdentityDetail::State::Loading) {
        m_pages->showLoading();
    } else if (state == IdentityDetail::State::Failed) {
        m_pages->showEmpty(u"circle-alert"_s, tr("Not loaded"));
    } else {
        m_pages->showEmpty(
            u"list-filter"_s, tr("No attributes"), tr("ISC gave no attributes for this identity."));
    }
}

void AttributesTab::updateButtons()
{
    const QString name = currentName();
    for (QToolButton* button : { m_copyValue, m_copyBoth, m_pin })
        button->setEnabled(!name.isEmpty());
    const bool isPinned = m_pinned.isPinned(name);
    const QString words = isPinned ? tr("Unpin from Overview") : tr("Pin to Overview");
    m_pin->setIcon(icon(isPinned ? u"pin-off"_s : u"pin"_s));
    m_pin->setToolTip(words);
    m_pin->setAccessibleName(words);
}

QString AttributesTab::currentName() const
{
    return m_view->currentIndex().data(AttributeRows::NameRole).toString();
}

void AttributesTab::showMenu(const QPoint& position)
{
    if (currentName().isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"attributeMenu"_s);
    menu->addAction(icon(u"copy"_s), tr("Copy value"), this, &AttributesTab::copyValue);
    menu->addAction(tr("Copy name and value"), this, &AttributesTab::copyNameAndValue);
    menu->addSeparator();
    menu->addAction(m_pin->icon(), m_pin->toolTip(), this, &AttributesTab::togglePin);
    menu->addAction(icon(u"columns-3"_s), tr("Add as column"), this,
        [this, name = currentName()] { emit columnRequested(name); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void AttributesTab::copyValue()
{
    const QString name = currentName();
    if (name.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(
        m_view->currentIndex().data(AttributeRows::RawValueRole).toString());
    m_notices.say(tr("Copied the value of %1.").arg(name));
}

void AttributesTab::copyNameAndValue()
{
    const QString name = currentName();
    if (name.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(tabSeparatedRow(
        { name, m_view->currentIndex().data(AttributeRows::RawValueRole).toString() }));
    m_notices.say(tr("Copied the name and value of %1.").arg(name));
}

void AttributesTab::togglePin()
{
    const QString name = currentName();
    const bool on = !m_pinned.isPinned(name);
    m_pinned.setPinned(name, on);
    m_notices.say(on ? tr("%1 is pinned to the overview.").arg(name)
                     : tr("%1 is no longer pinned.").arg(name));
}

bool AttributesTab::event(QEvent* event)
{
    // Ctrl+F means this tab while the focus is in it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Find)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void AttributesTab::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find)) {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace ic
