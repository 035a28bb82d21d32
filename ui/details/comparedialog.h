#pragma once

#include "api/identity.h"
#include "models/details/answerloader.h"
#include "models/details/identitycomparison.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QCheckBox;
class QLabel;

namespace ic {

class DetailTree;
class LoadPages;

/// Two identities side by side, as the tenant knows them now: first what differs.
class CompareDialog final : public DialogFrame
{
    Q_OBJECT

public:
    CompareDialog(const UiServices& services, const IdentityId& first, const IdentityId& second,
        QWidget* parent = nullptr);

private:
    void refresh();
    void loadAll();

    AnswerLoader<GetIdentity> m_first;
    AnswerLoader<GetIdentity> m_second;
    IdentityComparison m_comparison;
    GroupedRows m_model { m_comparison.titles };
    DetailTree* m_tree;
    LoadPages* m_pages;
    QLabel* m_summary;
    QCheckBox* m_showEqual;
};

} // namespace ic
