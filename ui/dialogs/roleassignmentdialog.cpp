#include "ui/dialogs/roleassignmentdialog.h"

#include "ui/details/detailtree.h"
#include "ui/details/loadpages.h"
#include "ui/details/roleassignmentview.h"
#include "ui/details/rolestab.h"
#include "ui/icons.h"
#include "ui/tenantband.h"
#include "ui/text.h"

#include "models/identityname.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int ListWidth = 384;
constexpr int DateWidth = 98;

} // namespace

RoleAssignmentDialog::RoleAssignmentDialog(
    const UiServices& services, const Identity& identity, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_id(identity.id)
    , m_list(services.client, services.clock)
    , m_detail(services.client, services.clock)
    , m_view(new RoleAssignmentView(this))
    , m_detailPages(new LoadPages(m_view, this))
{
    setObjectName(u"roleAssignmentDialog"_s);
    setWindowTitle(u"Role assignments: %1"_s.arg(nameInSentence(identity)));
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    m_detailPages->setObjectName(u"assignmentPages"_s);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(Margin, Margin, Margin, Margin);
    middle->setSpacing(Margin);
    middle->addWidget(makeList());
    middle->addWidget(m_detailPages, 1);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(middle, 1);
    layout->addWidget(rule);
    layout->addWidget(makeButtons());

    connect(&m_list, &AnswerLoaderState::changed, this, &RoleAssignmentDialog::onList);
    connect(&m_detail, &AnswerLoaderState::changed, this, &RoleAssignmentDialog::onDetail);
    connect(m_listPages, &LoadPages::retryRequested, this, [this] { m_list.reload(); });
    connect(m_listPages, &LoadPages::actionRequested, m_filter, &QLineEdit::clear);
    connect(m_listPages, &LoadPages::notice, this, &RoleAssignmentDialog::notice);
    connect(m_detailPages, &LoadPages::retryRequested, this, [this] { m_detail.reload(); });
    connect(m_detailPages, &LoadPages::notice, this, &RoleAssignmentDialog::notice);
    connect(m_view, &RoleAssignmentView::assignerRequested, this,
        [this](const IdentityId& id, const QString& name) {
            accept();
            emit identityRequested(id, name);
        });
    resize(960, 664);
}

QWidget* RoleAssignmentDialog::makeList()
{
    auto* box = new QWidget(this);
    box->setFixedWidth(ListWidth);
    m_filter = new QLineEdit(box);
    m_filter->setPlaceholderText(u"Exact role name or role id"_s);
    m_filter->setAccessibleName(u"Exact role name or role id"_s);
    m_filter->setObjectName(u"dialogRoleFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_tree = new DetailTree(box);
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setModel(&m_model);
    m_tree->setObjectName(u"dialogRoleAssignments"_s);
    m_tree->setAccessibleName(u"Role assignments"_s);
    m_tree->setColumnHidden(RoleAssignmentModel::StartsColumn, true);
    QHeaderView* header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(RoleAssignmentModel::RoleColumn, QHeaderView::Stretch);
    header->resizeSection(RoleAssignmentModel::AddedColumn, DateWidth);
    header->resizeSection(RoleAssignmentModel::EndsColumn, DateWidth);
    m_listPages = new LoadPages(m_tree, box);
    m_listPages->setObjectName(u"assignmentListPages"_s);
    m_count = secondaryLabel({}, box);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_filter);
    layout->addWidget(m_listPages, 1);
    layout->addWidget(m_count);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) { openRow(current.row()); });
    connect(m_filter, &QLineEdit::returnPressed, this, &RoleAssignmentDialog::loadList);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty() && !(m_asked.roleId.isEmpty() && m_asked.roleName.isEmpty()))
            loadList();
    });
    return box;
}

