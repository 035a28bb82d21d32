#include "ui/dialogs/comparedialog.h"

#include "ui/details/detailtree.h"
#include "ui/details/loadpages.h"
#include "ui/icons.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

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

constexpr int Margin = 16;
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

CompareDialog::CompareDialog(const UiServices& services, const IdentityId& first,
    const IdentityId& second, QWidget* parent)
    : QDialog(parent)
    , m_first(services.client, services.clock)
    , m_second(services.client, services.clock)
    , m_tree(new DetailTree(this))
    , m_pages(new LoadPages(m_tree, this))
    , m_summary(secondaryLabel({}, this))
    , m_showEqual(new QCheckBox(u"Show equal"_s, this))
{
    setObjectName(u"compareDialog"_s);
    setWindowTitle(u"Compare two identities"_s);
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new ComparisonDelegate(m_tree));
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setObjectName(u"comparison"_s);
    m_tree->setAccessibleName(u"What differs, and what is equal"_s);
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
    auto* body = new QVBoxLayout;
    body->setContentsMargins(Margin, Margin, Margin, Margin);
    body->setSpacing(8);
    body->addLayout(top);
    body->addWidget(m_pages, 1);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* refreshButton = new QPushButton(icon(u"refresh-cw"_s), u"Refresh"_s, this);
    refreshButton->setAutoDefault(false);
    auto* close = new QPushButton(u"Close"_s, this);
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->addWidget(refreshButton);
    buttons->addStretch();
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(body, 1);
    layout->addWidget(rule);
    layout->addLayout(buttons);

    connect(m_showEqual, &QCheckBox::toggled, this, [this](bool on) {
        m_model.setShowsEqual(on);
        refresh();
    });
    connect(m_pages, &LoadPages::retryRequested, this, &CompareDialog::loadAll);
    connect(m_pages, &LoadPages::actionRequested, m_showEqual, &QCheckBox::click);
    connect(m_pages, &LoadPages::notice, this, &CompareDialog::notice);
    connect(refreshButton, &QPushButton::clicked, this, &CompareDialog::loadAll);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (auto* loader : { &m_first, &m_second }) {
        connect(loader, &AnswerLoaderState::changed, this, [this] {
            if (m_first.value() != nullptr && m_second.value() != nullptr)
                m_model.setIdentities(m_first.value()->identity, m_second.value()->identity);
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
    m_summary->setText(u"%1 differ · %2 equal"_s.arg(
        numberText(m_model.differing()), numberText(m_model.equal())));
    if (m_model.rowCount() > 0)
        m_pages->showContent();
    else
        m_pages->showEmpty(u"circle-check"_s, u"Nothing differs"_s, {}, u"Show equal"_s);
}

} // namespace ic
