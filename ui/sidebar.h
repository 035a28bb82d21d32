#pragma once

#include "models/savedviews.h"
#include "models/viewcounts.h"
#include "models/viewlistmodel.h"
#include "ui/uiservices.h"

#include <QWidget>

class QMenu;
class QTreeView;

namespace ic {

class IdentityBrowser;

/// The views of a tenant beside its table: the console's own and those a person saved. A click
/// shows one. They are counted when the sidebar is first seen and the table has its rows, and then
/// on request.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    Sidebar(const UiServices& services, IdentityBrowser& browser, QWidget* parent = nullptr);

    /// Keeps what the table shows under a name that is asked for.
    void saveView();
    void takeFocus();

signals:
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTree();
    void follow();
    void followConnection();
    void countMissing(bool failed = false);
    void open(const QModelIndex& index);
    void showMenu(const QModelIndex& index, const QPoint& at);
    void addOwnActions(QMenu& menu, const NamedView& view);
    void renameView(const NamedView& view);
    void removeView(const NamedView& view);

    UiServices m_services;
    IdentityBrowser& m_browser;
    SavedViews m_saved;
    ViewCounts m_counts;
    ViewListModel m_model;
    QTreeView* m_tree;
    bool m_wasOffline = false;
};

} // namespace ic
