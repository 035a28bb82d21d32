#pragma once

#include "profile/tenant.h"

#include <QFrame>

namespace ic {

class ChangeLock;
class ConnectionStatus;
class LockButton;

/// The strip that always says which tenant this is: icon, word and colour of its environment, its
/// name and its host; in a window also whether it may be changed.
class TenantBand final : public QFrame
{
    Q_OBJECT

public:
    /// `slim`: the strip at the top of a dialog.
    explicit TenantBand(bool slim = false, QWidget* parent = nullptr);

    void setTenant(const Tenant& tenant);
    /// Says from now on who is signed in, and which version of the API is spoken; call once.
    void setStatus(const ConnectionStatus& status);
    /// Shows the lock at the right end; call once.
    void setLock(const ChangeLock& lock);

    QSize sizeHint() const override;

signals:
    void lockClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    /// Else its host stands for its name.
    bool isNamed() const { return m_tenant.name != m_tenant.host; }

    Tenant m_tenant;
    QString m_user;
    bool m_slim;
    const ChangeLock* m_lock = nullptr;
    LockButton* m_lockButton = nullptr;
};

} // namespace ic
