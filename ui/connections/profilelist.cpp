#include "ui/connections/profilelist.h"

#include "ui/connections/profiledelegate.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SmallButton = 30;

} // namespace

ProfileList::ProfileList(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    m_list->setObjectName(u"profiles"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setAccessibleDescription(
        tr("Drag a row, or press Alt and an arrow key, to change the order."));
    m_list->setToolTip(tr("Drag a row, or press Alt+Up or Alt+Down, to change the order"));
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto add = [&](QPushButton* button) { buttons->addWidget(button); };
    add(addButton(u"add"_s, u"plus"_s, tr("Add a connection"), &ProfileList::addRequested));
    m_remove = addButton(
        u"remove"_s, u"minus"_s, tr("Remove this connection"), &ProfileList::removeRequested);
    add(m_remove);
    m_duplicate = addButton(u"duplicate"_s, u"copy"_s, tr("Duplicate this connection"),
        &ProfileList::duplicateRequested);
    add(m_duplicate);
    buttons->addStretch();
    auto* import = new QPushButton(icon(u"folder-open"_s), tr("Import…"), this);
    import->setObjectName(u"import"_s);
    import->setAutoDefault(false);
    import->setToolTip(tr("Take over what SailPoint's tools keep on this computer"));
    connect(import, &QPushButton::clicked, this, &ProfileList::importRequested);
    add(import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);

    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        m_remove->setEnabled(item != nullptr);
        m_duplicate->setEnabled(item != nullptr);
        emit currentChanged(current());
    });
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex&, int from, int, const QModelIndex&, int to) {
            emit moved(from, to > from ? to - 1 : to);
        });
    connect(m_list, &QWidget::customContextMenuRequested, this, &ProfileList::openMenu);
}

QPushButton* ProfileList::addButton(
    const QString& name, const QString& picture, const QString& words, void (ProfileList::*then)())
{
    auto* button = new QPushButton(icon(picture), {}, this);
    button->setObjectName(name);
    button->setFixedWidth(SmallButton);
    button->setAutoDefault(false);
    button->setToolTip(words);
    button->setAccessibleName(words);
    connect(button, &QPushButton::clicked, this, then);
    return button;
}

void ProfileList::showDrafts(const ConnectionDrafts& drafts, const ProfileId& current)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (int i = 0; i < drafts.count(); ++i) {
        auto* item = new QListWidgetItem(m_list);
        fill(*item, drafts, drafts.at(i));
        if (drafts.at(i).profile.id == current)
            m_list->setCurrentItem(item);
    }
    m_remove->setEnabled(m_list->currentItem() != nullptr);
    m_duplicate->setEnabled(m_list->currentItem() != nullptr);
}

void ProfileList::showDraft(const ConnectionDrafts& drafts, const ProfileDraft& draft)
{
    const int row = drafts.indexOf(draft.profile.id);
    if (row >= 0 && row < m_list->count())
        fill(*m_list->item(row), drafts, draft);
}

void ProfileList::fill(
    QListWidgetItem& item, const ConnectionDrafts& drafts, const ProfileDraft& draft)
{
    const Profile& profile = draft.profile;
    const QString name = profile.name.trimmed();
    const QString mark = draft.isNew ? tr("new", "a connection")
        : drafts.isChanged(draft)    ? tr("edited", "a connection")
                                     : QString();
    item.setText(name);
    item.setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    item.setData(ProfileDelegate::IdRole, QVariant::fromValue(profile.id));
    item.setData(ProfileDelegate::EnvironmentRole, static_cast<int>(profile.environment));
    item.setData(ProfileDelegate::ReadOnlyRole, startsReadOnly(profile));
    item.setData(ProfileDelegate::MarkRole, mark);
    QStringList words { name.isEmpty() ? tr("New connection") : name,
        environmentWord(profile.environment),
        profile.readOnly ? tr("read-only") : tr("changes allowed") };
    if (!mark.isEmpty())
        words += mark;
    item.setData(Qt::AccessibleTextRole, words.join(u", "_s));
    item.setToolTip(toolTipText(words.join(u" · "_s)));
}

ProfileId ProfileList::current() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item == nullptr ? ProfileId() : item->data(ProfileDelegate::IdRole).value<ProfileId>();
}

void ProfileList::focusList()
{
    m_list->setFocus();
}

void ProfileList::moveCurrent(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    // The model's own move keeps the current row; taking and inserting would leave it.
    m_list->model()->moveRow({}, from, {}, by > 0 ? to + 1 : to);
}

void ProfileList::openMenu(const QPoint& at)
{
    const int row = m_list->currentRow();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* up
        = menu->addAction(icon(u"chevron-up"_s), tr("Move up"), this, [this] { moveCurrent(-1); });
    up->setEnabled(row > 0);
    QAction* down = menu->addAction(
        icon(u"chevron-down"_s), tr("Move down"), this, [this] { moveCurrent(1); });
    down->setEnabled(row >= 0 && row + 1 < m_list->count());
    menu->addSeparator();
    QAction* duplicate
        = menu->addAction(icon(u"copy"_s), tr("Duplicate"), this, &ProfileList::duplicateRequested);
    duplicate->setEnabled(row >= 0);
    QAction* remove
        = menu->addAction(icon(u"minus"_s), tr("Remove"), this, &ProfileList::removeRequested);
    remove->setEnabled(row >= 0);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

bool ProfileList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::Paint && m_list->count() == 0) {
        QPainter painter(m_list->viewport());
        painter.setPen(themeColors(palette()).secondaryText);
        painter.drawText(m_list->viewport()->rect().adjusted(12, 12, -12, -12),
            Qt::AlignTop | Qt::AlignLeading | Qt::TextWordWrap, tr("No connections yet"));
        return true;
    }
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isUp = key->key() == Qt::Key_Up;
    if (key->modifiers() == Qt::AltModifier && (isUp || key->key() == Qt::Key_Down)) {
        moveCurrent(isUp ? -1 : 1);
        return true;
    }
    if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier) {
        emit removeRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ic
