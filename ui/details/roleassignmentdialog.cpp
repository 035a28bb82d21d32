#include "ui/details/roleassignmentdialog.h"

#include "ui/details/roleassignmentview.h"
#include "ui/details/rolestab.h"
#include "ui/parts/detailtree.h"
#include "ui/parts/icons.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include "models/table/identityname.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RoleAssignmentMargin = 16;
constexpr int RoleAssignmentListWidth = 384;
constexpr int DateWidth = 98;

} // namespace

RoleAssignmentDialog::RoleAssignmentDialog(
    const UiServices& services, const Identity& identity, QWidget* parent)
    : DialogFrame(
        u"roleAssignmentDialog"_s, tr("Role assignments: %1").arg(nameInSentence(identity)), parent)
    , m_services(services)
    , m_id(identity.id)
    , m_list(services.client, services.clock)
    , m_detail(services.client, services.clock)
    , m_view(new RoleAssignmentView(this))
    , m_detailPages(new LoadPages(m_view, services.notices, this))
{
    showTenant(services.tenant);
    m_detailPages->setObjectName(u"assignmentPages"_s);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(RoleAssignmentMargin);
    middle->addWidget(makeList());
    middle->addWidget(m_detailPages, 1);
    body().addLayout(middle, 1);
    makeButtons();

    connect(&m_list, &AnswerLoaderState::changed, this, &RoleAssignmentDialog::onList);
    connect(&m_detail, &AnswerLoaderState::changed, this, &RoleAssignmentDialog::onDetail);
    connect(m_listPages, &LoadPages::retryRequested, this, [this] { m_list.reload(); });
    connect(m_listPages, &LoadPages::actionRequested, m_filter, &QLineEdit::clear);
    connect(m_detailPages, &LoadPages::retryRequested, this, [this] { m_detail.reload(); });
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
    box->setFixedWidth(RoleAssignmentListWidth);
    m_filter = new QLineEdit(box);
    m_filter->setPlaceholderText(tr("Exact role name or role id"));
    m_filter->setAccessibleName(tr("Exact role name or role id"));
    m_filter->setObjectName(u"dialogRoleFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_tree = new DetailTree(box);
    m_tree->setFrameShape(QFrame::StyledPanel);
    m_tree->setModel(&m_model);
    m_tree->setObjectName(u"dialogRoleAssignments"_s);
    m_tree->setAccessibleName(tr("Role assignments"));
    m_tree->setColumnHidden(RoleAssignmentRows::StartsColumn, true);
    QHeaderView* header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(RoleAssignmentRows::RoleColumn, QHeaderView::Stretch);
    header->resizeSection(RoleAssignmentRows::AddedColumn, DateWidth);
    header->resizeSection(RoleAssignmentRows::EndsColumn, DateWidth);
    m_listPages = new LoadPages(m_tree, m_services.notices, box);
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

void RoleAssignmentDialog::makeButtons()
{
    // None is the default: Enter in the filter asks ISC and must not close the dialog.
    m_copy = addTool(u"copyJson"_s, u"braces"_s, tr("Copy as JSON"));
    m_copy->setEnabled(false);
    QPushButton* refresh = addTool(u"refresh"_s, u"refresh-cw"_s, tr("Refresh"));
    connect(m_copy, &QPushButton::clicked, this, &RoleAssignmentDialog::copyJson);
    connect(refresh, &QPushButton::clicked, this, &RoleAssignmentDialog::refreshAll);
    addClose();
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

void RoleAssignmentDialog::setList(const QList<RoleAssignment>& assignments, const QDateTime& asOf,
    const RoleAssignmentId& current)
{
    m_assignments = assignments;
    m_model.setRows(RoleAssignmentRows::of(assignments));
    m_count->setText(assignmentCountText(assignments.size(), asOf));
    if (assignments.isEmpty()) {
        m_current = {};
        m_detail.clear();
        const bool isFiltered = !(m_asked.roleId.isEmpty() && m_asked.roleName.isEmpty());
        if (isFiltered) {
            m_listPages->showEmpty(u"search"_s,
                tr("No assignment of role “%1”").arg(m_asked.roleName + m_asked.roleId),
                tr("ISC compares the whole name or id."), tr("Clear filter"));
        } else {
            m_listPages->showEmpty(u"users"_s, tr("No role assignments"));
        }
        return;
    }
    m_listPages->showContent();
    const auto at = std::ranges::find(assignments, current, &RoleAssignment::id);
    const auto row = at == assignments.end() ? 0 : at - assignments.begin();
    m_tree->setCurrentIndex(m_model.index(static_cast<int>(row), RoleAssignmentRows::RoleColumn));
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
    if (row < 0 || row >= m_assignments.size())
        return;
    const RoleAssignmentId& id = m_assignments.at(row).id;
    if (id == m_current && m_detail.state() != AnswerLoaderState::State::Idle)
        return;
    m_current = id;
    m_detail.load({ .id = m_id, .assignmentId = m_current });
}

void RoleAssignmentDialog::onDetail()
{
    const RoleAssignment* assignment = m_detail.value();
    m_copy->setEnabled(assignment != nullptr);
    switch (m_detail.state()) {
    case AnswerLoaderState::State::Idle:
        m_detailPages->showEmpty(u"info"_s, tr("No assignment chosen"));
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
        m_services.notices.say(tr("Copied the role assignment as JSON."));
    }
}

} // namespace ic
