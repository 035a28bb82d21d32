#pragma once

#include "api/endpoints/getidentity.h"
#include "models/answerloader.h"
#include "models/identitycomparison.h"
#include "ui/uiservices.h"

#include <QDialog>

class QCheckBox;
class QLabel;

namespace ic {

class DetailTree;
class LoadPages;

/// Two identities side by side, as the tenant knows them now: first what differs.
class CompareDialog final : public QDialog
{
    Q_OBJECT

public:
    CompareDialog(const UiServices& services, const IdentityId& first, const IdentityId& second,
        QWidget* parent = nullptr);

signals:
    void notice(const QString& text);

private:
    void refresh();
    void loadAll();

    AnswerLoader<GetIdentity> m_first;
    AnswerLoader<GetIdentity> m_second;
    IdentityComparison m_model;
    DetailTree* m_tree;
    LoadPages* m_pages;
    QLabel* m_summary;
    QCheckBox* m_showEqual;
};

} // namespace ic
