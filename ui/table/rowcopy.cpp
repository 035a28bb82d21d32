#include "ui/table/rowcopy.h"

#include "base/wording.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/table/identityview.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace ic {

RowCopy::RowCopy(
    IdentityView& view, IdentityTableModel& model, SelectionStore& selection, Notices& notices)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
    , m_selection(selection)
    , m_notices(notices)
    , m_action(icon(u"copy"_s), tr("Copy rows"), this)
{
    m_action.setShortcut(QKeySequence::Copy);
    connect(&m_action, &QAction::triggered, this, &RowCopy::copyWhoIsMeant);
    const auto update = [this] {
        const bool isNobodyMeant = m_view.currentIdentity() == nullptr && m_selection.isEmpty();
        setRefusal(
            m_action, isNobodyMeant ? tr("Tick identities or click a row first.") : QString());
    };
    connect(&m_selection, &SelectionStore::changed, this, update);
    connect(&m_view, &IdentityView::currentIdentityChanged, this, update);
    connect(&m_model, &IdentityTableModel::stateChanged, this, update);
    update();
}

void RowCopy::copy(const Identity& identity)
{
    QGuiApplication::clipboard()->setText(m_view.columns().textOf(identity));
    m_notices.say(tr("Copied the row as tab-separated text."));
}

void RowCopy::copyWhoIsMeant()
{
    const Identity* current = m_view.currentIdentity();
    if (m_selection.isEmpty() && current != nullptr)
        copy(*current);
    if (m_selection.isEmpty())
        return;
    QStringList rows;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const Identity* identity = m_model.identityAt(row);
        if (identity != nullptr && m_selection.isSelected(identity->id))
            rows += m_view.columns().textOf(*identity);
    }
    if (rows.isEmpty()) {
        m_notices.say(tr("None of the selected is on a row that is loaded. Export writes all."));
        return;
    }
    QGuiApplication::clipboard()->setText(rows.join(u'\n'));
    const qint64 missing = m_selection.count() - rows.size();
    m_notices.say(missing == 0
            ? tr("Copied %Ln rows as tab-separated text.", "Copied %Ln row as tab-separated text.",
                static_cast<int>(rows.size()))
            : tr("Copied the %1 selected rows that are loaded. %2 are not: Export writes all.")
                  .arg(numberText(rows.size()), numberText(missing)));
}

} // namespace ic
