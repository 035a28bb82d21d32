#include "ui/table/identitybrowser.h"

#include "ui/details/openiniscaction.h"
#include "ui/filter/datemenu.h"
#include "ui/lists/pastelistdialog.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/theme.h"
#include "ui/window/offlinestrip.h"

#include "api/identityfields.h"
#include "models/snapshot/snapshotvalues.h"
#include "models/snapshot/snapshotwords.h"
#include "profile/settings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype ListedAtOnce = 5000; ///< a thread for so few would only make the list flicker

QStringList sortedTexts(const QSet<IdentityId>& ids)
{
    QStringList texts;
    texts.reserve(ids.size());
    for (const IdentityId& id : ids)
        texts += id.text();
    texts.sort();
    return texts;
}

} // namespace

IdentityBrowser::IdentityBrowser(const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(m_selection, services.clock)
    , m_source(services.client, m_model)
    , m_reach(services.client, m_selection, m_model)
    , m_keeper(m_selection, services.selectionFolder, services.clock)
    , m_gone(services.client, m_selection)
    , m_exports(
          services, m_selection, [this] { return exportView(); }, this)
    , m_snapshots(
          services, [this] { return exportView(); }, this)
    , m_pasteList(icon(u"clipboard-list"_s), tr("Paste list…"), this)
    , m_filter(this)
    , m_selectionBar(
          m_selection, m_model, m_reach, bandColors(services.tenant.environment).fill, this)
    , m_strip(m_selection, m_keeper, m_gone, this)
    , m_snapshotStrip(services.clock, this)
    , m_pages(m_model, m_source, m_filter, services.status, services.notices, this)
    , m_view(m_model, m_selection, services.client, services.settings, services.notices, &m_pages)
    , m_colouring(m_view, m_model, services.settings, services.clock, services.notices)
    , m_steps(*this)
    , m_findBar(m_model, m_view, this)
    , m_center(new QHBoxLayout)
    , m_analysis(*this, *m_center, services)
{
    addParts();
    connectSelection();
    connectSnapshots();
    makeActions();
    restoreSettings();
    connect(&m_filter, &FilterBar::applied, this, &IdentityBrowser::onFilterApplied);
    m_model.setQuery({ .scope = m_filter.scope(), .filter = m_filter.filter() });
}

void IdentityBrowser::addParts()
{
    m_pages.setTable(m_view);
    auto* offline = new OfflineStrip(m_services.status, m_services.clock, this);
    connect(offline, &OfflineStrip::retryWanted, &m_model, &IdentityTableModel::retryOrRefresh);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&m_filter);
    layout->addWidget(&m_selectionBar);
    layout->addWidget(&m_strip);
    layout->addWidget(&m_snapshotStrip);
    layout->addWidget(m_analysis.changes());
    layout->addWidget(offline);
    layout->addWidget(&m_findBar);
    m_center->addWidget(&m_pages, 1);
    layout->addLayout(m_center, 1);
    m_selectionBar.addTool(*m_analysis.groupAction());
    connect(&m_filter, &FilterBar::left, this, [this] { m_view.setFocus(Qt::OtherFocusReason); });
    connect(&m_view, &IdentityView::searchCleared, &m_filter, &FilterBar::clearSearch);
    connect(&m_view, &IdentityView::menuRequested, this, &IdentityBrowser::showRowMenu);
}

