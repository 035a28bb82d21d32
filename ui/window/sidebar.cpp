#include "ui/window/sidebar.h"

#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/table/identitybrowser.h"
#include "ui/window/setdesk.h"
#include "ui/window/sidebardelegate.h"
#include "ui/window/sidebarentry.h"

#include "models/table/connectionstatus.h"
#include "profile/settings.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QStyle>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int NarrowestWidth = 160;
constexpr int WidestWidth = 320;
constexpr qsizetype LongestProposal = 40;

} // namespace

Sidebar::Sidebar(
    const UiServices& services, IdentityBrowser& browser, SetDesk& sets, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_browser(browser)
    , m_sets(sets)
    , m_counts(services.client, services.clock)
    , m_model(m_saved, m_counts, sets.sets(), services.clock)
    , m_saveView(icon(u"plus"_s), tr("Save view…"), this)
    , m_tree(new QTreeView(this))
{
    followSettings();
    m_saveView.setShortcut(Qt::CTRL | Qt::Key_D);
    m_saveView.setToolTip(tr("Save view… (Ctrl+D)"));
    connect(&m_saveView, &QAction::triggered, this, &Sidebar::saveView);
    setMinimumWidth(NarrowestWidth);
    setMaximumWidth(WidestWidth);
    Settings& settings = services.settings;
    m_saved.setTexts(settings.value(Setting::SavedViews).toStringList());
    connect(&m_saved, &SavedViews::changed, this, [this, &settings] {
        settings.setValue(Setting::SavedViews, m_saved.toTexts());
        countMissing();
    });
    makeTree();
    connect(&m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(&m_browser.model(), &IdentityTableModel::stateChanged, this, &Sidebar::follow);
    connect(&m_browser, &IdentityBrowser::snapshotOpened, this,
        [this](const std::shared_ptr<Snapshot>& snapshot) {
            m_counts.setSnapshot(snapshot, m_model.queries());
        });
    connect(&services.status, &ConnectionStatus::changed, this, &Sidebar::followConnection);
    followConnection();
}

void Sidebar::makeTree()
{
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new SidebarDelegate(m_tree));
    m_tree->setObjectName(u"views"_s);
    m_tree->setAccessibleName(tr("Views"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setItemsExpandable(false);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setSelectionMode(QAbstractItemView::NoSelection);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setMouseTracking(true); // rows answer the pointer
    m_tree->setBackgroundRole(QPalette::Window);
    m_tree->viewport()->setBackgroundRole(QPalette::Window);
    m_tree->expandAll();
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeView::activated, this, &Sidebar::open);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        // Some desktops activate by a click.
        if (!m_tree->style()->styleHint(
                QStyle::SH_ItemView_ActivateItemOnSingleClick, nullptr, m_tree))
            open(index);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
}

void Sidebar::setOverview(QAction& action)
{
    m_overview = new SidebarEntry(action, this);
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_overview);
}

void Sidebar::setTableShown(bool shown)
{
    m_model.setTableShown(shown);
    m_overview->setCurrent(!shown);
}

void Sidebar::followSettings()
{
    m_counts.setAutomatic(
        m_services.settings.word(Setting::Counting) == Settings::standardWord(Setting::Counting));
    countMissing();
}

void Sidebar::takeFocus()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    if (m_model.viewAt(m_tree->currentIndex()) == nullptr)
        m_tree->setCurrentIndex(m_model.indexOf(m_model.current()));
}

void Sidebar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isOutdated)
        countAgain();
    countMissing();
}

void Sidebar::follow()
{
    const IdentityTableModel& list = m_browser.model();
    using enum IdentityTableModel::ListState;
    if (list.state() == Unset)
        return;
    IdentityQuery shown = list.query();
    shown.snapshot.reset(); // a view is the same one there
    m_model.setShown(shown);
    // The table's own total is as good as a count, and the two must not differ on the screen.
    const bool isCounted = list.state() == Ready || list.state() == Empty;
    if (isCounted && list.isTotalExact() && shown.onlyIds.isEmpty() && !list.query().snapshot
        && m_counts.of(shown).number != list.rowCount())
        m_counts.learn(shown, list.rowCount());
    countMissing();
}

void Sidebar::followConnection()
{
    const bool offline = m_services.status.current().link == NetStatus::Link::Offline;
    m_model.setOffline(offline);
    if (std::exchange(m_wasOffline, offline) && !offline)
        countMissing(true);
}

void Sidebar::countAgain()
{
    m_isOutdated = !isVisible();
    if (m_isOutdated)
        return;
    m_counts.renew(m_model.queries());
}

void Sidebar::countMissing(bool failed)
{
    // Whoever starts the console waits for rows, not for numbers.
    using enum IdentityTableModel::ListState;
    const IdentityTableModel::ListState list = m_browser.model().state();
    if (isVisible() && (list == Ready || list == Empty))
        m_counts.askMissing(m_model.queries(), failed);
}

