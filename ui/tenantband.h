#pragma once

#include "profile/tenant.h"

#include <QFrame>

namespace ic {

/// The strip that always says which tenant this is: icon, word and colour of its environment, its
/// name and its host.
class TenantBand final : public QFrame
{
    Q_OBJECT

public:
    /// `slim`: the strip at the top of a dialog.
    explicit TenantBand(bool slim = false, QWidget* parent = nullptr);

    void setTenant(const Tenant& tenant);
    /// Who is signed in; empty = not known.
    void setUser(const QString& name);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    Tenant m_tenant;
    QString m_user;
    bool m_slim;
};

} // namespace ic
