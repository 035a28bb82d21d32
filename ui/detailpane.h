#pragma once

#include "models/identitydetail.h"
#include "models/pinnedattributes.h"
#include "ui/uiservices.h"

#include <QWidget>

class QStackedWidget;
class QTabWidget;

namespace ic {

class OwnershipTab;

/// Everything about the identity that is open: a header, and a tab for each kind of thing. What
/// the table knows is there at once; what a tab needs besides is asked for when it is looked at.
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

    void showTab(Tab tab);
    /// Puts a row of buttons between the header and the tabs.
    void addBelowHeader(QWidget* row);

signals:
    void notice(const QString& text);

private:
    template <class TabWidget> TabWidget* addTab(TabWidget* tab, const QString& title);
    void addShortcuts();
    void updateOwnershipTitle();
    void refresh();

    IdentityDetail& m_detail;
    PinnedAttributes m_pinned;
    QStackedWidget* m_pages;
    QTabWidget* m_tabs;
    OwnershipTab* m_ownership = nullptr;
};

} // namespace ic