void Sidebar::open(const QModelIndex& index)
{
    if (m_model.setAt(index) != nullptr) {
        const QPoint below = m_tree->visualRect(index).bottomLeft();
        showMenu(index,
            isVisible() ? m_tree->viewport()->mapToGlobal(below)
                        : window()->mapToGlobal(window()->rect().center()));
        return;
    }
    const NamedView* view = m_model.viewAt(index);
    if (view == nullptr)
        return;
    if (view->isFor(m_browser.filter().reach())) {
        m_model.setChosen(*view);
        m_browser.showView(view->query);
    } else {
        // It says why it cannot be shown, and offers who can answer.
        m_browser.filter().show(view->query.scope, view->query.filter);
    }
    emit viewChosen();
}

bool Sidebar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_tree || event->type() != QEvent::ContextMenu)
        return QWidget::eventFilter(watched, event);
    const auto* menu = static_cast<QContextMenuEvent*>(event);
    const bool byKey = menu->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey
        ? m_tree->currentIndex()
        : m_tree->indexAt(m_tree->viewport()->mapFromGlobal(menu->globalPos()));
    showMenu(index,
        byKey ? m_tree->viewport()->mapToGlobal(m_tree->visualRect(index).bottomLeft())
              : menu->globalPos());
    return true;
}

void Sidebar::showMenu(const QModelIndex& index, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"viewMenu"_s);
    if (m_model.isOfSets(index)) {
        m_sets.fillMenu(*menu, m_model.setAt(index));
        menu->popup(at);
        return;
    }
    if (const NamedView* found = m_model.viewAt(index)) {
        const NamedView view = *found; // the list may change while the menu is open
        if (view.isFor(FilterReach::ListApi))
            menu->addAction(icon(u"refresh-cw"_s), tr("Count again"), this,
                [this, view] { m_counts.ask(view.query); });
        if (!view.isStandard)
            addOwnActions(*menu, view);
        menu->addSeparator();
    }
    menu->addAction(tr("Count all again"), this, [this] {
        for (const IdentityQuery& query : m_model.queries())
            m_counts.ask(query);
    });
    menu->addAction(icon(u"plus"_s), tr("Save view…"), this, &Sidebar::saveView);
    if (const std::optional<NamedView>& removed = m_saved.removed())
        menu->addAction(icon(u"undo-2"_s), menuText(tr("Bring back “%1”").arg(removed->name)),
            &m_saved, &SavedViews::restore);
    menu->popup(at);
}

void Sidebar::addOwnActions(QMenu& menu, const NamedView& view)
{
    menu.addSeparator();
    QAction* replace = menu.addAction(tr("Replace with what is shown"), this, [this, view] {
        m_saved.save(view.name, m_model.shown());
        m_model.setChosen(*m_saved.find(view.name));
        m_services.notices.say(tr("“%1” is now what the table shows.").arg(view.name));
    });
    replace->setEnabled(!view.matches(m_model.shown()));
    menu.addAction(icon(u"pencil"_s), tr("Rename…"), this, [this, view] { renameView(view); });
    menu.addAction(icon(u"trash-2"_s), tr("Delete"), this, [this, view] { removeView(view); });
}

void Sidebar::saveView()
{
    const NamedView& current = m_model.current();
    const NamedView shown { .query = m_model.shown() };
    QString proposal = shown.words();
    if (!current.isStandard)
        proposal = current.name;
    else if (proposal.size() > LongestProposal)
        proposal.clear(); // a name that is cut says less than none
    auto* dialog = new NameDialog(
        kind(tr("Save view")), NameDialog::Purpose::Save, shown.words(), proposal, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, query = shown.query] {
        if (!m_saved.save(dialog->name(), query))
            return;
        m_model.setChosen(*m_saved.find(dialog->name()));
        m_services.notices.say(tr("Saved the view “%1”.").arg(dialog->name()));
    });
    dialog->open();
}

NameDialog::Kind Sidebar::kind(const QString& title) const
{
    return { .dialog = u"viewNameDialog"_s,
        .title = title,
        .label = tr("Name of the view"),
        .isReplaced = tr("There is a view “%1”. It is replaced."),
        .isTaken = tr("There is a view “%1” already."),
        .find =
            [this](const QString& name) {
                const NamedView* view = m_saved.find(name);
                return view == nullptr ? QString() : view->name;
            },
        .full = m_saved.isFull()
            ? tr("There are %1 views already. Delete one first.").arg(SavedViews::MostViews)
            : QString() };
}

void Sidebar::renameView(const NamedView& view)
{
    auto* dialog = new NameDialog(
        kind(tr("Rename view")), NameDialog::Purpose::Rename, view.words(), view.name, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, view] {
        const bool isCurrent = m_model.current() == view;
        if (m_saved.rename(view.name, dialog->name()) && isCurrent)
            m_model.setChosen(*m_saved.find(dialog->name()));
    });
    dialog->open();
}

void Sidebar::removeView(const NamedView& view)
{
    m_saved.remove(view.name);
    m_services.notices.say(
        tr("Deleted the view “%1”. A right click in the sidebar brings it back.").arg(view.name));
}

} // namespace ic
