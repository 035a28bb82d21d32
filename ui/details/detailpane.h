#pragma once

#include "models/details/identitydetail.h"
#include "models/table/pinnedattributes.h"
#include "ui/details/openiniscaction.h"
#include "ui/window/uiservices.h"

#include <QWidget>

#include <functional>

class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace ic {

class DetailHeader;
class IdentityBrowser;
class OperationDesk;
class OwnershipTab;
class SelectionPage;

/// Everything about the identity that is open: a header, and a tab for each kind of thing. What
/// the table knows is there at once; what a tab needs besides is asked for when it is looked at.
/// While nobody is open it tells of the ticked identities.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab {
        OverviewTabIndex,
        AttributesTabIndex,
        OwnershipTabIndex,
        RolesTabIndex,
        JsonTabIndex,
        ActivityTabIndex,
    };

    /// All of them outlive the pane. Columns and copied rows go to the table of `browser`, changes
    /// to `desk`.
    DetailPane(IdentityDetail& detail, IdentityBrowser& browser, OperationDesk& desk,
        const UiServices& services, QWidget* parent = nullptr);

    QAction* reloadAction() { return &m_reload; }
    /// Of the identity that is shown, whatever row is current.
    QAction* copyIdAction() { return &m_copyId; }
    QAction* backAction() { return &m_back; }
    QAction* forwardAction() { return &m_forward; }
    QAction* openInIscAction() { return &m_openInIsc; }
    void showTab(Tab tab);
    /// To what can be read now.
    void takeFocus();

private:
    void makeTabs(IdentityBrowser& browser, OperationDesk& desk);
    void addTab(const QString& title, std::function<QWidget*(QWidget*)> make);
    void addVerbs(QVBoxLayout& column, OperationDesk& desk);
    void makeActions();
    void addShortcuts();
    void updateOwnershipTitle();
    void updateActions();
    void refresh();

    IdentityDetail& m_detail;
    const UiServices m_services;
    PinnedAttributes m_pinned;
    QAction m_reload;
    QAction m_copyId;
    QAction m_back;
    QAction m_forward;
    OpenInIscAction m_openInIsc;
    QStackedWidget* m_pages;
    QTabWidget* m_tabs;
    SelectionPage* m_selection;
    DetailHeader* m_header;
    OwnershipTab* m_ownership = nullptr; ///< until it was looked at
};

} // namespace ic
