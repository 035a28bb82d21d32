#pragma once

#include "api/endpoints/getroleassignment.h"
#include "api/endpoints/listroleassignments.h"
#include "api/types/identity.h"
#include "models/answerloader.h"
#include "models/roleassignmentmodel.h"
#include "ui/uiservices.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ic {

class DetailTree;
class LoadPages;
class RoleAssignmentView;

/// The role assignments of one identity on the left, and on the right the whole of the current one.
class RoleAssignmentDialog final : public QDialog
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
    void notice(const QString& text);

private:
    QWidget* makeList();
    QWidget* makeButtons();
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
    RoleAssignmentModel m_model;
    QLineEdit* m_filter = nullptr;
    DetailTree* m_tree = nullptr;
    LoadPages* m_listPages = nullptr;
    QLabel* m_count = nullptr;
    RoleAssignmentView* m_view;
    LoadPages* m_detailPages;
    QPushButton* m_copy = nullptr;
};

} // namespace ic
