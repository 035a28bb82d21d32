#pragma once

#include "operations/operation.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace ic {

struct OperationTarget;

/// Why a locked identity cannot be unlocked here; empty for one that is not locked.
QString unlockRefusal(const Identity& identity);

/// Beside a locked identity, where one looks for a way to unlock it: the API has none, and this is
/// what there is instead.
class LockedBar final : public QWidget
{
    Q_OBJECT

public:
    /// `openInIsc` outlives the bar.
    explicit LockedBar(QAction& openInIsc, QWidget* parent = nullptr);

    /// Whether and on whom the verb can be used.
    void setTarget(const Identity& identity, const OperationTarget& target);

signals:
    void requested(const ic::Operation& operation);

private:
    QLabel* m_text;
    QToolButton* m_verb;
};

} // namespace ic
