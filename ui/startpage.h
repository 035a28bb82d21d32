#pragma once

#include "profile/connectionservice.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace ic {

/// What a window without a tenant shows: the connections, and the ways to get one.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    /// `service` outlives the page. `lastUsed`: the connection to begin with.
    void setService(const ConnectionService& service, const ProfileId& lastUsed);
    void focusList();
    const ProfileId& lastUsed() const { return m_lastUsed; }

signals:
    void connectRequested(const ic::Profile& profile);
    void connectionsRequested();
    void demoRequested();

private:
    void fill();
    void update();
    void connectCurrent();

    const ConnectionService* m_service = nullptr;
    ProfileId m_lastUsed;
    QLabel* m_title;
    QLabel* m_text;
    QListWidget* m_list;
    QPushButton* m_connect;
    QPushButton* m_connections;
    QPushButton* m_demo;
};

} // namespace ic
