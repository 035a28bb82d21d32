#pragma once

#include "api/ownership.h"
#include "models/details/answerloader.h"
#include "models/details/identitydetail.h"
#include "models/details/ownership.h"
#include "ui/window/uiservices.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ic {

class DetailTree;
class LoadPages;

/// What the open identity owns and what therefore blocks its deletion. Asked for when the tab is
/// looked at, not before.
class OwnershipTab final : public QWidget
{
    Q_OBJECT

public:
    OwnershipTab(IdentityDetail& detail, const UiServices& services, QWidget* parent = nullptr);

    /// "Ownership", and how many objects once that is known.
    QString title() const;

signals:
    void titleChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void refresh();
    void copyList();
    void exportList();
    void copyIdOfCurrent();

    const UiServices m_services;
    IdentityDetail& m_detail;
    AnswerLoader<GetOwnership> m_loader;
    GroupedRows m_model { OwnershipRows::titles() };
    quint64 m_generation = 0; ///< of the detail that was asked for last
    DetailTree* m_view;
    LoadPages* m_pages;
    QLabel* m_note;
    QPushButton* m_copy;
};

} // namespace ic
