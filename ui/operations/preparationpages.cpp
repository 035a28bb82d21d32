#include "ui/operations/preparationpages.h"

#include "ui/statepage.h"
#include "ui/text.h"

#include "models/connectionstatus.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

using Stage = OperationPreparation::Stage;

PreparationPages::PreparationPages(OperationPreparation& preparation, OperationId operation,
    const ConnectionStatus& status, QWidget* outcome, QWidget* parent)
    : QStackedWidget(parent)
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
        emit notice(u"Copied the details of the error."_s);
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
    case Stage::Ready:
        m_waiting->clear();
        setCurrentWidget(m_outcome);
        return;
    case Stage::Failed: {
        const ApiError& error = m_preparation.error();
        QString detail = error.reason() + u' ' + error.advice();
        if (!error.trackingId.isEmpty())
            detail += u"\nTracking id %1"_s.arg(error.trackingId);
        m_failed->setState(u"circle-alert"_s, error.title(), detail.trimmed());
        m_failed->setActions(u"Retry"_s, u"Copy details"_s);
        setCurrentWidget(m_failed);
        return;
    }
    case Stage::Reading:
    case Stage::Flags:
    case Stage::Ownership:
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
    case Stage::Reading:
        m_text->setText(outOf < 0 ? u"Reading identities… %1"_s.arg(numberText(done))
                : outOf == 1
                ? u"Reading the identity…"_s
                : u"Reading %1 identities… %2"_s.arg(numberText(outOf), numberText(done)));
        break;
    case Stage::Flags:
        m_text->setText(m_operation == OperationId::DeleteIdentity
                ? u"Checking who is protected…"_s
                : u"Checking who is uncorrelated…"_s);
        break;
    case Stage::Ownership:
        m_text->setText(u"Checking ownership: %1 of %2"_s.arg(numberText(done), numberText(outOf)));
        break;
    case Stage::Ready:
    case Stage::Failed:
        return;
    }
    const bool measured = outOf > 1 && m_preparation.stage() != Stage::Flags;
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
        return u"No connection. It is tried again by itself."_s;
    if (now.link == NetStatus::Link::SigningIn)
        return u"Signing in…"_s;
    if (now.link == NetStatus::Link::SignInNeeded)
        return u"Signed out. It goes on by itself after the sign-in."_s;
    if (now.waitMs > 0) {
        return u"Waiting %1 s: the tenant's request limit is used up."_s.arg(
            (now.waitMs + 999) / 1000);
    }
    return {};
}

} // namespace ic
