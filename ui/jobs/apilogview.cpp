#include "ui/jobs/apilogview.h"

#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ApiLogViewRowHeight = 22;
constexpr int FilterWidth = 240;

/// Failures in the colour of errors; paths and ids in the fixed font.
class LogDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const int column = index.column();
        if (column == ApiLogModel::Path || column == ApiLogModel::TrackingId)
            option->font = fixedFont(QFontInfo(option->font).pixelSize() - 1);
        const bool failed = index.data(ApiLogModel::FailureRole).toBool();
        if (failed && column == ApiLogModel::Status)
            option->palette.setColor(QPalette::Text, themeColors(option->palette).errorText);
    }
};

} // namespace

ApiLogView::ApiLogView(ApiLogModel& log, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_log(log)
    , m_filter(log)
    , m_table(new QTableView(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"apiLog"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_pages, 1);
    makeTable();
    auto* empty = new StatePage(this);
    empty->setState(u"scroll-text"_s, tr("No requests yet"),
        tr("Each request to the tenant appears here with its answer, to be copied as a command."));
    m_pages->addWidget(m_table);
    m_pages->addWidget(empty);
    for (const auto change :
        { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_filter, change, this, &ApiLogView::updateState);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &ApiLogView::updateState);
    updateState();
}

QWidget* ApiLogView::makeBar()
{
    auto* bar = new QWidget(this);
    m_text = new QLineEdit(bar);
    m_text->setObjectName(u"apiLogFilter"_s);
    setFocusProxy(m_text);
    m_text->setPlaceholderText(tr("Filter requests"));
    m_text->setAccessibleName(tr("Filter requests"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(u"list-filter"_s), QLineEdit::LeadingPosition);
    m_text->setFixedWidth(FilterWidth);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setText(text);
        updateState();
    });
    m_failures = new QCheckBox(tr("Failures only"), bar);
    m_failures->setObjectName(u"apiLogFailures"_s);
    connect(m_failures, &QCheckBox::toggled, this, [this](bool on) {
        m_filter.setFailuresOnly(on);
        updateState();
    });
    m_hold = new QCheckBox(tr("Pause list"), bar);
    m_hold->setObjectName(u"apiLogHold"_s);
    m_hold->setToolTip(tr("Keeps the rows still. What comes meanwhile is shown afterwards."));
    connect(m_hold, &QCheckBox::toggled, &m_log, &ApiLogModel::setHeld);
    const auto button = [&](const QString& text, const QString& iconName, auto slot) {
        auto* made = new QToolButton(bar);
        made->setText(text);
        made->setIcon(icon(iconName));
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setAutoRaise(true);
        made->setToolTip(tr("%1; the token is left out").arg(text));
        connect(made, &QToolButton::clicked, this, slot);
        return made;
    };
    m_curl = button(tr("Copy as curl"), u"copy"_s, &ApiLogView::copyCurl);
    m_powerShell = button(tr("Copy as PowerShell"), u"terminal"_s, &ApiLogView::copyPowerShell);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_failures);
    layout->addWidget(m_hold);
    layout->addStretch();
    layout->addWidget(m_curl);
    layout->addWidget(m_powerShell);
    return bar;
}

void ApiLogView::makeTable()
{
    m_table->setObjectName(u"apiCalls"_s);
    m_table->setAccessibleName(tr("Requests to the tenant, the newest first"));
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new LogDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(ApiLogViewRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    const int widths[] = { 108, 68, 200, 120, 56, 48, 84, 260 };
    for (int column = 0; column < ApiLogModel::ColumnCount; ++column)
        header->resizeSection(column, widths[column]);
    header->setSectionResizeMode(ApiLogModel::Path, QHeaderView::Stretch);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ApiLogView::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ApiLogView::updateState);
}

const ApiCall* ApiLogView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_filter.call(index) : nullptr;
}

void ApiLogView::showMenu(const QPoint& at)
{
    const ApiCall* call = current();
    if (call == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"apiLogMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"copy"_s), tr("Copy as curl"), this, &ApiLogView::copyCurl);
    menu->addAction(
        icon(u"terminal"_s), tr("Copy as PowerShell"), this, &ApiLogView::copyPowerShell);
    QAction* tracking = menu->addAction(tr("Copy tracking id"), this, [this] {
        if (const ApiCall* copied = current())
            copy(copied->trackingId, tr("Copied the tracking id."));
    });
    tracking->setEnabled(!call->trackingId.isEmpty());
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ApiLogView::copyCurl()
{
    if (const ApiCall* call = current())
        copy(curlCommand(*call), tr("Copied as curl. The token is left out: set ISC_TOKEN."));
}

void ApiLogView::copyPowerShell()
{
    if (const ApiCall* call = current()) {
        copy(powerShellCommand(*call),
            tr("Copied as PowerShell. The token is left out: set $env:ISC_TOKEN."));
    }
}

void ApiLogView::copy(const QString& text, const QString& said)
{
    QGuiApplication::clipboard()->setText(text);
    m_notices.say(said);
}

void ApiLogView::updateState()
{
    const bool any = current() != nullptr;
    m_curl->setEnabled(any);
    m_powerShell->setEnabled(any);
    const bool empty = m_filter.rowCount() == 0;
    m_pages->setCurrentIndex(empty ? 1 : 0);
    if (!empty)
        return;
    auto* page = static_cast<StatePage*>(m_pages->widget(1));
    page->setState(u"scroll-text"_s,
        m_log.rowCount() == 0 ? tr("No requests yet") : tr("No request fits the filter"), {});
}

} // namespace ic
