#include "ui/details/detailpane.h"

#include "ui/details/activitytab.h"
#include "ui/details/attributestab.h"
#include "ui/details/detailheader.h"
#include "ui/details/jsontab.h"
#include "ui/details/lockedbar.h"
#include "ui/details/overviewtab.h"
#include "ui/details/ownershiptab.h"
#include "ui/details/rolestab.h"
#include "ui/details/selectionpage.h"
#include "ui/operations/operationdesk.h"
#include "ui/operations/verbrow.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/latepage.h"
#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"
#include "ui/settings/shortcutlist.h"
#include "ui/table/identitybrowser.h"

#include "profile/settings.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum Page {
    NobodyPageIndex,
    IdentityPageIndex,
};

} // namespace

DetailPane::DetailPane(IdentityDetail& detail, IdentityBrowser& browser, OperationDesk& desk,
    const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_services(services)
    , m_reload(tr("Refresh this identity"), this)
    , m_copyId(tr("Copy id"), this)
    , m_back(icon(u"arrow-left"_s), tr("Back"), this)
    , m_forward(icon(u"arrow-right"_s), tr("Forward"), this)
    , m_openInIsc(this)
    , m_pages(new QStackedWidget(this))
    , m_tabs(new QTabWidget(this))
    , m_selection(new SelectionPage(browser.selection(), browser.model(), browser.reach(), this))
    , m_header(new DetailHeader(detail, services, this))
{
    setAccessibleName(tr("Details"));
    setFocusPolicy(Qt::ClickFocus); // F6 comes here also while nobody is open
    Settings& settings = services.settings;
    m_pinned.setNames(settings.value(Setting::PinnedAttributes).toStringList());
    connect(&m_pinned, &PinnedAttributes::changed, this,
        [this, &settings] { settings.setValue(Setting::PinnedAttributes, m_pinned.names()); });
    auto* empty = new StatePage(this);
    empty->setState(u"user-round"_s, tr("No identity open"),
        tr("Click a row, or go to it with the arrow keys, to see it here."));
    makeTabs(browser, desk);
    auto* content = new QWidget(this);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_header);
    addVerbs(*contentLayout, desk);
    contentLayout->addWidget(m_tabs, 1);
    m_pages->addWidget(empty);
    m_pages->addWidget(content);
    m_pages->addWidget(m_selection);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    makeActions();
    addShortcuts();
    connect(&m_detail, &IdentityDetail::changed, this, &DetailPane::refresh);
    connect(m_selection, &SelectionPage::changed, this, &DetailPane::refresh);
    refresh();
}

void DetailPane::makeTabs(IdentityBrowser& browser, OperationDesk& desk)
{
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"detailTabs"_s);
    // Where there is no room for all labels they are cut, and tooltips say them whole.
    m_tabs->tabBar()->setElideMode(Qt::ElideRight);
    m_tabs->setUsesScrollButtons(false);
    QFont tabFont = font();
    tabFont.setPixelSize(std::max(9, fontInfo().pixelSize() - 1)); // all labels fit the pane
    m_tabs->tabBar()->setFont(tabFont);
    IdentityView& table = browser.view();
    addTab(tr("Overview"), [this](QWidget* parent) {
        return new OverviewTab(m_detail, m_pinned, m_services.clock, parent);
    });
    addTab(tr("Attributes"), [this, &table](QWidget* parent) {
        auto* tab = new AttributesTab(m_detail, m_pinned, m_services.notices, parent);
        connect(
            tab, &AttributesTab::columnRequested, this, [this, &table](const QString& attribute) {
                table.columns().showAttribute(attribute);
                m_services.notices.say(tr("%1 is a column of the table now.").arg(attribute));
            });
        return tab;
    });
    addTab(tr("Ownership"), [this](QWidget* parent) {
        m_ownership = new OwnershipTab(m_detail, m_services, parent);
        connect(m_ownership, &OwnershipTab::titleChanged, this, &DetailPane::updateOwnershipTitle);
        return m_ownership;
    });
    addTab(tr("Roles"),
        [this](QWidget* parent) { return new RolesTab(m_detail, m_services, parent); });
    addTab(tr("JSON"), [this, &table](QWidget* parent) {
        auto* tab = new JsonTab(m_detail, m_services.notices, parent);
        connect(tab, &JsonTab::copyRowRequested, this,
            [this, &table] { table.rowCopy().copy(m_detail.identity()); });
        return tab;
    });
    addTab(tr("Activity"), [this, &desk](QWidget* parent) {
        auto* tab = new ActivityTab(m_detail, m_services, parent);
        connect(tab, &ActivityTab::resultRequested, &desk, &OperationDesk::showResultAt);
        return tab;
    });
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabToolTip(i, toolTipText(m_tabs->tabText(i)));
    m_tabs->setTabToolTip(ActivityTabIndex,
        tr("%1: what this computer did to the identity", "a tab").arg(tr("Activity")));
    m_tabs->setTabToolTip(RolesTabIndex, tr("Role assignments"));
    m_tabs->tabBar()->setAccessibleTabName(RolesTabIndex, tr("Role assignments"));
}

