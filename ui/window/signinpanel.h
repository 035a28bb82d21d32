#pragma once

#include "ui/window/uiservices.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ic {

/// Asks for the client secret in place, below the tenant's band, while everything on screen stays
/// and what was asked for waits. Shows itself when the tenant refuses the sign-in, and goes when
/// there is a token.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `services` are kept, and what they refer to outlives the panel.
    explicit SignInPanel(const UiServices& services, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void onStatus();
    void submit();
    void copyDetails();

    const UiServices m_services;
    bool m_isTried = false; ///< what is in the field was sent; nothing was heard since
    bool m_isRefusedAgain = false;
    QLabel* m_icon;
    QLabel* m_text;
    QLineEdit* m_secret;
    QPushButton* m_signIn;
    QToolButton* m_copy;
};

} // namespace ic
