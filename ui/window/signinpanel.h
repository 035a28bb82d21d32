#pragma once

#include "ui/parts/attentionstrip.h"

#include "ui/window/uiservices.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ic {

class IconMark;
class LinkButton;
struct ApiError;

/// Asks for the client secret in place, below the tenant's band, while everything on screen stays
/// and what was asked for waits. Shows itself when the tenant refuses the sign-in, and goes when
/// there is a token.
class SignInPanel final : public AttentionStrip
{
    Q_OBJECT

public:
    /// `services` are kept, and what they refer to outlives the panel.
    explicit SignInPanel(const UiServices& services, QWidget* parent = nullptr);

    /// Ends a sign-in with the browser; not to be seen where people sign in otherwise. `services`
    /// outlive it.
    static QAction* makeSignOutAction(const UiServices& services, QObject* parent);

private:
    void onStatus();
    void submit();
    void signInWithBrowser();
    QString words(const ApiError& problem) const;
    void copyDetails();

    const UiServices m_services;
    bool m_isTried = false; ///< what is in the field was sent; nothing was heard since
    bool m_isRefusedAgain = false;
    IconMark* m_icon;
    QLabel* m_text;
    QLineEdit* m_secret;
    QPushButton* m_signIn;
    LinkButton* m_copy;
};

} // namespace ic
