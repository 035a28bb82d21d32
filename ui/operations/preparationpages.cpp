#include "ui/operations/preparationpages.h"

#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"

#include "models/table/connectionstatus.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

using PreparationStage = OperationPreparation::Stage;

PreparationPages::PreparationPages(OperationPreparation& preparation, const Operation& operation,
    const ConnectionStatus& status, Notices& notices, QWidget* outcome, QWidget* parent)
    : QStackedWidget(parent)
    , m_notices(notices)
    , m_preparation(preparation)
    , m_operation(operation)
    , m_status(status)
    , m_failed(new StatePage(this))
    , m_outcome(outcome)
{
    m_failed->setObjectName(u"preparationFailed"_s);
    addWidget(makeProgress());
    addWidget(m_failed);
    addWidget(outcome);
    connect(m_failed, &StatePage::primaryClicked, &m_preparation, &OperationPreparation::start);
    connect(m_failed, &StatePage::secondaryClicked, this, [this] {
        QApplication::clipboard()->setText(m_preparation.error().details());
        m_notices.say(tr("Copied the details of the error."));
    });
    connect(&m_preparation, &OperationPreparation::changed, this, &PreparationPages::refresh);
    connect(
        &m_preparation, &OperationPreparation::progressed, this, &PreparationPages::showProgress);
    connect(&m_status, &ConnectionStatus::changed, this, &PreparationPages::showProgress);
    refresh();
}

QWidget* PreparationPages::makeProgress()
{
    auto* page = new QWidget(this);
    m_text = plainLabel({}, page);
    m_text->setObjectName(u"preparationText"_s);
    m_bar = new QProgressBar(page);
    m_bar->setTextVisible(false);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    m_waiting = secondaryLabel({}, page);
    m_waiting->setObjectName(u"preparationWaiting"_s);
    m_waiting->setWordWrap(true);
    layout->addWidget(m_waiting);
    layout->addStretch();
    return page;
}

void PreparationPages::refresh()
{
    switch (m_preparation.stage()) {
    case PreparationStage::Ready:
        m_waiting->clear();
        setCurrentWidget(m_outcome);
        return;
    case PreparationStage::Failed: {
        const ApiError& error = m_preparation.error();
        QString detail = error.reason() + u' ' + error.advice();
        if (!error.trackingId.isEmpty())
            detail += tr("\nTracking id %1").arg(error.trackingId);
        m_failed->setState(u"circle-alert"_s, error.title(), detail.trimmed());
        m_failed->setActions(tr("Retry"), tr("Copy details"));
        setCurrentWidget(m_failed);
        return;
    }
    case PreparationStage::Reading:
    case PreparationStage::Flags:
    case PreparationStage::Ownership:
    case PreparationStage::Sorting:
        setCurrentIndex(0);
        showProgress();
        return;
    }
    Q_UNREACHABLE();
}

void PreparationPages::showProgress()
{
    const qint64 done = m_preparation.done();
    const qint64 outOf = m_preparation.outOf();
    switch (m_preparation.stage()) {
    case PreparationStage::Reading:
        m_text->setText(outOf < 0 ? tr("Reading identities… %1").arg(numberText(done))
                : outOf == 1
                ? tr("Reading the identity…")
                : tr("Reading %1 identities… %2").arg(numberText(outOf), numberText(done)));
        break;
    case PreparationStage::Flags:
        m_text->setText(m_operation.flag->checking);
        break;
    case PreparationStage::Ownership:
        m_text->setText(
            tr("Checking ownership: %1 of %2").arg(numberText(done), numberText(outOf)));
        break;
    case PreparationStage::Sorting:
        m_text->setText(tr("Finding out who is left out…"));
        break;
    case PreparationStage::Ready:
    case PreparationStage::Failed:
        return;
    }
    const bool measured = outOf > 1 && m_preparation.stage() != PreparationStage::Flags
        && m_preparation.stage() != PreparationStage::Sorting;
    m_bar->setRange(0, measured ? 1000 : 0);
    if (measured)
        m_bar->setValue(static_cast<int>(std::min<qint64>(1000, done * 1000 / outOf)));
    m_bar->setAccessibleName(m_text->text());
    m_waiting->setText(waitingText());
}

/// Why nothing moves, and when it will; empty while it does.
QString PreparationPages::waitingText() const
{
    const NetStatus& now = m_status.current();
    if (now.link == NetStatus::Link::Offline)
        return tr("No connection. It is tried again by itself.");
    if (now.link == NetStatus::Link::SigningIn)
        return tr("Signing in…");
    if (now.link == NetStatus::Link::SignInNeeded)
        return tr("Signed out. It goes on by itself after the sign-in.");
    if (now.waitMs > 0) {
        return tr("Waiting %1 s: the tenant's request limit is used up.")
            .arg((now.waitMs + 999) / 1000);
    }
    return {};
}

} // namespace ic
