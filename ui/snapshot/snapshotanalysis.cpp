#include "ui/snapshot/snapshotanalysis.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/savelist.h"
#include "ui/snapshot/changesstrip.h"
#include "ui/snapshot/grouppanel.h"
#include "ui/table/identitybrowser.h"
#include "ui/table/identityheader.h"

#include "models/snapshot/differenceslist.h"
#include "models/snapshot/snapshotwords.h"
#include "profile/snapshotplace.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// By what people group first, where nobody said it.
constexpr QLatin1StringView FirstKey { "attributes.department" };

} // namespace

SnapshotAnalysis::SnapshotAnalysis(
    IdentityBrowser& browser, QBoxLayout& beside, const UiServices& services)
    : m_browser(browser)
    , m_beside(beside)
    , m_services(services)
    , m_group(icon(u"chart-bar"_s), tr("Group"), &browser)
    , m_changes(new ChangesStrip(&browser))
{
    m_group.setObjectName(u"groups"_s);
    m_group.setCheckable(true);
    m_group.setShortcut(Qt::CTRL | Qt::Key_G);
    m_group.setToolTip(tr("How many there are of each value (Ctrl+G)"));
    connect(&m_group, &QAction::toggled, this, &SnapshotAnalysis::showGroups);
    connect(&browser.model(), &QAbstractItemModel::modelReset, this, [this] {
        if (m_panel != nullptr && m_panel->isVisibleTo(&m_browser))
            m_panel->setView(m_browser.model().query());
    });
    IdentityHeader& header = browser.view().header();
    connect(&header, &IdentityHeader::groupRequested, this, &SnapshotAnalysis::groupBy);
    connect(&header, &IdentityHeader::duplicatesRequested, this,
        [this](int column) { showDuplicates({ keyOf(column) }); });
    connect(m_changes, &ChangesStrip::changeRequested, this, &SnapshotAnalysis::showChange);
    connect(m_changes, &ChangesStrip::fieldRequested, this, [this](const QString& key) {
        showThose(m_newer,
            { .field = FilterField::ChangedField,
                .op = FilterOperator::Equals,
                .values = { key } });
    });
    connect(m_changes, &ChangesStrip::exportRequested, this, &SnapshotAnalysis::saveDifferences);
    connect(m_changes, &ChangesStrip::closed, this, &SnapshotAnalysis::leaveComparison);
    follow();
}

SnapshotAnalysis::~SnapshotAnalysis() = default;

QWidget* SnapshotAnalysis::changes() const
{
    return m_changes;
}

void SnapshotAnalysis::follow()
{
    const std::shared_ptr<Snapshot>& snapshot = m_browser.snapshot();
    setRefusal(m_group,
        snapshot ? QString() : tr("The tenant cannot be asked that. Take a snapshot first."));
    if (!snapshot || (snapshot != m_newer && snapshot != m_older))
        stopComparing();
    m_keys.renew();
    if (!snapshot)
        m_group.setChecked(false);
    else if (m_panel != nullptr)
        askKeys();
}

void SnapshotAnalysis::askKeys()
{
    m_browser.snapshot()->fields(
        this, m_keys.only([this](const Expected<QList<SnapshotFieldCount>>& fields) {
            m_panel->setKeys(fields ? groupKeys(*fields) : QStringList(), FirstKey);
        }));
}

void SnapshotAnalysis::makePanel()
{
    m_panel = new GroupPanel(m_services.client, m_browser.selection(), m_services.notices,
        m_services.tenant.name, &m_browser);
    m_beside.addWidget(m_panel);
    connect(m_panel, &GroupPanel::closeRequested, &m_group, [this] { m_group.setChecked(false); });
    connect(m_panel, &GroupPanel::filterRequested, this, [this](const FilterExpression& filter) {
        m_browser.filter().model().setExpression(filter);
    });
    connect(m_panel, &GroupPanel::duplicatesRequested, this, &SnapshotAnalysis::showDuplicates);
    askKeys();
}

