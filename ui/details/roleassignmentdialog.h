#pragma once

#include "api/identity.h"
#include "api/roleassignment.h"
#include "models/details/answerloader.h"
#include "models/details/roleassignments.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ic {

class DetailTree;
class LoadPages;
class RoleAssignmentView;

/// The role assignments of one identity on the left, and on the right the whole of the current one.
class RoleAssignmentDialog final : public DialogFrame
{
    Q_OBJECT

public:
    RoleAssignmentDialog(
        const UiServices& services, const Identity& identity, QWidget* parent = nullptr);

    /// Begins with a list that is known already, at one of its assignments. `asked` is what it
    /// answered.
    void begin(const ListRoleAssignments& asked, const QList<RoleAssignment>& assignments,
        const QDateTime& asOf, const RoleAssignmentId& current);

signals:
    /// Somebody wants to see the identity that assigned the role; the dialog closes.
    void identityRequested(const IdentityId& id, const QString& name);

private:
    QWidget* makeList();
    void makeButtons();
    void loadList();
    void onList();
    void onDetail();
    void openRow(int row);
    void refreshAll();
    void copyJson();
    void setList(const QList<RoleAssignment>& assignments, const QDateTime& asOf,
        const RoleAssignmentId& current);

    UiServices m_services;
    IdentityId m_id;
    AnswerLoader<ListRoleAssignments> m_list;
    AnswerLoader<GetRoleAssignment> m_detail;
    ListRoleAssignments m_asked;
    RoleAssignmentId m_current;
    QList<RoleAssignment> m_assignments; ///< in the list
    GroupedRows m_model { RoleAssignmentRows::titles() };
    QLineEdit* m_filter = nullptr;
    DetailTree* m_tree = nullptr;
    LoadPages* m_listPages = nullptr;
    QLabel* m_count = nullptr;
    RoleAssignmentView* m_view;
    LoadPages* m_detailPages;
    QPushButton* m_copy = nullptr;
};

} // namespace ic
