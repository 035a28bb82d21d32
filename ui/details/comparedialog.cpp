#include "ui/details/comparedialog.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int FieldWidth = 190;

/// Equal rows are quiet; the field is named in grey.
class ComparisonDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool differs = index.data(IdentityComparison::DiffersRole).toBool();
        if (!differs || index.column() == IdentityComparison::FieldColumn)
            option->palette.setColor(QPalette::Text, themeColors(option->palette).secondaryText);
    }
};

} // namespace

CompareDialog::CompareDialog(
    const UiServices& services, const IdentityId& first, const IdentityId& second, QWidget* parent)
    : DialogFrame(u"compareDialog"_s, tr("Compare two identities"), parent)
    , m_first(services.client, services.clock)
    , m_second(services.client, services.clock)
    , m_tree(new DetailTree(this))
    , m_pages(new LoadPages(m_tree, services.notices, this))
    , m_summary(secondaryLabel({}, this))
    , m_showEqual(new QCheckBox(tr("Show equal"), this))
{
    showTenant(services.tenant);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new ComparisonDelegate(m_tree));
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setObjectName(u"comparison"_s);
    m_tree->setAccessibleName(tr("What differs, and what is equal"));
    QHeaderView* header = m_tree->header();
    header->setStretchLastSection(false);
    header->resizeSection(IdentityComparison::FieldColumn, FieldWidth);
    header->setSectionResizeMode(IdentityComparison::FirstColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(IdentityComparison::SecondColumn, QHeaderView::Stretch);
    m_pages->setObjectName(u"comparePages"_s);
    m_showEqual->setObjectName(u"showEqual"_s);

    auto* top = new QHBoxLayout;
    top->addWidget(m_summary, 1);
    top->addWidget(m_showEqual);
    body().setSpacing(8);
    body().addLayout(top);
    body().addWidget(m_pages, 1);
    QPushButton* refreshButton = addTool(u"refresh"_s, u"refresh-cw"_s, tr("Refresh"));
    addClose()->setDefault(true);

    connect(m_showEqual, &QCheckBox::toggled, this, &CompareDialog::refresh);
    connect(m_pages, &LoadPages::retryRequested, this, &CompareDialog::loadAll);
    connect(m_pages, &LoadPages::actionRequested, m_showEqual, &QCheckBox::click);
    connect(refreshButton, &QPushButton::clicked, this, &CompareDialog::loadAll);
    for (auto* loader : { &m_first, &m_second }) {
        connect(loader, &AnswerLoaderState::changed, this, [this] {
            if (m_first.value() != nullptr && m_second.value() != nullptr)
                m_comparison = { *m_first.value(), *m_second.value() };
            refresh();
        });
    }
    m_first.load({ .id = first });
    m_second.load({ .id = second });
    resize(860, 600);
}

void CompareDialog::loadAll()
{
    m_first.reload();
    m_second.reload();
}

void CompareDialog::refresh()
{
    using State = AnswerLoaderState::State;
    for (const auto* loader : { &m_first, &m_second }) {
        if (loader->state() == State::Failed) {
            m_summary->clear();
            m_pages->showError(loader->error());
            return;
        }
    }
    if (m_first.state() != State::Loaded || m_second.state() != State::Loaded) {
        m_summary->clear();
        m_pages->showLoading();
        return;
    }
    const auto& [titles, differing, equal] = m_comparison;
    m_summary->setText(tr("%1 differ · %2 equal")
                           .arg(numberText(static_cast<qint64>(differing.size())),
                               numberText(static_cast<qint64>(equal.size()))));
    m_model.setTitles(titles);
    std::vector<ShownRow> rows = differing;
    if (m_showEqual->isChecked())
        rows.insert(rows.end(), equal.begin(), equal.end());
    m_model.setRows(std::move(rows));
    if (m_model.rowCount() > 0)
        m_pages->showContent();
    else
        m_pages->showEmpty(u"circle-check"_s, tr("Nothing differs"), {}, tr("Show equal"));
}

} // namespace ic
