#include "ui/jobs/resultsearch.h"

#include "ui/parts/listsearchfield.h"
#include "ui/parts/text.h"
#include "ui/settings/shortcutlist.h"

#include "base/wording.h"
#include "models/jobs/jobitemmodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ResultSearchFieldWidth = 260;

} // namespace

ResultSearch::ResultSearch(JobItemModel& model, QAbstractItemView& list, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_field(
          new ListSearchField(tr("Name, account or id"), tr("Find somebody in the results"), this))
    , m_found(secondaryLabel({}, this))
{
    m_field->setObjectName(u"resultSearch"_s);
    m_field->setMaximumWidth(ResultSearchFieldWidth);
    m_field->setList(list);
    m_found->setObjectName(u"resultsFound"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_found, 1);
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setProperty(ShortcutTitle, m_field->accessibleName());
    connect(find, &QShortcut::activated, this, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setText(text);
        showFound();
    });
    connect(m_field, &QLineEdit::textEdited, this, [this] { m_isTrial = false; });
    connect(&model, &QAbstractItemModel::modelReset, this, &ResultSearch::showFound);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ResultSearch::showFound);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ResultSearch::showFound);
}

void ResultSearch::clear()
{
    m_field->clear();
}

void ResultSearch::lookFor(const QString& text)
{
    m_field->setText(text);
    m_isTrial = m_model.isSearching();
}

void ResultSearch::showFound()
{
    const int found = m_model.rowCount();
    if (m_isTrial && !m_model.isSearching()) {
        m_isTrial = false;
        if (found == 0)
            clear();
    }
    m_found->setText(m_model.text().isEmpty() ? QString()
            : m_model.isSearching()           ? tr("Searching…")
            : found == 0                      ? tr("Nobody in this list.")
            : found == ItemSearch::MostFound  ? tr("The first %1 of them.").arg(numberText(found))
                                              : tr("%Ln found", "%Ln found", found));
    m_field->setAccessibleDescription(m_found->text());
}

} // namespace ic
