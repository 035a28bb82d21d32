#include "ui/filter/valuelist.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/filter/filterwords.h"
#include "ui/parts/text.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ValueRole = Qt::UserRole + 1;

}

ValueList::ValueList(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(u"conditionValues"_s);
    setAccessibleName(tr("Most frequent values"));
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    hide();
    const auto choose = [this](const QTreeWidgetItem* item) {
        const QString value = item->data(0, ValueRole).toString();
        clearSelection(); // what is chosen is said elsewhere
        emit chosen(value);
    };
    connect(this, &QTreeWidget::itemClicked, this, choose);
    connect(this, &QTreeWidget::itemActivated, this, choose);
}

ValueList::~ValueList()
{
    drop();
}

void ValueList::drop()
{
    if (m_source && m_call != 0)
        m_source->cancel(std::exchange(m_call, 0));
}

void ValueList::setSource(const std::shared_ptr<FilterValues>& source)
{
    drop();
    m_source = source;
    m_key.clear();
    fill({});
}

void ValueList::ask(const QString& key, const QString& beginning)
{
    if (key == m_key && beginning == m_beginning)
        return;
    drop();
    // Of another field nothing may stay; of the same one it does until the answer is there.
    if (std::exchange(m_key, key) != key)
        fill({});
    m_beginning = beginning;
    if (!m_source || key.isEmpty())
        return;
    m_call = m_source->values(
        key, beginning, MostShown, this, [this](const QList<FilterValues::Value>& values) {
            m_call = 0;
            fill(values);
        });
}

void ValueList::focusInEvent(QFocusEvent* event)
{
    QTreeWidget::focusInEvent(event);
    // It is the current one already, which nobody sees.
    if (event->reason() != Qt::MouseFocusReason && currentItem() != nullptr)
        currentItem()->setSelected(true);
}

void ValueList::keyPressEvent(QKeyEvent* event)
{
    QTreeWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept(); // chosen, as by a click: nothing is applied yet
}

void ValueList::fill(const QList<FilterValues::Value>& values)
{
    clear();
    const std::optional<FilterSubject> subject = filterSubject(m_key);
    for (const FilterValues::Value& value : values) {
        if (value.text.isEmpty())
            continue; // having none is an operator of its own
        const QString shown
            = shownLine(subject ? valueWords(subject->field, value.text) : value.text);
        auto* item = new QTreeWidgetItem(this, { shown, numberText(value.count) });
        item->setData(0, ValueRole, value.text);
        item->setToolTip(0, toolTipText(shownText(value.text)));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::AccessibleTextRole,
            tr("%1, %2", "a value; 12 identities").arg(shown, identitiesText(value.count)));
    }
    const int rows = topLevelItemCount();
    setVisible(rows > 0);
    if (rows > 0)
        setFixedHeight(rows * sizeHintForRow(0) + 2 * frameWidth());
}

} // namespace ic
