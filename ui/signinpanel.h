#pragma once

#include "base/apierror.h"
#include "base/secret.h"
#include "profile/tenant.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ic {

class ConnectionStatus;

/// Asks for the client secret in place, below the tenant's band, while everything on screen stays
/// and what was asked for waits. Shows itself when the tenant refuses the sign-in, and goes when
/// there is a token.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(QWidget* parent = nullptr);

    /// `status` outlives the panel.
    void follow(const ConnectionStatus& status, const Tenant& tenant);
    void focusField();

signals:
    void signInRequested(const ic::Secret& clientSecret);
    void copyRequested(const QString& details);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void onStatus();
    void submit();

    const ConnectionStatus* m_status = nullptr;
    bool m_isTried = false; ///< what is in the field was sent; nothing was heard since
    bool m_isRefusedAgain = false;
    Tenant m_tenant;
    QLabel* m_icon;
    QLabel* m_text;
    QLineEdit* m_secret;
    QPushButton* m_signIn;
    QToolButton* m_copy;
};

} // namespace ic
