#include "ui/filter/historymenu.h"

#include "ui/icons.h"
#include "ui/text.h"

#include "models/filtermodel.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int WidestEntry = 480;
}

HistoryMenu::HistoryMenu(FilterModel& model, QWidget* parent)
    : QMenu(parent)
    , m_model(model)
{
    setObjectName(u"historyMenu"_s);
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &HistoryMenu::fill);
}

void HistoryMenu::fill()
{
    clear();
    // The key is only named here: it belongs to the window.
    addAction(
        ic::icon(u"bookmark"_s), u"Save view…\tCtrl+D"_s, this, &HistoryMenu::saveViewRequested);
    addSeparator();
    const QList<FilterModel::State>& recent = m_model.recent();
    QAction* title = addAction(recent.isEmpty() ? u"No filter was applied yet"_s
                                                : u"Recent filters"_s);
    title->setEnabled(false);
    for (const FilterModel::State& state : recent) {
        const QString words = state.words();
        QAction* entry = addAction(
            ic::icon(u"clock"_s), menuText(fontMetrics().elidedText(words, Qt::ElideRight, WidestEntry)));
        entry->setToolTip(toolTipText(words));
        connect(entry, &QAction::triggered, &m_model, [this, state] { m_model.set(state); });
    }
    addSeparator();
    QAction* copy = addAction(ic::icon(u"copy"_s), u"Copy filter text"_s);
    copy->setEnabled(!m_model.expression().isEmpty());
    connect(copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_model.expression().toFilterText());
    });
    QAction* forget = addAction(ic::icon(u"trash-2"_s), u"Clear history"_s);
    forget->setEnabled(!recent.isEmpty());
    connect(forget, &QAction::triggered, &m_model, &FilterModel::clearHistory);
}

} // namespace ic
