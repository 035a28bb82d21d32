#pragma once

#include <QAbstractButton>

class QAction;

namespace ic {

/// One entry of the sidebar above its views, which looks as they do.
class SidebarEntry final : public QAbstractButton
{
    Q_OBJECT

public:
    /// A click triggers the action, whose icon and text it has.
    explicit SidebarEntry(QAction& action, QWidget* parent = nullptr);

    /// Whether it is what the window shows.
    void setCurrent(bool current);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QAction& m_action;
    bool m_isCurrent = false;
};

} // namespace ic
