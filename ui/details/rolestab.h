#pragma once

#include "api/roleassignment.h"
#include "models/details/answerloader.h"
#include "models/details/identitydetail.h"
#include "models/details/roleassignments.h"
#include "ui/window/uiservices.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ic {

class DetailTree;
class LoadPages;

/// The role assignments of the open identity, all or those of one role; Enter opens the whole
/// assignment. Asked for when the tab is looked at, not before.
class RolesTab final : public QWidget
{
    Q_OBJECT

public:
    RolesTab(IdentityDetail& detail, const UiServices& services, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void load();
    void refresh();
    void openAssignment(int row);

    IdentityDetail& m_detail;
    UiServices m_services;
    AnswerLoader<ListRoleAssignments> m_loader;
    GroupedRows m_model { RoleAssignmentRows::titles() };
    quint64 m_generation = 0; ///< of the detail that was asked for last
    QLineEdit* m_filter;
    DetailTree* m_view;
    LoadPages* m_pages;
    QLabel* m_count;
};

/// "7 assignments · as of 14:02".
QString assignmentCountText(qsizetype count, const QDateTime& asOf);

} // namespace ic
