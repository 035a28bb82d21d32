#include "ui/settings/shortcutspage.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TextColumnWidth = 250;

QStandardItem* fixedItem(const QString& text)
{
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

} // namespace

ShortcutsPage::ShortcutsPage(const QList<ShortcutEntry>& entries, QWidget* parent)
    : SettingsPage(tr("Shortcuts"), parent)
    , m_find(new QLineEdit(this))
    , m_tree(new DetailTree(this))
    , m_nothing(secondaryLabel({}, this))
    , m_model(new QStandardItemModel(this))
{
    m_find->setObjectName(u"findShortcut"_s);
    m_find->setPlaceholderText(tr("Find an action or a key"));
    m_find->setAccessibleName(tr("Find an action or a key"));
    m_find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_model->setHorizontalHeaderLabels({ tr("Action"), tr("Keys") });
    QHash<QString, QStandardItem*> groups;
    for (const ShortcutEntry& entry : entries) {
        QStandardItem*& group = groups[entry.group];
        if (group == nullptr) {
            group = fixedItem(entry.group);
            QFont strong = font();
            strong.setWeight(QFont::DemiBold);
            group->setFont(strong);
            m_model->appendRow({ group, fixedItem({}) });
        }
        group->appendRow({ fixedItem(entry.text), fixedItem(entry.keyText()) });
    }
    m_tree->setObjectName(u"shortcuts"_s);
    m_tree->setAccessibleName(tr("Shortcuts"));
    m_tree->setModel(m_model);
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->header()->resizeSection(0, TextColumnWidth);
    m_tree->header()->setStretchLastSection(true);
    m_tree->expandAll();
    m_nothing->setObjectName(u"noShortcut"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    addWide(m_find);
    addWide(m_tree, true);
    addWide(m_nothing);
    connect(m_find, &QLineEdit::textChanged, this, &ShortcutsPage::find);
}

void ShortcutsPage::focusSearch()
{
    m_find->setFocus();
}

void ShortcutsPage::find(const QString& text)
{
    const QString wanted = text.trimmed();
    int found = 0;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QStandardItem* group = m_model->item(i);
        const bool isWhole = group->text().contains(wanted, Qt::CaseInsensitive);
        int shown = 0;
        for (int row = 0; row < group->rowCount(); ++row) {
            const bool fits = isWhole
                || group->child(row, 0)->text().contains(wanted, Qt::CaseInsensitive)
                || group->child(row, 1)->text().contains(wanted, Qt::CaseInsensitive);
            m_tree->setRowHidden(row, group->index(), !fits);
            shown += fits ? 1 : 0;
        }
        m_tree->setRowHidden(i, {}, shown == 0);
        found += shown;
    }
    m_nothing->setText(tr("No action and no key has “%1”.").arg(wanted));
    m_nothing->setVisible(found == 0);
    m_tree->setVisible(found > 0);
}

} // namespace ic
