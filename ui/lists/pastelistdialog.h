#pragma once

#include "models/lists/listlookup.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QPushButton;

namespace ic {

class ListInput;
class LookupPage;
class SelectionStore;

/// Selects the identities of a list: takes the list, looks it up in the whole tenant, and shows
/// what came of each entry before anything is selected. Closing it cancels what is under way.
class PasteListDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `selection` must outlive the dialog.
    PasteListDialog(
        const UiServices& services, SelectionStore& selection, QWidget* parent = nullptr);
    ~PasteListDialog() override;

    /// As "Open file…" does it.
    void openFile(const QString& path);

protected:
    void confirm() override { select(true); }

private:
    void find();
    void onLookup();
    void updateButtons();
    QList<IdentityId> identities() const;
    void select(bool only);
    void exportReport();

    UiServices m_services;
    SelectionStore& m_selection;
    ListLookup m_lookup;
    ListInput* m_input;
    LookupPage* m_page;
    QPushButton* m_export;
    QPushButton* m_add;
    QPushButton* m_only;
};

} // namespace ic
