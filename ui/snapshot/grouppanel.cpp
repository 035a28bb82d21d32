#include "ui/snapshot/grouppanel.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/notices.h"
#include "ui/parts/savelist.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/parts/wraplabel.h"
#include "ui/snapshot/countdelegate.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "files/csvwriter.h"
#include "models/filter/filterwords.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int PanelWidth = 343;
constexpr int TickWidth = 31;
constexpr int GroupPanelCountWidth = 122;
constexpr int GroupPanelNarrowCount = 86;
constexpr int GroupPanelShareWidth = 62;

/// Adds the keys and makes `chosen` the current one, if it is among them.
void fill(QComboBox& box, const QStringList& keys, const QString& chosen)
{
    for (const QString& key : keys)
        box.addItem(fieldWords(key), key);
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

} // namespace

GroupPanel::GroupPanel(ApiClient& client, SelectionStore& selection, Notices& notices,
    const QString& name, QWidget* parent)
    : QFrame(parent)
    , m_notices(notices)
    , m_name(name)
    , m_model(client, selection, this)
    , m_first(new QComboBox(this))
    , m_second(new QComboBox(this))
    , m_list(new DetailTree(this))
    , m_state(secondaryLabel({}, this))
    , m_foot(new WrapLabel(Tone::Neutral, this))
    , m_summary(new WrapLabel(Tone::Neutral, this))
    , m_duplicates(new LinkButton(tr("Show duplicates"), this))
{
    setObjectName(u"groupPanel"_s);
    setFixedWidth(PanelWidth);
    m_list->setObjectName(u"groupList"_s);
    m_list->setAccessibleName(tr("Groups"));
    m_list->setModel(&m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(GroupModel::CountColumn, Qt::DescendingOrder);
    m_list->setItemDelegateForColumn(GroupModel::CountColumn, new CountDelegate(m_list));
    QHeaderView* header = m_list->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(TickWidth);
    header->setSectionResizeMode(GroupModel::ValueColumn, QHeaderView::Stretch);
    header->resizeSection(GroupModel::TickColumn, TickWidth);
    header->resizeSection(GroupModel::CountColumn, GroupPanelCountWidth);
    header->resizeSection(GroupModel::ShareColumn, GroupPanelShareWidth);
    m_state->setObjectName(u"groupState"_s);
    m_state->setAlignment(Qt::AlignCenter);
    m_state->setWordWrap(true);
    m_foot->setObjectName(u"groupFoot"_s);
    m_summary->setObjectName(u"groupSummary"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTitle());
    layout->addWidget(makeChoice());
    layout->addWidget(m_list, 1);
    layout->addWidget(m_state, 1);
    layout->addWidget(makeFoot());
    connect(m_list, &QAbstractItemView::clicked, this, &GroupPanel::openAt);
    connect(m_list, &QAbstractItemView::activated, this, &GroupPanel::openAt);
    connect(&m_model, &GroupModel::changed, this, &GroupPanel::refresh);
    connect(&m_model, &GroupModel::failed, this,
        [this](const ApiError& error) { m_notices.say(error.sentence()); });
    refresh();
}

QWidget* GroupPanel::makeTitle()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 3, 4, 3);
    row->addWidget(sectionLabel(tr("Group"), bar), 1);
    auto* close = makeIconButton(u"x"_s, tr("Close the groups"), bar);
    close->setObjectName(u"closeGroups"_s);
    connect(close, &QToolButton::clicked, this, &GroupPanel::closeRequested);
    row->addWidget(close);
    return bar;
}

QWidget* GroupPanel::makeChoice()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 6);
    row->setSpacing(6);
    m_first->setObjectName(u"groupBy"_s);
    m_first->setAccessibleName(tr("Group by"));
    m_second->setObjectName(u"groupAnd"_s);
    m_second->setAccessibleName(tr("and then by"));
    for (QComboBox* box : { m_first, m_second }) {
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &GroupPanel::ask);
    }
    row->addWidget(secondaryLabel(tr("by", "group by a column"), bar));
    row->addWidget(m_first, 1);
    row->addWidget(secondaryLabel(tr("and", "group by two columns"), bar));
    row->addWidget(m_second, 1);
    return bar;
}

