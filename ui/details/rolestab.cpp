#include "ui/details/rolestab.h"

#include "ui/details/roleassignmentdialog.h"
#include "ui/parts/detailtree.h"
#include "ui/parts/icons.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include "base/wording.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

QString assignmentCountText(qsizetype count, const QDateTime& asOf)
{
    return RolesTab::tr(
        "%Ln assignments · as of %1", "%Ln assignment · as of %1", static_cast<int>(count))
        .arg(clockTime(asOf));
}

RolesTab::RolesTab(IdentityDetail& detail, const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_services(services)
    , m_loader(services.client, services.clock)
    , m_filter(new QLineEdit(this))
    , m_view(new DetailTree(this))
    , m_count(nullptr)
{
    m_filter->setPlaceholderText(tr("Exact role name or role id"));
    m_filter->setAccessibleName(tr("Exact role name or role id"));
    m_filter->setToolTip(tr("Enter asks ISC for the assignments of this one role"));
    m_filter->setObjectName(u"roleFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);

    m_view->setModel(&m_model);
    m_view->setObjectName(u"roleAssignments"_s);
    m_view->setAccessibleName(tr("Role assignments. Enter opens one."));
    QFont small = font();
    small.setPixelSize(std::max(9, fontInfo().pixelSize() - 1)); // dates beside the role
    m_view->setFont(small);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(RoleAssignmentRows::RoleColumn, QHeaderView::Stretch);
    // Mostly empty, and the role's name needs the room; the whole assignment has it.
    m_view->setColumnHidden(RoleAssignmentRows::StartsColumn, true);
    for (int column = RoleAssignmentRows::AddedColumn; column <= RoleAssignmentRows::EndsColumn;
         ++column) {
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }

    auto* content = new QWidget(this);
    m_count = secondaryLabel({}, content);
    m_count->setContentsMargins(12, 6, 12, 6);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_view, 1);
    contentLayout->addWidget(m_count);
    m_pages = new LoadPages(content, m_services.notices, this);
    m_pages->setObjectName(u"rolePages"_s);
    auto* filterRow = new QVBoxLayout;
    filterRow->setContentsMargins(8, 8, 8, 8);
    filterRow->addWidget(m_filter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(filterRow);
    layout->addWidget(m_pages, 1);

    connect(m_filter, &QLineEdit::returnPressed, this, &RolesTab::load);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const ListRoleAssignments* asked = m_loader.endpoint();
        if (text.isEmpty() && asked != nullptr
            && !(asked->roleId.isEmpty() && asked->roleName.isEmpty()))
            load();
    });
    connect(m_view, &QTreeView::activated, this,
        [this](const QModelIndex& index) { openAssignment(index.row()); });
    connect(m_pages, &LoadPages::retryRequested, this, [this] { m_loader.reload(); });
    connect(m_pages, &LoadPages::actionRequested, m_filter, &QLineEdit::clear);
    connect(&m_loader, &AnswerLoaderState::changed, this, &RolesTab::refresh);
    connect(&m_detail, &IdentityDetail::changed, this, &RolesTab::follow);
    follow();
}

void RolesTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void RolesTab::follow()
{
    if (m_generation != m_detail.generation()) {
        m_generation = m_detail.generation();
        m_loader.clear();
    }
    if (isVisible() && m_detail.isSettled() && m_loader.state() == AnswerLoaderState::State::Idle)
        load();
}

void RolesTab::load()
{
    if (m_detail.state() == IdentityDetail::State::None)
        return;
    const RoleFilter filter = RoleFilter::fromText(m_filter->text());
    m_loader.load(
        { .id = m_detail.identity().id, .roleId = filter.roleId, .roleName = filter.roleName });
}

void RolesTab::refresh()
{
    const QList<RoleAssignment>* assignments = m_loader.value();
    m_model.setRows(
        RoleAssignmentRows::of(assignments == nullptr ? QList<RoleAssignment>() : *assignments));
    switch (m_loader.state()) {
    case AnswerLoaderState::State::Idle:
    case AnswerLoaderState::State::Loading:
        m_pages->showLoading();
        return;
    case AnswerLoaderState::State::Failed:
        m_pages->showError(m_loader.error());
        return;
    case AnswerLoaderState::State::Loaded:
        break;
    }
    const ListRoleAssignments& asked = *m_loader.endpoint();
    if (m_model.rowCount() > 0) {
        m_count->setText(assignmentCountText(m_model.rowCount(), m_loader.asOf()));
        m_pages->showContent();
    } else if (!asked.roleId.isEmpty() || !asked.roleName.isEmpty()) {
        m_pages->showEmpty(u"search"_s,
            tr("No assignment of role “%1”").arg(asked.roleName + asked.roleId),
            tr("ISC compares the whole name or id."), tr("Clear filter"));
    } else {
        m_pages->showEmpty(u"users"_s, tr("No role assignments"));
    }
}

void RolesTab::openAssignment(int row)
{
    const QList<RoleAssignment>* assignments = m_loader.value();
    if (assignments == nullptr || row >= assignments->size())
        return;
    auto* dialog = new RoleAssignmentDialog(m_services, m_detail.identity(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->begin(*m_loader.endpoint(), *assignments, m_loader.asOf(), assignments->at(row).id);
    connect(dialog, &RoleAssignmentDialog::identityRequested, &m_detail, &IdentityDetail::openById);
    dialog->open();
}

} // namespace ic