void DetailPane::addTab(const QString& title, std::function<QWidget*(QWidget*)> make)
{
    m_tabs->addTab(new LatePage(std::move(make), this), title);
}

void DetailPane::addVerbs(QVBoxLayout& column, OperationDesk& desk)
{
    auto* verbs = new VerbRow(this);
    auto* locked = new LockedBar(m_openInIsc, this);
    column.addWidget(verbs);
    column.addWidget(locked);
    const auto open
        = [this, &desk](const Operation& operation) { desk.open(operation, m_detail.identity()); };
    connect(verbs, &VerbRow::requested, this, open);
    connect(locked, &LockedBar::requested, this, open);
    const auto follow = [this, &desk, verbs, locked] {
        const OperationTarget target = desk.targetOf(m_detail.identity());
        verbs->setTarget(target);
        locked->setTarget(m_detail.identity(), target);
    };
    connect(&m_detail, &IdentityDetail::changed, verbs, follow);
    connect(&desk, &OperationDesk::changed, verbs, follow);
    follow();
}

void DetailPane::makeActions()
{
    m_reload.setShortcut(Qt::SHIFT | Qt::Key_F5);
    connect(&m_reload, &QAction::triggered, &m_detail, &IdentityDetail::reload);
    m_copyId.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(&m_copyId, &QAction::triggered, m_header, &DetailHeader::copyId);
    m_back.setShortcut(Qt::ALT | Qt::Key_Left);
    connect(&m_back, &QAction::triggered, &m_detail, &IdentityDetail::goBack);
    m_forward.setShortcut(Qt::ALT | Qt::Key_Right);
    connect(&m_forward, &QAction::triggered, &m_detail, &IdentityDetail::goForward);
    m_openInIsc.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
}

void DetailPane::updateActions()
{
    const bool isOpen = m_detail.state() != IdentityDetail::State::None;
    const QString nobody = isOpen ? QString() : tr("Nobody is shown in Details.");
    setRefusal(m_reload, nobody);
    setRefusal(m_copyId, nobody);
    setRefusal(m_back, m_detail.canGoBack() ? QString() : tr("Nobody was shown before."));
    setRefusal(m_forward, m_detail.canGoForward() ? QString() : tr("Nobody was shown after."));
    if (isOpen)
        m_openInIsc.setTarget(m_services, m_detail.identity().id);
    else
        m_openInIsc.setNoTarget();
}

void DetailPane::addShortcuts()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto* shortcut
            = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        shortcut->setProperty(ShortcutTitle, tr("Details: %1").arg(m_tabs->tabText(i)));
        connect(shortcut, &QShortcut::activated, this, [this, i] { m_tabs->setCurrentIndex(i); });
    }
}

void DetailPane::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void DetailPane::takeFocus()
{
    QWidget* const target = m_tabs->isVisible() ? static_cast<QWidget*>(m_tabs) : this;
    target->setFocus(Qt::ShortcutFocusReason);
}

void DetailPane::updateOwnershipTitle()
{
    const QString title = m_ownership->title();
    if (m_tabs->tabText(OwnershipTabIndex) == title)
        return;
    m_tabs->setTabText(OwnershipTabIndex, title);
    m_tabs->setTabToolTip(OwnershipTabIndex, toolTipText(title));
}

void DetailPane::refresh()
{
    updateActions();
    if (m_detail.state() != IdentityDetail::State::None) {
        // Without an id there is nothing that could be asked for.
        const bool canAsk = !m_detail.identity().id.isEmpty();
        m_tabs->setTabEnabled(OwnershipTabIndex, canAsk);
        m_tabs->setTabEnabled(RolesTabIndex, canAsk);
        m_tabs->setTabEnabled(ActivityTabIndex, canAsk);
        m_pages->setCurrentIndex(IdentityPageIndex);
    } else if (m_selection->isWorthShowing())
        m_pages->setCurrentWidget(m_selection);
    else
        m_pages->setCurrentIndex(NobodyPageIndex);
}

} // namespace ic
