#include "ui/operations/skiptree.h"

#include "ui/details/detailtree.h"
#include "ui/details/groupdelegate.h"
#include "ui/linkbutton.h"
#include "ui/operations/iconmark.h"
#include "ui/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int NameWidth = 180;
constexpr int AccountWidth = 140;
constexpr int MostOpened = 200; // rows that are worth being opened at once

} // namespace

SkipTree::SkipTree(QWidget* parent)
    : QWidget(parent)
    , m_tree(new DetailTree(this))
{
    m_tree->setObjectName(u"skipped"_s);
    m_tree->setAccessibleName(u"Skipped identities by reason"_s);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new GroupDelegate(m_tree));
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->resizeSection(SkippedModel::NameColumn, NameWidth);
    m_tree->header()->resizeSection(SkippedModel::AccountColumn, AccountWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
}

void SkipTree::setSkipped(const QList<SkippedIdentity>& skipped)
{
    m_model.setSkipped(skipped);
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_tree->setFirstColumnSpanned(row, {}, true);
    if (skipped.size() <= MostOpened)
        m_tree->expandAll();
}

SkipLines::SkipLines(OperationId operation, QWidget* parent)
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
        if (counts.isEmpty() || counts.last().first != one.reason) {
            bool known = false;
            for (auto& [reason, count] : counts) {
                known = known || reason == one.reason;
                count += reason == one.reason ? 1 : 0;
            }
            if (known)
                continue;
            counts.append({ one.reason, 0 });
        }
        ++counts.last().second;
    }
    for (const auto& [reason, count] : std::as_const(counts)) {
        addLine(u"%1 skipped: %2"_s.arg(numberText(count), skipReasonText(reason)), reason,
            isSoft(m_operation, reason) ? u"Include anyway"_s : QString(), true);
    }
    for (const SkipReason reason : included)
        addLine(
            u"Included anyway: %1"_s.arg(skipReasonText(reason)), reason, u"Leave out"_s, false);
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
        show->setText(u"Show"_s);
        show->setAccessibleName(u"Show skipped: %1"_s.arg(skipReasonText(reason)));
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