void SnapshotAnalysis::showGroups(bool on)
{
    if (on && m_panel == nullptr)
        makePanel();
    if (m_panel == nullptr)
        return;
    m_panel->setVisible(on);
    m_panel->setView(on ? m_browser.model().query() : IdentityQuery());
}

QString SnapshotAnalysis::keyOf(int column) const
{
    return m_browser.model().columns().at(column).key;
}

void SnapshotAnalysis::groupBy(int column)
{
    m_group.setChecked(true);
    m_panel->groupBy(keyOf(column));
}

/// They stand beside each other.
void SnapshotAnalysis::showDuplicates(const QStringList& keys)
{
    IdentityQuery query = m_browser.model().query();
    query.filter = GroupQuestion { .view = query, .keys = keys }.withDuplicates().toFilterText();
    query.scope = IdentityScope::All; // whoever else has the same
    query.sorters = keys;
    m_browser.showView(query);
}

void SnapshotAnalysis::compareWith(const KeptSnapshot& older)
{
    m_newer = m_browser.snapshot();
    m_changes->setComparing(
        snapshotTime(older.begunAt, m_services.clock.utcNow(), m_newer->takenAt()));
    Snapshot::open(
        older.path, {}, m_changes, [this, newer = m_newer](const Snapshot::Opened& opened) {
            if (newer != m_newer)
                return;
            if (opened && (*opened)->facts().isOfTheSameAs(newer->facts())) {
                compare(*opened);
                return;
            }
            m_services.notices.say(opened
                    ? tr("The two snapshots are of different people: whom one of them never "
                         "had would count as gone or new.")
                    : unreadableText(opened.error()));
            stopComparing();
        });
}

void SnapshotAnalysis::compare(const std::shared_ptr<Snapshot>& older)
{
    m_older = older;
    const QString since
        = snapshotTime(older->takenAt(), m_services.clock.utcNow(), m_newer->takenAt());
    m_newer->compareWith(older, m_changes,
        [this, newer = m_newer, since](const Expected<SnapshotComparison>& comparison) {
            if (newer != m_newer)
                return;
            if (comparison) {
                m_changes->setComparison(since, *comparison);
                m_browser.view().columns().setShown(ChangesColumn, true);
                m_browser.refresh(); // the rows say it from now on
                return;
            }
            m_services.notices.say(comparison.error().sentence());
            stopComparing();
        });
}

void SnapshotAnalysis::showChange(const QString& change)
{
    // Who is gone is in the older one alone.
    showThose(change == u"gone" ? m_older : m_newer,
        { .field = FilterField::Change, .op = FilterOperator::Equals, .values = { change } });
}

void SnapshotAnalysis::showThose(
    const std::shared_ptr<Snapshot>& snapshot, FilterCondition condition)
{
    const FilterResult those
        = FilterExpression::condition(std::move(condition), FilterReach::Snapshot);
    IdentityQuery query = m_browser.model().query();
    if (m_shownFilter.isEmpty())
        m_before = query;
    query.scope = IdentityScope::All; // whoever they are
    query.filter = std::get<FilterExpression>(those).toFilterText();
    m_shownFilter = query.filter;
    m_browser.showSnapshot(snapshot, query);
}

void SnapshotAnalysis::saveDifferences()
{
    saveListAs(&m_browser, u"%1-differences"_s.arg(m_services.tenant.name),
        differencesWriter(m_newer), m_services,
        tr("Differences between the snapshots of %1 and %2")
            .arg(absoluteTime(m_older->takenAt()), absoluteTime(m_newer->takenAt())));
}

/// Without it nobody can say who the ones on the screen are.
void SnapshotAnalysis::leaveComparison()
{
    const bool showsThose
        = !m_shownFilter.isEmpty() && m_browser.model().query().filter == m_shownFilter;
    const std::shared_ptr<Snapshot> newer = m_newer;
    stopComparing();
    if (showsThose)
        m_browser.showSnapshot(newer, m_before);
}

void SnapshotAnalysis::stopComparing()
{
    m_shownFilter.clear();
    m_changes->hide();
    if (m_newer)
        m_browser.view().columns().setShown(ChangesColumn, false);
    m_newer.reset();
    m_older.reset();
}

} // namespace ic
