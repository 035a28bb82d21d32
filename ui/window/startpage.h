#pragma once

#include "profile/connectionservice.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace ic {

class LinkButton;

/// What a window without a tenant shows: the connections, and the ways to get one.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    /// `service` outlives the page. `lastUsed`: the connection to begin with.
    StartPage(
        const ConnectionService& service, const ProfileId& lastUsed, QWidget* parent = nullptr);

    void focusList();

signals:
    void connectRequested(const ic::Profile& profile);
    void connectionsRequested();
    void demoRequested(ic::SignInKind signIn);

private:
    void fill();
    void update();
    void connectCurrent();

    const ConnectionService& m_service;
    const ProfileId m_lastUsed;
    QLabel* m_title;
    QLabel* m_text;
    QListWidget* m_list;
    QPushButton* m_connect;
    QPushButton* m_connections;
    QPushButton* m_demo;
    LinkButton* m_demoByBrowser;
};

} // namespace ic