QWidget* RoleAssignmentDialog::makeButtons()
{
    auto* row = new QWidget(this);
    m_copy = new QPushButton(icon(u"braces"_s), u"Copy as JSON"_s, row);
    auto* refresh = new QPushButton(icon(u"refresh-cw"_s), u"Refresh"_s, row);
    auto* close = new QPushButton(u"Close"_s, row);
    // Enter in the filter asks ISC; it must not close the dialog.
    for (QPushButton* button : { m_copy, refresh, close })
        button->setAutoDefault(false);
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, &RoleAssignmentDialog::copyJson);
    connect(refresh, &QPushButton::clicked, this, &RoleAssignmentDialog::refreshAll);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(Margin, 12, Margin, 12);
    layout->setSpacing(8);
    layout->addWidget(m_copy);
    layout->addWidget(refresh);
    layout->addStretch();
    layout->addWidget(close);
    return row;
}

void RoleAssignmentDialog::begin(const ListRoleAssignments& asked,
    const QList<RoleAssignment>& assignments, const QDateTime& asOf,
    const RoleAssignmentId& current)
{
    m_asked = asked;
    m_filter->setText(asked.roleName + asked.roleId);
    setList(assignments, asOf, current);
    m_tree->setFocus();
}

void RoleAssignmentDialog::setList(const QList<RoleAssignment>& assignments,
    const QDateTime& asOf, const RoleAssignmentId& current)
{
    m_model.setAssignments(assignments);
    m_count->setText(assignmentCountText(assignments.size(), asOf));
    if (assignments.isEmpty()) {
        m_current = {};
        m_detail.clear();
        const bool isFiltered = !(m_asked.roleId.isEmpty() && m_asked.roleName.isEmpty());
        if (isFiltered) {
            m_listPages->showEmpty(u"search"_s,
                u"No assignment of role “%1”"_s.arg(m_asked.roleName + m_asked.roleId),
                u"ISC compares the whole name or id."_s, u"Clear filter"_s);
        } else {
            m_listPages->showEmpty(u"users"_s, u"No role assignments"_s);
        }
        return;
    }
    m_listPages->showContent();
    const int row = std::max(0, m_model.rowOf(current));
    m_tree->setCurrentIndex(m_model.index(row, RoleAssignmentModel::RoleColumn));
}

void RoleAssignmentDialog::loadList()
{
    const RoleFilter filter = RoleFilter::fromText(m_filter->text());
    m_asked = { .id = m_id, .roleId = filter.roleId, .roleName = filter.roleName };
    m_list.load(m_asked);
}

void RoleAssignmentDialog::onList()
{
    switch (m_list.state()) {
    case AnswerLoaderState::State::Idle:
        break;
    case AnswerLoaderState::State::Loading:
        m_listPages->showLoading();
        break;
    case AnswerLoaderState::State::Failed:
        m_listPages->showError(m_list.error());
        break;
    case AnswerLoaderState::State::Loaded:
        setList(*m_list.value(), m_list.asOf(), m_current);
        break;
    }
}

void RoleAssignmentDialog::openRow(int row)
{
    const RoleAssignment* assignment = m_model.at(row);
    if (assignment == nullptr)
        return;
    if (assignment->id == m_current && m_detail.state() != AnswerLoaderState::State::Idle)
        return;
    m_current = assignment->id;
    m_detail.load({ .id = m_id, .assignmentId = m_current });
}

void RoleAssignmentDialog::onDetail()
{
    const RoleAssignment* assignment = m_detail.value();
    m_copy->setEnabled(assignment != nullptr);
    switch (m_detail.state()) {
    case AnswerLoaderState::State::Idle:
        m_detailPages->showEmpty(u"info"_s, u"No assignment chosen"_s);
        break;
    case AnswerLoaderState::State::Loading:
        m_detailPages->showLoading();
        break;
    case AnswerLoaderState::State::Failed:
        m_detailPages->showError(m_detail.error());
        break;
    case AnswerLoaderState::State::Loaded:
        m_view->setFacts(roleAssignmentFacts(*assignment, m_services.clock.utcNow()));
        m_detailPages->showContent();
        break;
    }
}

void RoleAssignmentDialog::refreshAll()
{
    loadList();
    m_detail.reload();
}

void RoleAssignmentDialog::copyJson()
{
    if (const RoleAssignment* assignment = m_detail.value()) {
        QGuiApplication::clipboard()->setText(
            roleAssignmentFacts(*assignment, m_services.clock.utcNow()).json);
        emit notice(u"Copied the role assignment as JSON."_s);
    }
}

} // namespace ic
