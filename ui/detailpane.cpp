#include "ui/detailpane.h"

#include "ui/details/attributestab.h"
#include "ui/details/detailheader.h"
#include "ui/details/jsontab.h"
#include "ui/details/overviewtab.h"
#include "ui/details/ownershiptab.h"
#include "ui/details/rolestab.h"
#include "ui/selectionpage.h"
#include "ui/settings/shortcutlist.h"
#include "ui/statepage.h"

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

DetailPane::DetailPane(IdentityDetail& detail, const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_pages(new QStackedWidget(this))
    , m_tabs(new QTabWidget(this))
{
    setAccessibleName(u"Details"_s);
    setFocusPolicy(Qt::ClickFocus); // F6 comes here also while nobody is open
    Settings& settings = services.settings;
    m_pinned.setNames(settings.value(Setting::PinnedAttributes).toStringList());
    connect(&m_pinned, &PinnedAttributes::changed, this, [this, &settings] {
        settings.setValue(Setting::PinnedAttributes, m_pinned.names());
    });
    auto* empty = new StatePage(this);
    empty->setState(u"user-round"_s, u"No identity open"_s, u"Click a row to see it here."_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->tabBar()->setElideMode(Qt::ElideNone);
    QFont tabFont = font();
    tabFont.setPixelSize(std::max(9, fontInfo().pixelSize() - 1)); // all labels fit the pane
    m_tabs->tabBar()->setFont(tabFont);
    auto* overview = new OverviewTab(detail, m_pinned, services.clock, this);
    m_tabs->addTab(overview, u"Overview"_s);
    auto* attributes = addTab(new AttributesTab(detail, m_pinned, this), u"Attributes"_s);
    connect(attributes, &AttributesTab::columnRequested, this, &DetailPane::columnRequested);
    m_ownership
        = addTab(new OwnershipTab(detail, services.client, services.clock, this), u"Ownership"_s);
    addTab(new RolesTab(detail, services, this), u"Roles"_s);
    auto* json = addTab(new JsonTab(detail, this), u"JSON"_s);
    connect(json, &JsonTab::copyRowRequested, this, &DetailPane::copyRowRequested);
    m_tabs->setTabToolTip(RolesTabIndex, u"Role assignments"_s);
    m_tabs->tabBar()->setAccessibleTabName(RolesTabIndex, u"Role assignments"_s);
    connect(m_ownership, &OwnershipTab::titleChanged, this, &DetailPane::updateOwnershipTitle);

    auto* content = new QWidget(this);
    m_header = new DetailHeader(detail, services, content);
    connect(m_header, &DetailHeader::notice, this, &DetailPane::notice);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_header);
    contentLayout->addWidget(m_tabs, 1);
    m_pages->addWidget(empty);
    m_pages->addWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    addShortcuts();
    connect(&m_detail, &IdentityDetail::changed, this, &DetailPane::refresh);
    refresh();
}

template <class TabWidget> TabWidget* DetailPane::addTab(TabWidget* tab, const QString& title)
{
    m_tabs->addTab(tab, title);
    connect(tab, &TabWidget::notice, this, &DetailPane::notice);
    return tab;
}

void DetailPane::addShortcuts()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto* shortcut = new QShortcut(
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        shortcut->setProperty(ShortcutTitle, u"Details: %1"_s.arg(m_tabs->tabText(i)));
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

void DetailPane::copyId()
{
    m_header->copyId();
}

void DetailPane::addBelowHeader(QWidget* row)
{
    auto* layout = static_cast<QVBoxLayout*>(m_tabs->parentWidget()->layout());
    layout->insertWidget(layout->indexOf(m_tabs), row);
}

void DetailPane::updateOwnershipTitle()
{
    const QString title = m_ownership->title();
    if (m_tabs->tabText(OwnershipTabIndex) != title)
        m_tabs->setTabText(OwnershipTabIndex, title);
}

void DetailPane::setSelectionPage(SelectionPage* page)
{
    m_selection = page;
    m_pages->addWidget(page);
    connect(page, &SelectionPage::changed, this, &DetailPane::refresh);
    refresh();
}

void DetailPane::refresh()
{
    if (m_detail.state() != IdentityDetail::State::None) {
        // Without an id there is nothing that could be asked for.
        const bool canAsk = !m_detail.identity().id.isEmpty();
        m_tabs->setTabEnabled(OwnershipTabIndex, canAsk);
        m_tabs->setTabEnabled(RolesTabIndex, canAsk);
        m_pages->setCurrentIndex(IdentityPageIndex);
    } else if (m_selection != nullptr && m_selection->isWorthShowing())
        m_pages->setCurrentWidget(m_selection);
    else
        m_pages->setCurrentIndex(NobodyPageIndex);
}

} // namespace ic
