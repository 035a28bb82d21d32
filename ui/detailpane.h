#pragma once

#include "models/identitydetail.h"
#include "models/pinnedattributes.h"
#include "ui/uiservices.h"

#include <QWidget>

class QStackedWidget;
class QTabWidget;

namespace ic {

class DetailHeader;
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
    };

    DetailPane(IdentityDetail& detail, const UiServices& services, QWidget* parent = nullptr);

    /// What is shown in place of nobody; the pane takes it over.
    void setSelectionPage(SelectionPage* page);
    void showTab(Tab tab);
    /// To what can be read now.
    void takeFocus();
    /// Of the identity that is shown, whatever row is current.
    void copyId();
    /// Puts a row of buttons between the header and the tabs.
    void addBelowHeader(QWidget* row);

signals:
    void notice(const QString& text);
    /// The attribute shall be a column of the table.
    void columnRequested(const QString& attribute);
    /// The identity shall be copied as a row of the table.
    void copyRowRequested();

private:
    template <class TabWidget> TabWidget* addTab(TabWidget* tab, const QString& title);
    void addShortcuts();
    void updateOwnershipTitle();
    void refresh();

    IdentityDetail& m_detail;
    PinnedAttributes m_pinned;
    QStackedWidget* m_pages;
    QTabWidget* m_tabs;
    SelectionPage* m_selection = nullptr;
    DetailHeader* m_header = nullptr;
    OwnershipTab* m_ownership = nullptr;
};

} // namespace ic