void IdentityBrowser::connectSelection()
{
    RowTicks& ticks = m_view.ticks();
    connect(&m_selectionBar, &SelectionBar::rowsOnScreenRequested, &ticks, &RowTicks::toggleScreen);
    connect(&m_selectionBar, &SelectionBar::invertRequested, &ticks, &RowTicks::invertScreen);
    connect(
        &m_selectionBar, &SelectionBar::allMatchingRequested, &ticks, &RowTicks::selectAllMatching);
    connect(&m_selectionBar, &SelectionBar::noneRequested, &ticks, &RowTicks::selectNone);
    connect(&m_selectionBar, &SelectionBar::selectedOnlyToggled, this,
        &IdentityBrowser::toggleSelectedOnly);
    connect(
        &m_selectionBar, &SelectionBar::columnsRequested, &m_view.columns(), &TableColumns::choose);
    connect(&m_selectionBar, &SelectionBar::densityRequested, this, &IdentityBrowser::setDensity);
    connect(&ticks, &RowTicks::screenChanged, &m_selectionBar, &SelectionBar::setScreenState);
    connect(&ticks, &RowTicks::busyChanged, &m_selectionBar, &SelectionBar::setBusyText);
    connect(&m_strip, &SelectionStrip::showRequested, this, [this] {
        if (!m_selectedOnly)
            toggleSelectedOnly();
    });
    connect(&m_keeper, &SelectionKeeper::restored, &m_gone, &GonePeople::check);
    connect(&m_keeper, &SelectionKeeper::problem, &m_services.notices, &Notices::keep);
}

void IdentityBrowser::connectSnapshots()
{
    connect(
        &m_snapshotStrip, &SnapshotStrip::backRequested, this, [this] { showSnapshot(nullptr); });
    connect(&m_snapshotStrip, &SnapshotStrip::readAgainRequested, this,
        [this] { m_snapshots.takeAgain(m_snapshot->facts()); });
    connect(&m_snapshotStrip, &SnapshotStrip::compareRequested, this,
        [this] { m_analysis.compareWith(*m_snapshots.before(m_snapshot->path())); });
    connect(&m_snapshots, &SnapshotDesk::opened, this,
        [this](const std::shared_ptr<Snapshot>& snapshot) {
            m_filter.model().setExact(false);
            showSnapshot(snapshot, std::exchange(m_wanted, {}));
            emit snapshotOpened(snapshot);
        });
    connect(&m_filter, &FilterBar::exactChanged, this, &IdentityBrowser::compareExactly);
    connect(&m_filter, &FilterBar::snapshotWanted, this, &IdentityBrowser::answerFromSnapshot);
    connect(&m_exports, &ExportDesk::snapshotNeeded, this,
        [this](const QString& problem, const IdentityQuery& whom) {
            const QList<KeptSnapshot> kept = m_snapshots.kept();
            const QString offer = kept.isEmpty()
                ? tr("Take snapshot…")
                : tr("Open the snapshot of %1", "a time").arg(localTime(kept.constFirst().begunAt));
            m_services.notices.say(
                problem, { offer, [this, whom] { answerFromSnapshot(whom.filter, whom.scope); } });
        });
    connect(&m_snapshots, &SnapshotDesk::cancelled, this, [this] { m_wanted.reset(); });
    connect(&m_snapshots, &SnapshotDesk::changed, this, &IdentityBrowser::followSnapshots);
    connect(&m_snapshots, &SnapshotDesk::forgotten, this, [this] {
        showSnapshot(nullptr);
        m_steps.leaveSnapshots();
        emit snapshotOpened(nullptr);
    });
}

/// The same snapshot, asked in the other way.
void IdentityBrowser::compareExactly(bool exact)
{
    if (!m_snapshot)
        return;
    Snapshot::open(m_snapshot->path(), { .exact = exact }, this,
        [this, asked = m_snapshot](const Snapshot::Opened& opened) {
            if (opened && m_snapshot == asked)
                showSnapshot(*opened);
            else if (!opened)
                m_services.notices.say(unreadableText(opened.error()));
        });
}

/// The newest one answers, or one that is taken now.
void IdentityBrowser::answerFromSnapshot(const QString& filter, IdentityScope scope)
{
    m_wanted
        = IdentityQuery { .scope = scope, .filter = filter, .sorters = m_model.query().sorters };
    if (const QList<KeptSnapshot> kept = m_snapshots.kept(); !kept.isEmpty())
        m_snapshots.open(kept.constFirst().path);
    else
        m_snapshots.takeAction()->trigger();
}

