#include "ui/dialogs/settingsdialog.h"

#include "ui/icons.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/defaultspage.h"
#include "ui/settings/journalpage.h"
#include "ui/settings/networkpage.h"
#include "ui/settings/shortcutspage.h"
#include "ui/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int ListWidth = 148;
constexpr int RowHeight = 32;
constexpr QSize Size(700, 560);
constexpr int IconRole = Qt::UserRole;

} // namespace

SettingsDialog::SettingsDialog(
    Settings& settings, const SettingsDialogStart& start, QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_shortcuts(new ShortcutsPage(start.shortcuts, this))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(u"Settings"_s);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(u"Pages of the settings"_s);
    m_list->setFixedWidth(ListWidth);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({ 16, 16 });
    auto* network = new NetworkPage(settings, start.hasConnections, this);
    addPage(new AppearancePage(settings, this), u"Appearance"_s, u"rows-3"_s);
    addPage(new DefaultsPage(settings, this), u"Defaults"_s, u"square-check"_s);
    addPage(network, u"Network"_s, u"globe"_s);
    addPage(new JournalPage(settings, start.journalPath, this), u"Journal"_s, u"scroll-text"_s);
    addPage(m_shortcuts, u"Shortcuts"_s, u"terminal"_s);

    auto* sides = new QHBoxLayout;
    sides->setContentsMargins(Margin, Margin, Margin, Margin);
    sides->setSpacing(Margin);
    sides->addWidget(m_list);
    sides->addWidget(m_pages, 1);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(sides, 1);
    layout->addWidget(rule);
    layout->addWidget(makeButtons());

    connect(network, &NetworkPage::connectionsRequested, this,
        &SettingsDialog::connectionsRequested);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::onPageChanged);
    m_list->setCurrentRow(0);
    m_list->setFocus();
    tintIcons();
    resize(Size);
}

void SettingsDialog::addPage(SettingsPage* page, const QString& name, const QString& iconName)
{
    auto* item = new QListWidgetItem(name, m_list);
    item->setSizeHint({ 0, RowHeight });
    item->setData(IconRole, iconName);
    auto* area = new QScrollArea(m_pages);
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // With large letters the dialog grows: nothing is cut at the side.
    area->setMinimumWidth(page->minimumSizeHint().width()
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, area));
    m_pages->addWidget(area);
    m_all += page;
}

QWidget* SettingsDialog::makeButtons()
{
    auto* row = new QWidget(this);
    m_restore = new QPushButton(icon(u"undo-2"_s), u"Restore defaults"_s, row);
    m_restore->setObjectName(u"restoreDefaults"_s);
    m_restore->setToolTip(u"Of this page. Nothing is written before Save."_s);
    m_restore->setAutoDefault(false);
    auto* cancel = new QPushButton(u"Cancel"_s, row);
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    auto* save = new QPushButton(u"Save"_s, row);
    save->setObjectName(u"save"_s);
    save->setDefault(true);
    styleConfirmButton(*save);
    connect(m_restore, &QPushButton::clicked, this,
        [this] { m_all.at(m_list->currentRow())->restoreDefaults(); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(Margin, 12, Margin, 12);
    layout->setSpacing(8);
    layout->addWidget(m_restore);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(save);
    return row;
}

void SettingsDialog::onPageChanged()
{
    const int page = m_list->currentRow();
    if (page < 0)
        return;
    m_pages->setCurrentIndex(page);
    m_restore->setVisible(m_all.at(page)->hasDefaults());
}

/// The current row is pale, and an icon would be made for a strong colour there.
void SettingsDialog::tintIcons()
{
    const QColor color = palette().color(QPalette::Text);
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setIcon(icon(m_list->item(i)->data(IconRole).toString(), color));
}

void SettingsDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_list != nullptr)
        tintIcons();
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(static_cast<int>(page));
    if (page == Page::Shortcuts)
        m_shortcuts->focusSearch();
}

void SettingsDialog::accept()
{
    for (int i = 0; i < m_all.size(); ++i) {
        if (m_all.at(i)->check())
            continue;
        m_list->setCurrentRow(i);
        m_all.at(i)->check(); // once more: only a field that is shown takes the focus
        return;
    }
    for (SettingsPage* page : std::as_const(m_all))
        page->save();
    emit saved();
    QDialog::accept();
}

} // namespace ic
