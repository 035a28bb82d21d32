#include "ui/lists/lookuppage.h"

#include "ui/lists/matchtabs.h"
#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"

#include "base/netstatus.h"
#include "models/lists/choicemodel.h"
#include "models/table/connectionstatus.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

using Stage = ListLookup::Stage;

namespace {

/// "Looking up 50 entries… 23".
QString lookingUpText(qint64 entries, qint64 settled)
{
    return LookupPage::tr(
        "Looking up %Ln entries… %1", "Looking up %Ln entry… %1", pluralCount(entries))
        .arg(numberText(settled));
}

/// Why nothing goes on, and what ends it; empty while it does.
QString waitingText(const NetStatus& status)
{
    if (status.link == NetStatus::Link::Offline)
        return LookupPage::tr("Offline. It continues by itself when the tenant answers.");
    if (status.link == NetStatus::Link::SignInNeeded)
        return LookupPage::tr("Signed out. It continues by itself after the sign-in.");
    if (status.waitMs > 0) {
        return LookupPage::tr(
            "Waiting %1 s: the tenant's request limit is used up. It continues by itself.")
            .arg((status.waitMs + 999) / 1000);
    }
    if (status.limit > 0 && status.used >= status.limit) {
        return LookupPage::tr(
            "Waiting: the tenant's request limit (%1 in 10 s) is used up. It continues by "
            "itself.")
            .arg(status.limit);
    }
    return {};
}

} // namespace

LookupPage::LookupPage(
    ListLookup& lookup, const ConnectionStatus& status, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_lookup(lookup)
    , m_status(status)
    , m_pages(new QStackedWidget(this))
    , m_idle(new StatePage(this))
    , m_tabs(new MatchTabs(this))
    , m_summary(plainLabel({}, this))
    , m_details(secondaryLabel({}, this))
{
    m_idle->setObjectName(u"lookupIdle"_s);
    m_idle->setState(u"search"_s, tr("Nothing looked up yet"),
        tr("Paste a list or open a file, then press Find. Nothing is selected before you have seen "
           "who was found."));
    m_pages->addWidget(m_idle);
    m_pages->addWidget(makeProgress());
    m_pages->addWidget(m_tabs);
    m_summary->setObjectName(u"matchSummary"_s);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setWordWrap(true);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_summary);
    texts->addWidget(m_details);
    m_errorRow = makeErrorRow();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    QLabel* heading = sectionLabel(tr("Match report"), this);
    // On one line with the heading of the list, which has a button beside it.
    heading->setMinimumHeight(m_copy->sizeHint().height());
    layout->addWidget(heading);
    layout->addWidget(m_errorRow);
    layout->addWidget(m_pages, 1);
    layout->addLayout(texts);
    connect(&m_lookup, &ListLookup::changed, this, &LookupPage::refresh);
    connect(&m_lookup, &ListLookup::progressed, this, &LookupPage::showProgress);
    connect(&m_status, &ConnectionStatus::changed, this, &LookupPage::showProgress);
    connect(m_tabs, &MatchTabs::lineShown, this, &LookupPage::lineShown);
    connect(&choices(), &ChoiceModel::choiceChanged, this, &LookupPage::showTexts);
    refresh();
}

QWidget* LookupPage::makeProgress()
{
    auto* page = new QWidget(this);
    m_progressText = plainLabel({}, page);
    m_progressText->setObjectName(u"lookupProgress"_s);
    m_bar = new QProgressBar(page);
    m_bar->setTextVisible(false);
    m_waiting = secondaryLabel({}, page);
    m_waiting->setWordWrap(true);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_progressText);
    layout->addWidget(m_bar);
    layout->addWidget(m_waiting);
    layout->addStretch();
    return page;
}

QWidget* LookupPage::makeErrorRow()
{
    auto* row = new QWidget(this);
    m_error = plainLabel({}, row);
    m_error->setObjectName(u"lookupError"_s);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_retry = new QPushButton(row);
    m_retry->setObjectName(u"retryLookup"_s);
    m_copy = new QPushButton(tr("Copy details"), row);
    for (QPushButton* button : { m_retry, m_copy })
        button->setAutoDefault(false);
    connect(m_retry, &QPushButton::clicked, &m_lookup, &ListLookup::resume);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_lookup.error().details());
        m_notices.say(tr("Copied the details of the error."));
    });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    return row;
}

ChoiceModel& LookupPage::choices()
{
    return m_tabs->choices();
}

void LookupPage::setOutdated(bool outdated)
{
    if (m_outdated == outdated)
        return;
    m_outdated = outdated;
    showTexts();
}

void LookupPage::focusReport()
{
    m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void LookupPage::refresh()
{
    const Stage stage = m_lookup.stage();
    const bool halted = stage == Stage::Failed || stage == Stage::Stopped;
    m_errorRow->setVisible(halted);
    m_copy->setVisible(stage == Stage::Failed);
    m_retry->setText(stage == Stage::Failed ? tr("Retry") : tr("Continue"));
    if (stage == Stage::Failed)
        m_error->setText(m_lookup.error().sentence());
    else if (halted)
        m_error->setText(tr("Stopped. What was found is kept."));
    setTone(*m_error, stage == Stage::Failed ? Tone::Danger : Tone::Plain);
    if (m_lookup.isRunning()) {
        m_pages->setCurrentIndex(1);
        showProgress();
    } else if (stage == Stage::Done || halted) {
        m_tabs->setReport(m_lookup.report());
        m_pages->setCurrentWidget(m_tabs);
    } else {
        m_tabs->setReport({});
        m_pages->setCurrentWidget(m_idle);
    }
    showTexts();
}

void LookupPage::showProgress()
{
    if (!m_lookup.isRunning())
        return;
    const qint64 total = m_lookup.total();
    m_progressText->setText(m_lookup.stage() == Stage::Reading
            ? tr("Reading the list…")
            : lookingUpText(total, m_lookup.settled()));
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>(m_lookup.settled() * 1000 / total));
    m_bar->setAccessibleName(m_progressText->text());
    m_waiting->setText(waitingText(m_status.current()));
}

void LookupPage::showTexts()
{
    const Stage stage = m_lookup.stage();
    const bool known = stage == Stage::Done || stage == Stage::Failed || stage == Stage::Stopped;
    QString summary
        = known ? matchSummaryText(m_lookup.report(), choices().chosen().size()) : QString();
    // It may go on in a second line between its parts, not within them.
    summary.replace(u' ', QChar::Nbsp).replace(u"\u00A0·\u00A0"_s, u" · "_s);
    m_summary->setText(summary);
    QString details = known ? matchDetailsText(m_lookup.report()) : QString();
    if (known && m_outdated)
        details = tr("The list was changed since. Press Find to look it up again.");
    m_details->setText(details);
    m_summary->setVisible(known);
    m_details->setVisible(!details.isEmpty());
}

} // namespace ic