/// What the one that is open can be compared with.
void IdentityBrowser::followSnapshots()
{
    const auto older = m_snapshot ? m_snapshots.before(m_snapshot->path()) : std::nullopt;
    m_snapshotStrip.setOlder(older ? older->begunAt : QDateTime());
}

void IdentityBrowser::makeActions()
{
    m_pasteList.setObjectName(u"pasteList"_s);
    m_pasteList.setShortcut(Qt::CTRL | Qt::Key_L);
    m_pasteList.setIconText(tr("Paste list…"));
    m_pasteList.setToolTip(tr("Select the identities of a list (Ctrl+L)"));
    connect(&m_pasteList, &QAction::triggered, this, &IdentityBrowser::pasteList);
    const auto update
        = [this] { m_exports.setOffered(m_model.rowCount() > 0 || !m_selection.isEmpty()); };
    connect(&m_model, &IdentityTableModel::stateChanged, this, update);
    connect(&m_selection, &SelectionStore::changed, this, update);
    update();
}

void IdentityBrowser::restoreSettings()
{
    Settings& settings = m_services.settings;
    followSettings();
    m_filter.setHistory(settings.value(Setting::FilterHistory).toStringList());
    connect(&m_filter, &FilterBar::historyChanged, this,
        [this, &settings] { settings.setValue(Setting::FilterHistory, m_filter.history()); });
    // Not the filter: yesterday's would hide people today. Its history has it.
    if (const QString scope = settings.value(Setting::Scope).toString(); !scope.isEmpty())
        m_filter.show(scopeFromKey(scope).value_or(IdentityScope::Correlated), {});
}

void IdentityBrowser::followSettings()
{
    const Settings& settings = m_services.settings;
    const Density density = densityFromWord(settings.word(Setting::Density));
    m_view.setDensity(density);
    m_selectionBar.setDensity(density);
    m_view.columns().setDateStyle(dateStyleFromWord(settings.word(Setting::Dates)));
    m_model.setPagesAhead(settings.number(Setting::PagePrefetch));
}

void IdentityBrowser::setDensity(Density density)
{
    m_services.settings.setValue(Setting::Density, densityWord(density));
    followSettings();
    emit settingsChanged();
}

void IdentityBrowser::setDateStyle(DateStyle dates)
{
    m_services.settings.setValue(Setting::Dates, dateStyleWord(dates));
    followSettings();
    emit settingsChanged();
}

void IdentityBrowser::showView(const IdentityQuery& view)
{
    m_viewSorters = view.sorters;
    m_filter.show(view.scope, view.filter);
    onFilterApplied(); // the filter bar says nothing when only the order differs
    m_viewSorters.reset();
}

void IdentityBrowser::showSnapshot(
    const std::shared_ptr<Snapshot>& snapshot, const std::optional<IdentityQuery>& view)
{
    if (snapshot == m_snapshot) {
        if (view)
            showView(*view);
        return;
    }
    m_snapshot = snapshot;
    m_snapshotStrip.setSnapshot(snapshot);
    followSnapshots();
    m_analysis.follow();
    m_viewSorters = view ? view->sorters
        : m_selectedOnly ? m_queryBefore.sorters
                         : m_model.query().sorters;
    if (!snapshot)
        m_viewSorters = apiSorters(*m_viewSorters);
    m_isSwitching = true; // one list is asked for, not one for each step
    if (snapshot)
        m_filter.setReach(FilterReach::Snapshot, std::make_shared<SnapshotValues>(snapshot));
    else
        m_filter.setReach(FilterReach::ListApi);
    if (view)
        m_filter.show(view->scope, view->filter);
    m_isSwitching = false;
    onFilterApplied();
    m_viewSorters.reset();
}

