#include "ui/operations/targettabs.h"

#include "ui/operations/preflightlists.h"
#include "ui/parts/text.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

TargetTabs::TargetTabs(
    OperationPreparation& preparation, const Operation& operation, QWidget* parent)
    : QWidget(parent)
    , m_preparation(preparation)
    , m_tabs(new QTabWidget(this))
    , m_targets(new CandidateList(tr("Identities the operation will run for"), this))
    , m_skipped(new SkipTree(this))
    , m_lines(new SkipLines(operation, this))
{
    m_tabs->setObjectName(u"targetTabs"_s);
    m_targets->setObjectName(u"targets"_s);
    m_targets->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(m_targets, QString());
    m_tabs->addTab(m_skipped, QString());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_lines);
    connect(
        m_lines, &SkipLines::showRequested, this, [this] { m_tabs->setCurrentWidget(m_skipped); });
    connect(
        m_lines, &SkipLines::includeRequested, &m_preparation, &OperationPreparation::setIncluded);
    connect(&m_preparation, &OperationPreparation::changed, this, &TargetTabs::refresh);
    setFocusProxy(m_targets);
    refresh();
}

void TargetTabs::refresh()
{
    if (m_preparation.stage() != OperationPreparation::Stage::Ready)
        return;
    const Preflight& result = m_preparation.result();
    m_targets->setIdentities(result.willRun);
    m_skipped->setSkipped(result.skipped);
    m_lines->setSkipped(result, m_preparation.included());
    m_lines->setVisible(!result.skipped.isEmpty() || !m_preparation.included().isEmpty());
    m_tabs->setTabText(0, tr("Will run (%1)").arg(numberText(result.willRun.size())));
    m_tabs->setTabText(1, tr("Skipped (%1)").arg(numberText(result.skipped.size())));
    m_tabs->setTabEnabled(1, !result.skipped.isEmpty());
    if (result.willRun.isEmpty() && !result.skipped.isEmpty())
        m_tabs->setCurrentIndex(1);
}

} // namespace ic
