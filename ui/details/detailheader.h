#pragma once

#include "models/details/identitydetail.h"
#include "ui/window/uiservices.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace ic {

class OpenInIscAction;
class ElidedLabel;
class PersonMark;
class StatusChip;

/// Who is open: initials, name, account, status, and the buttons that belong to the identity
/// rather than to a tab.
class DetailHeader final : public QWidget
{
    Q_OBJECT

public:
    DetailHeader(IdentityDetail& detail, const UiServices& services, QWidget* parent = nullptr);

    void copyId();

private:
    QToolButton* makeButton(const QString& iconName, const QString& name, const QString& keys);
    void refresh();
    QString asOfText() const;

    IdentityDetail& m_detail;
    UiServices m_services;
    PersonMark* m_mark;
    ElidedLabel* m_title;
    ElidedLabel* m_account;
    StatusChip* m_status;
    StatusChip* m_processing;
    QLabel* m_asOf;
    QToolButton* m_back;
    QToolButton* m_forward;
    OpenInIscAction* m_openInIsc;
};

} // namespace ic
