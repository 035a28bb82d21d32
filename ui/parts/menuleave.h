#pragma once

#include <QObject>

namespace ic {

/// A filter for menus. A click beside a menu closes it, and nobody tells the button it belongs to
/// that the mouse is not there any more: this does.
class MenuLeave final : public QObject
{
    Q_OBJECT

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace ic
