#include "ui/settings/settingsdialog.h"

#include "ui/parts/icons.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/defaultspage.h"
#include "ui/settings/journalpage.h"
#include "ui/settings/networkpage.h"
#include "ui/settings/shortcutspage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SettingsGap = 16; ///< between the list and the page
constexpr int SettingsListWidth = 148;
constexpr int SettingsRowHeight = 32;
constexpr QSize SettingsDialogSize(700, 560);

} // namespace

SettingsDialog::SettingsDialog(
    Settings& settings, const SettingsDialogStart& start, QWidget* parent)
    : DialogFrame(u"settingsDialog"_s, tr("Settings"), parent)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_shortcuts(new ShortcutsPage(start.shortcuts, this))
{
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setFixedWidth(SettingsListWidth);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({ 16, 16 });
    auto* network = new NetworkPage(settings, start.hasConnections, this);
    addPage(new AppearancePage(settings, this), tr("Appearance"), u"rows-3"_s);
    addPage(new DefaultsPage(settings, this), tr("Defaults"), u"square-check"_s);
    addPage(network, tr("Network"), u"globe"_s);
    addPage(new JournalPage(settings, start.journalPath, this), tr("Journal"), u"scroll-text"_s);
    addPage(m_shortcuts, tr("Shortcuts"), u"terminal"_s);

    auto* sides = new QHBoxLayout;
    sides->setSpacing(SettingsGap);
    sides->addWidget(m_list);
    sides->addWidget(m_pages, 1);
    body().addLayout(sides, 1);
    m_restore = addTool(u"restoreDefaults"_s, u"undo-2"_s, tr("Restore defaults"));
    m_restore->setToolTip(tr("Of this page. Nothing is written before Save."));
    connect(m_restore, &QPushButton::clicked, this,
        [this] { m_all.at(m_list->currentRow())->restoreDefaults(); });
    addCancel();
    addConfirm(u"save"_s, tr("Save"));

    connect(
        network, &NetworkPage::connectionsRequested, this, &SettingsDialog::connectionsRequested);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::onPageChanged);
    m_list->setCurrentRow(0);
    m_list->setFocus();
    resize(SettingsDialogSize);
}

void SettingsDialog::addPage(SettingsPage* page, const QString& name, const QString& iconName)
{
    auto* item = new QListWidgetItem(name, m_list);
    item->setSizeHint({ 0, SettingsRowHeight });
    item->setIcon(icon(iconName));
    m_pages->addWidget(makeScrollArea(page, this));
    m_all += page;
}

void SettingsDialog::onPageChanged()
{
    const int page = m_list->currentRow();
    if (page < 0)
        return;
    m_pages->setCurrentIndex(page);
    m_restore->setVisible(m_all.at(page)->hasDefaults());
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
