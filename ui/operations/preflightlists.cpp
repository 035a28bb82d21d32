#include "ui/operations/preflightlists.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/rowfocus.h"
#include "ui/parts/text.h"
#include "ui/table/identitydelegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int PreflightRowHeight = 26;
constexpr int PreflightStatusWidth = 118;
constexpr int LifecycleWidth = 92;
constexpr int NameWidth = 180;
constexpr int AccountWidth = 140;
constexpr int PreflightMostOpened = 200; // rows that are worth being opened at once

} // namespace

CandidateList::CandidateList(const QString& name, QWidget* parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setModel(&m_model);
    setItemDelegate(new IdentityDelegate(this));
    setAlternatingRowColors(true);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    markRowOnFocus(*this);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(PreflightRowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
}

void CandidateList::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    const int texts = viewport()->width() - PreflightStatusWidth - LifecycleWidth;
    horizontalHeader()->resizeSection(CandidateModel::NameColumn, texts * 52 / 100);
    horizontalHeader()->resizeSection(CandidateModel::AccountColumn, texts - texts * 52 / 100);
    horizontalHeader()->resizeSection(CandidateModel::StatusColumn, PreflightStatusWidth);
    horizontalHeader()->resizeSection(CandidateModel::LifecycleColumn, LifecycleWidth);
}

SkipTree::SkipTree(QWidget* parent)
    : QWidget(parent)
    , m_tree(new DetailTree(this))
{
    m_tree->setObjectName(u"skipped"_s);
    m_tree->setAccessibleName(tr("Skipped identities by reason"));
    m_tree->setModel(&m_model);
    markRowOnFocus(*m_tree);
    m_tree->setItemDelegate(new GroupDelegate(m_tree));
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->resizeSection(SkippedRows::NameColumn, NameWidth);
    m_tree->header()->resizeSection(SkippedRows::AccountColumn, AccountWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
}

void SkipTree::setSkipped(const QList<SkippedIdentity>& skipped)
{
    m_model.setRows(SkippedRows::of(skipped));
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_tree->setFirstColumnSpanned(row, {}, true);
    if (skipped.size() <= PreflightMostOpened)
        m_tree->expandAll();
}

SkipLines::SkipLines(const Operation& operation, QWidget* parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(4);
}

void SkipLines::setSkipped(const Preflight& preflight, const QSet<SkipReason>& included)
{
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QList<std::pair<SkipReason, int>> counts;
    for (const SkippedIdentity& one : preflight.skipped) {
        const auto same = std::ranges::find(counts, one.reason, &std::pair<SkipReason, int>::first);
        if (same == counts.end())
            counts.append({ one.reason, 1 });
        else
            ++same->second;
    }
    for (const auto& [reason, count] : std::as_const(counts)) {
        addLine(tr("%1 skipped: %2").arg(numberText(count), skipReasonText(reason)), reason,
            m_operation.mayInclude.contains(reason) ? tr("Include anyway") : QString(), true);
    }
    for (const SkipReason reason : included)
        addLine(
            tr("Included anyway: %1").arg(skipReasonText(reason)), reason, tr("Leave out"), false);
}

void SkipLines::addLine(const QString& text, SkipReason reason, const QString& action, bool include)
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new IconMark(include ? u"circle-minus"_s : u"circle-check"_s,
        include ? Tone::Neutral : Tone::Warning, line));
    QLabel* label = plainLabel(text, line);
    label->setObjectName(u"skipLine"_s);
    row->addWidget(label, 1);
    if (include) {
        auto* show = new LinkButton(line);
        show->setText(tr("Show"));
        show->setAccessibleName(tr("Show skipped: %1").arg(skipReasonText(reason)));
        connect(show, &LinkButton::clicked, this, &SkipLines::showRequested);
        row->addWidget(show);
    }
    if (!action.isEmpty()) {
        auto* link = new LinkButton(line);
        link->setText(action);
        link->setObjectName(u"include-"_s + skipReasonKey(reason));
        link->setAccessibleName(u"%1: %2"_s.arg(action, skipReasonText(reason)));
        connect(
            link, &LinkButton::clicked, this,
            [this, reason, include] { emit includeRequested(reason, include); },
            Qt::QueuedConnection); // the answer takes this very button away
        row->addWidget(link);
    }
    m_lines->addWidget(line);
}

} // namespace ic
