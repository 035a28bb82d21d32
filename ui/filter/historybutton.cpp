#include "ui/filter/historybutton.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int WidestEntry = 480;
constexpr int HistoryButtonHeight = 28;
} // namespace

HistoryButton::HistoryButton(FilterModel& model, QWidget* parent)
    : QToolButton(parent)
    , m_model(model)
    , m_menu(new QMenu(this))
{
    setObjectName(u"historyButton"_s);
    setIcon(ic::icon(u"bookmark"_s));
    setAutoRaise(true);
    setFixedHeight(HistoryButtonHeight);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("Save view, recent filters"));
    setAccessibleName(toolTip());
    m_menu->setObjectName(u"historyMenu"_s);
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &HistoryButton::fill);
}

void HistoryButton::fill()
{
    m_menu->clear();
    // The key is only named here: it belongs to the window.
    m_menu->addAction(
        ic::icon(u"bookmark"_s), tr("Save view…\tCtrl+D"), this, &HistoryButton::saveViewRequested);
    if (m_model.reach() == FilterReach::Snapshot) {
        QAction* exact = m_menu->addAction(tr("Match case and accents"));
        exact->setObjectName(u"exactMatch"_s);
        exact->setToolTip(tr("Off: zoe finds Zoë"));
        exact->setCheckable(true);
        exact->setChecked(m_model.isExact());
        connect(exact, &QAction::triggered, &m_model, &FilterModel::setExact);
    }
    m_menu->addSeparator();
    const QList<FilterModel::State>& recent = m_model.recent();
    QAction* title = m_menu->addAction(
        recent.isEmpty() ? tr("No filter was applied yet") : tr("Recent filters"));
    title->setEnabled(false);
    for (const FilterModel::State& state : recent) {
        const QString words = state.words();
        const bool isForSnapshot = !state.isFor(FilterReach::ListApi);
        QAction* entry = m_menu->addAction(ic::icon(isForSnapshot ? u"camera"_s : u"clock"_s),
            menuText(m_menu->fontMetrics().elidedText(words, Qt::ElideRight, WidestEntry)));
        entry->setToolTip(toolTipText(
            isForSnapshot ? words + u'\n' + tr("Only a snapshot can answer this.") : words));
        connect(entry, &QAction::triggered, this, [this, state] {
            if (state.isFor(m_model.reach()))
                m_model.set(state);
            else
                emit elsewhereRequested(state);
        });
    }
    m_menu->addSeparator();
    QAction* copy = m_menu->addAction(ic::icon(u"copy"_s), tr("Copy filter text"));
    copy->setEnabled(!m_model.expression().isEmpty());
    connect(copy, &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(m_model.expression().toFilterText()); });
    QAction* forget = m_menu->addAction(ic::icon(u"trash-2"_s), tr("Clear history"));
    forget->setEnabled(!recent.isEmpty());
    connect(forget, &QAction::triggered, &m_model, &FilterModel::clearHistory);
}

} // namespace ic
