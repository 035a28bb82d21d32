#include "ui/jobs/resultdetail.h"

#include "ui/parts/text.h"

#include "base/plaintext.h"
#include "models/jobs/jobitemmodel.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

ResultDetail::ResultDetail(const JobItemModel& model, const QTableView& table, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(table)
    , m_text(secondaryLabel({}, this))
{
    m_text->setObjectName(u"resultDetail"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Two lines hold what is usual: the table keeps its height from row to row.
    m_text->setMinimumHeight(2 * m_text->fontMetrics().lineSpacing());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ResultDetail::refresh);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ResultDetail::refresh);
    connect(&model, &QAbstractItemModel::modelReset, this, &ResultDetail::refresh);
}

void ResultDetail::refresh()
{
    const QModelIndexList marked = m_table.selectionModel()->selectedRows();
    const JobItem* const item
        = marked.isEmpty() ? nullptr : m_model.item(marked.constFirst().row());
    m_text->setText(item == nullptr ? QString() : shownText(outcomeText(*item)));
}

} // namespace ic