QWidget* GroupPanel::makeFoot()
{
    auto* bar = new QWidget(this);
    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_summary);
    column->addWidget(m_foot);
    auto* buttons = new FlowLayout; // what does not fit beside each other goes below
    auto* save = new QPushButton(icon(u"download"_s), tr("Export counts…"), bar);
    save->setObjectName(u"exportGroups"_s);
    auto* copy = new QPushButton(icon(u"copy"_s), tr("Copy"), bar);
    copy->setObjectName(u"copyGroups"_s);
    m_duplicates->setObjectName(u"showDuplicates"_s);
    buttons->addWidget(save);
    buttons->addWidget(copy);
    buttons->addWidget(m_duplicates);
    column->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, [this] {
        saveListAs(this, u"%1-groups"_s.arg(m_name), tableWriter(m_model.table()), m_notices);
    });
    const auto copyTable = [this] {
        QStringList lines;
        for (const QStringList& row : m_model.table())
            lines += tabSeparatedRow(row);
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
        m_notices.say(tr("Copied %Ln groups.", "Copied %Ln group.", m_model.rowCount()));
    };
    connect(copy, &QPushButton::clicked, this, copyTable);
    connect(m_list, &DetailTree::copyRequested, this, copyTable);
    connect(m_duplicates, &LinkButton::clicked, this, [this] { emit duplicatesRequested(keys()); });
    return bar;
}

void GroupPanel::setKeys(const QStringList& keys, const QString& first)
{
    const QStringList before = this->keys();
    m_first->clear();
    fill(*m_first, keys, before.constFirst().isEmpty() ? first : before.constFirst());
    m_second->clear();
    m_second->addItem(tr("nothing", "group by a column and nothing"), QString());
    fill(*m_second, keys, before.value(1));
    ask();
}

void GroupPanel::groupBy(const QString& key)
{
    if (m_first->findData(key) < 0)
        m_first->addItem(fieldWords(key), key);
    m_first->setCurrentIndex(m_first->findData(key));
    m_second->setCurrentIndex(m_second->findData(QString()));
    ask();
}

void GroupPanel::setView(const IdentityQuery& view)
{
    m_view = view;
    ask();
}

QStringList GroupPanel::keys() const
{
    QStringList keys { m_first->currentData().toString() };
    const QString second = m_second->currentData().toString();
    if (!second.isEmpty() && second != keys.constFirst())
        keys += second;
    return keys;
}

void GroupPanel::ask()
{
    m_model.ask({ .view = m_view, .keys = keys() });
    askSummary();
}

void GroupPanel::openAt(const QModelIndex& index)
{
    if (index.column() == GroupModel::TickColumn)
        return;
    emit filterRequested(m_model.question().filterFor(m_model.valuesAt(index.row())));
}

void GroupPanel::askSummary()
{
    if (m_snapshot)
        m_snapshot->cancel(std::exchange(m_summaryCall, 0));
    m_snapshot = std::dynamic_pointer_cast<Snapshot>(m_view.snapshot);
    m_summary->setShown({});
    if (!m_snapshot || keys().size() > 1 || keys().constFirst().isEmpty())
        return;
    m_summaryCall = m_snapshot->summary(m_model.question().base().request(0, false),
        keys().constFirst(), this, [this](const Expected<SnapshotSummary>& answer) {
            m_summaryCall = 0;
            if (answer)
                m_summary->setShown(summaryText(*answer));
        });
}

void GroupPanel::refresh()
{
    const bool has = m_model.rowCount() > 0;
    const std::optional<ApiError>& error = m_model.error();
    m_list->setVisible(has);
    m_state->setVisible(!has);
    m_state->setText(error       ? error->sentence()
            : m_model.isAsking() ? tr("Counting…")
                                 : tr("Nobody matches."));
    const bool isOfTwo = m_model.question().keys.size() > 1; // and needs the room
    m_list->setColumnHidden(GroupModel::ShareColumn, isOfTwo);
    m_list->header()->resizeSection(
        GroupModel::CountColumn, isOfTwo ? GroupPanelNarrowCount : GroupPanelCountWidth);
    m_foot->setShown(footText());
    m_foot->parentWidget()->setVisible(has);
}

QString GroupPanel::summaryText(const SnapshotSummary& summary) const
{
    QStringList parts { tr("%1 filled", "values of a column").arg(numberText(summary.filled)),
        tr("%1 empty", "values of a column").arg(numberText(summary.empty)),
        tr("%Ln different values", "%Ln different value", pluralCount(summary.distinct)) };
    if (!summary.smallest.isEmpty() && summary.distinct > 1) {
        parts += tr("from %1 to %2", "the smallest and the largest value")
                     .arg(firstShown({ summary.smallest }, LongestInSentence),
                         firstShown({ summary.largest }, LongestInSentence));
    }
    return parts.join(u"  ·  "_s);
}

QString GroupPanel::footText() const
{
    const SnapshotGroups& groups = m_model.groups();
    if (groups.groups.isEmpty())
        return {};
    const QString number = tr("%Ln groups", "%Ln group", m_model.rowCount());
    QStringList parts { groups.all > groups.groups.size() ? tr("the %1 largest ones").arg(number)
                                                          : number,
        identitiesText(groups.identities) };
    if (const QString without = m_model.question().leftOut(); !without.isEmpty())
        parts += tr("without “%1”", "a condition").arg(without);
    return parts.join(u"  ·  "_s);
}

} // namespace ic
