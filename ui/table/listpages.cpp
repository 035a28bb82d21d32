#include "ui/table/listpages.h"

#include "ui/filter/filterbar.h"
#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"

#include "models/filter/filterrefusal.h"
#include "models/table/connectionstatus.h"
#include "models/table/identitysource.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LoadingDelayMs = 150; // shorter waits are not worth a flicker

} // namespace

ListPages::ListPages(IdentityTableModel& model, const IdentitySource& source, FilterBar& filter,
    const ConnectionStatus& status, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_source(source)
    , m_filter(filter)
    , m_status(status)
    , m_notices(notices)
    , m_state(new StatePage(this))
{
    m_state->setObjectName(u"listState"_s);
    m_state->setAutoFillBackground(true);
    m_state->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(LoadingDelayMs);
    connect(&m_loadingDelay, &QTimer::timeout, this, &ListPages::showLoading);
    connect(&status, &ConnectionStatus::changed, this, [this] {
        if (m_model.state() == IdentityTableModel::ListState::Loading && !m_loadingDelay.isActive())
            m_loadingDelay.start();
    });
    connect(&model, &IdentityTableModel::stateChanged, this, &ListPages::onState);
    connect(m_state, &StatePage::primaryClicked, this, &ListPages::onPrimary);
    connect(m_state, &StatePage::secondaryClicked, this, &ListPages::onSecondary);
}

void ListPages::onState()
{
    switch (m_model.state()) {
    case IdentityTableModel::ListState::Unset:
        return;
    case IdentityTableModel::ListState::Loading:
        if (!m_loadingDelay.isActive())
            m_loadingDelay.start();
        return;
    case IdentityTableModel::ListState::Ready:
        hideState();
        m_filter.setResult(
            tr("%Ln identities match.", "%Ln identity matches.", m_model.rowCount()));
        break;
    case IdentityTableModel::ListState::Empty:
        m_filter.setResult(tr("No identities match."));
        showEmpty();
        break;
    case IdentityTableModel::ListState::Failed:
        m_filter.setResult(failedTitle());
        if (const auto refusal = filterRefusal(m_model.listError(), m_model.query()))
            m_filter.setRefusal(*refusal);
        showFailed();
        break;
    }
    m_loadingDelay.stop();
}

void ListPages::showLoading()
{
    if (m_model.state() != IdentityTableModel::ListState::Loading)
        return;
    if (m_status.signInProblem())
        showState(u"key-round"_s, tr("Waiting for the sign-in"),
            tr("Enter the client secret above. What was asked for goes on then."), {}, {});
    else
        showState(u"loader"_s, tr("Loading identities…"), {}, {}, {});
}

void ListPages::showEmpty()
{
    if (!m_filter.filter().isEmpty()) {
        QString detail = m_filter.words();
        if (!m_filter.model().search().isEmpty() && !m_model.query().snapshot) {
            detail += u'\n'
                + tr("ISC compares with how names begin; it cannot look for text inside them.");
        }
        showState(
            u"search"_s, tr("No identities match"), detail, tr("Clear filter"), tr("Edit filter"));
        return;
    }
    if (m_model.query().snapshot) {
        showState(u"users"_s,
            m_filter.scope() == IdentityScope::Correlated ? tr("The snapshot has nobody correlated")
                : m_filter.scope() == IdentityScope::Uncorrelated
                ? tr("The snapshot has nobody uncorrelated")
                : tr("The snapshot is empty"),
            {}, m_filter.scope() == IdentityScope::All ? QString() : tr("Show all identities"), {});
        return;
    }
    switch (m_filter.scope()) {
    case IdentityScope::All:
        showState(u"users"_s, tr("This tenant has no identities"), {}, tr("Refresh"), {});
        return;
    case IdentityScope::Correlated:
        showState(u"users"_s, tr("This tenant has no correlated identities"), {},
            tr("Show all identities"), {});
        return;
    case IdentityScope::Uncorrelated:
        showState(u"users"_s, tr("This tenant has no uncorrelated identities"), {},
            tr("Show all identities"), {});
        return;
    }
    Q_UNREACHABLE();
}

QString ListPages::failedTitle() const
{
    const ApiError& error = m_model.listError();
    const bool isUnreadable = m_model.query().snapshot && error.kind == ApiError::Kind::File;
    return isUnreadable ? tr("The snapshot cannot be read") : error.title();
}

void ListPages::showFailed()
{
    const ApiError error = m_model.listError();
    QString detail = error.reason() + u' ' + error.advice();
    if (!error.trackingId.isEmpty())
        detail += u'\n' + tr("Tracking id %1").arg(error.trackingId);
    if (m_source.retriesIn() >= 0)
        detail += u'\n' + tr("It is tried again by itself.");
    showState(u"circle-alert"_s, failedTitle(), detail.trimmed(), tr("Retry"), tr("Copy details"));
}

void ListPages::showState(const QString& icon, const QString& title, const QString& detail,
    const QString& primary, const QString& secondary)
{
    m_state->setState(icon, title, detail);
    m_state->setActions(primary, secondary);
    placeState();
    m_state->show();
    m_state->raise();
}

/// Not by Qt, which would hand the focus on as if somebody had pressed Tab, and open a row by that.
void ListPages::hideState()
{
    if (m_state->isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
    m_state->hide();
}

/// Below the header: which columns there are, and their order, is known without a row.
void ListPages::placeState()
{
    if (m_table == nullptr)
        return;
    const int top = m_table->horizontalHeader()->height();
    m_state->setGeometry(0, top, width(), height() - top);
}

void ListPages::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeState();
}

void ListPages::setTable(QTableView& table)
{
    m_table = &table;
    layout()->addWidget(&table);
}

void ListPages::onPrimary()
{
    if (m_model.state() == IdentityTableModel::ListState::Failed)
        m_model.retryFailed();
    else if (!m_filter.filter().isEmpty())
        m_filter.clear();
    else if (m_filter.scope() == IdentityScope::All)
        m_model.refresh();
    else
        m_filter.show(IdentityScope::All, {});
}

void ListPages::onSecondary()
{
    if (m_model.state() == IdentityTableModel::ListState::Failed) {
        QGuiApplication::clipboard()->setText(m_model.listError().details());
        m_notices.say(tr("Copied the details of the error."));
    } else {
        m_filter.focusSearch();
    }
}

QString ListPages::listText() const
{
    switch (m_model.state()) {
    case IdentityTableModel::ListState::Unset:
    case IdentityTableModel::ListState::Failed:
        return {};
    case IdentityTableModel::ListState::Loading:
        return tr("Loading…");
    case IdentityTableModel::ListState::Empty:
    case IdentityTableModel::ListState::Ready:
        break;
    }
    QStringList parts;
    const bool isWhole = m_filter.filter().isEmpty() || !m_model.query().onlyIds.isEmpty();
    const QString counted = isWhole ? tr("%Ln identities", "%Ln identity", m_model.rowCount())
                                    : tr("%Ln match", "%Ln match", m_model.rowCount());
    parts += m_model.isTotalExact() ? counted
                                    : tr("at least %1 (the tenant does not count)").arg(counted);
    parts += tr("%Ln loaded", "%Ln loaded", static_cast<int>(m_model.loadedIdentities().size()));
    if (const int odd = static_cast<int>(m_model.oddRows()); odd > 0) {
        parts += tr("%Ln records are not what the API describes",
            "%Ln record is not what the API describes", odd);
    }
    if (m_model.hasFailedPages())
        parts += tr("some rows could not be loaded: F5 tries again");
    if (m_model.query().snapshot)
        parts += tr("of a snapshot, answered without a request");
    else if (m_model.asOf().isValid())
        parts += tr("as of %1").arg(m_model.asOf().toLocalTime().toString(u"HH:mm"_s));
    return parts.join(u"  ·  "_s);
}

} // namespace ic