void IdentityBrowser::onFilterApplied()
{
    if (m_isSwitching)
        return;
    m_wanted.reset(); // something else is wanted by now
    IdentityQuery query = m_selectedOnly ? m_queryBefore : m_model.query();
    query.scope = m_filter.scope();
    query.filter = m_filter.filter();
    query.snapshot = m_snapshot;
    if (m_viewSorters)
        query.sorters = *m_viewSorters;
    m_services.settings.setValue(Setting::Scope, scopeKey(query.scope));
    if (query != m_model.query())
        setQuery(query, false);
}

void IdentityBrowser::setQuery(const IdentityQuery& query, bool selectedOnly)
{
    m_selectedOnly = selectedOnly;
    m_selectionBar.setShowingSelectedOnly(selectedOnly);
    IdentityQuery before = m_model.query();
    const bool isOtherSource = std::exchange(before.snapshot, query.snapshot) != query.snapshot;
    if (isOtherSource && before.hasSameMembers(query))
        emit sourceChanged();
    else
        emit filterChanged();
    m_model.setQuery(query);
}

void IdentityBrowser::toggleSelectedOnly()
{
    if (m_selectedOnly) {
        setQuery(m_queryBefore, false);
        return;
    }
    if (m_selection.isAllMatching()) {
        const IdentityQuery query = m_selection.allMatchingQuery();
        showSnapshot(nullptr); // they are the tenant's
        m_filter.show(query.scope, query.filter);
        onFilterApplied();
        return;
    }
    const auto show = [this](const QStringList& ids) {
        if (m_selectedOnly)
            return; // a second click was quicker
        m_queryBefore = m_model.query();
        setQuery({ .scope = IdentityScope::All, .onlyIds = ids, .snapshot = m_snapshot }, true);
    };
    if (m_selection.ids().size() > ListedAtOnce)
        m_listing.start(
            this, [ids = m_selection.ids()](const std::atomic_bool&) { return sortedTexts(ids); },
            show);
    else
        show(sortedTexts(m_selection.ids()));
}

void IdentityBrowser::showRowMenu(const QModelIndex& index, const QPoint& at)
{
    const Identity* identity = m_model.identityAt(index.row());
    if (identity == nullptr)
        return;
    auto* menu
        = new RowMenu(*identity, m_model.columns().at(index.column()), m_filter.model(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isOneOfMany = m_selection.isSelected(identity->id) && m_selection.count() > 1;
    menu->addMenu(m_view.rowCopy().makeMenu(
        menu, isOneOfMany ? std::nullopt : std::optional<Identity>(*identity)));
    auto* openInIsc = new OpenInIscAction(menu);
    openInIsc->setTarget(m_services, identity->id);
    menu->addAction(openInIsc);
    connect(menu, &RowMenu::openRequested, this, &IdentityBrowser::detailsRequested);
    connect(menu, &RowMenu::filterRequested, &m_filter.model(), &FilterModel::combine);
    connect(menu, &RowMenu::snapshotRequested, this,
        [this](const QString& filter) { emit m_filter.snapshotWanted(filter, m_filter.scope()); });
    connect(menu, &RowMenu::copyRowRequested, this,
        [this, row = *identity] { m_view.rowCopy().copy(row); });
    connect(menu, &RowMenu::copyRequested, this, [this](const QString& text, const QString& said) {
        QGuiApplication::clipboard()->setText(text);
        m_services.notices.say(said);
    });
    emit rowMenuOpening(menu, *identity);
    menu->popup(at);
}

ExportView IdentityBrowser::exportView()
{
    ExportView view {
        .query = m_model.query(),
        .filterWords = m_filter.words(),
        .total = m_model.rowCount(),
    };
    view.attributes = m_model.knownAttributes();
    for (const ColumnChoice& choice : m_view.columns().choices()) {
        if (choice.shown && choice.key != ChangesColumn) // no field of an identity
            view.columns += choice.key;
    }
    return view;
}

void IdentityBrowser::pasteList()
{
    auto* dialog = new PasteListDialog(m_services, m_selection, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ic
