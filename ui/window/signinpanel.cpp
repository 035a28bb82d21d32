#include "ui/window/signinpanel.h"

#include "ui/connections/browsersignindialog.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include "models/table/connectionstatus.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int SignInPanelFieldWidth = 240;
}

SignInPanel::SignInPanel(const UiServices& services, QWidget* parent)
    : AttentionStrip(parent)
    , m_services(services)
    , m_icon(new IconMark(u"key-round"_s, Tone::Warning, this))
    , m_text(plainLabel({}, this))
    , m_secret(new QLineEdit(this))
    , m_signIn(new QPushButton(tr("Sign in"), this))
    , m_copy(new LinkButton(tr("Copy details"), this))
{
    setObjectName(u"signInPanel"_s);
    m_text->setObjectName(u"signInText"_s);
    m_text->setWordWrap(true);
    m_secret->setObjectName(u"signInSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("Client secret"));
    m_secret->setAccessibleName(tr("Client secret"));
    m_secret->setFixedWidth(SignInPanelFieldWidth);
    m_signIn->setObjectName(u"signIn"_s);
    m_signIn->setAutoDefault(false);
    m_copy->setAccessibleName(tr("Copy the details of the refusal"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_secret);
    layout->addWidget(m_signIn);
    if (services.browserSignIn) {
        m_secret->hide();
        m_signIn->setText(tr("Sign in with the browser…"));
        m_signIn->setEnabled(true);
    }
    connect(m_secret, &QLineEdit::returnPressed, this, &SignInPanel::submit);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPanel::submit);
    connect(m_secret, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_signIn->setEnabled(!m_secret->isReadOnly() && !text.isEmpty());
    });
    connect(m_copy, &LinkButton::clicked, this, &SignInPanel::copyDetails);
    connect(&services.status, &ConnectionStatus::changed, this, &SignInPanel::onStatus);
    onStatus();
}

QAction* SignInPanel::makeSignOutAction(const UiServices& services, QObject* parent)
{
    auto* action = new QAction(icon(u"unplug"_s), tr("Sign out"), parent);
    action->setObjectName(u"signOutAction"_s);
    action->setVisible(services.browserSignIn != nullptr);
    connect(action, &QAction::triggered, parent, [&services] {
        services.signOut();
        // Whether the keychain let go of it is said when that answers.
        services.notices.say(tr("Signed out of %1.").arg(services.tenant.name));
    });
    return action;
}

void SignInPanel::onStatus()
{
    const std::optional<ApiError>& problem = m_services.status.signInProblem();
    const NetStatus::Link link = m_services.status.current().link;
    if (!problem) {
        m_secret->clear(); // it is not needed here any more
        m_isTried = m_isRefusedAgain = false;
        hide();
        return;
    }
    const bool wasHidden = isHidden();
    const bool trying = link == NetStatus::Link::SigningIn;
    const bool unknown = problem->kind == ApiError::Kind::NotSignedIn;
    const bool heard = m_isTried && link == NetStatus::Link::SignInNeeded;
    if (heard) {
        m_isTried = false;
        m_isRefusedAgain = true;
    }
    const QString text
        = trying ? tr("Signing in to %1…").arg(m_services.tenant.name) : words(*problem);
    m_text->setText(text);
    m_copy->setVisible(!trying && !unknown);
    // Not disabled: the focus would leave it, and the next secret go into another field.
    m_secret->setReadOnly(trying);
    m_signIn->setEnabled(!trying && (m_services.browserSignIn || !m_secret->text().isEmpty()));
    setAccessibleName(text);
    show();
    if (heard)
        m_secret->selectAll();
    if (!wasHidden && !heard)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    // Not while somebody types elsewhere: the letters would go into this field.
    if (wasHidden
        && (window()->focusWidget() == nullptr || !window()->focusWidget()->hasFocus()
            || qobject_cast<QLineEdit*>(window()->focusWidget()) == nullptr)) {
        if (m_services.browserSignIn)
            m_signIn->setFocus(Qt::ShortcutFocusReason);
        else
            m_secret->setFocus(Qt::ShortcutFocusReason);
        m_secret->selectAll();
    }
}

QString SignInPanel::words(const ApiError& problem) const
{
    const QString& tenant = m_services.tenant.name;
    if (problem.kind != ApiError::Kind::NotSignedIn)
        return tr("%1 %2 View and selection are kept.", "what is wrong, and why")
            .arg(m_isRefusedAgain ? tr("Refused again.") : problem.title(), problem.reason());
    return m_services.browserSignIn
        ? tr("Nobody is signed in to %1. Sign in with the browser to go on.").arg(tenant)
        : tr("The client secret of %1 is not known. Enter it to go on.").arg(tenant);
}

void SignInPanel::signInWithBrowser()
{
    auto* dialog
        = new BrowserSignInDialog(m_services.browserSignIn, m_services.tenant.name, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BrowserSignInDialog::signedIn, this, [this](const Secret& refreshToken) {
        m_isTried = true;
        m_services.signIn(refreshToken);
    });
    dialog->open();
}

void SignInPanel::submit()
{
    if (!m_signIn->isEnabled())
        return;
    if (m_services.browserSignIn) {
        signInWithBrowser();
        return;
    }
    m_isTried = true;
    m_services.signIn(Secret(m_secret->text()));
}

void SignInPanel::copyDetails()
{
    QGuiApplication::clipboard()->setText(m_services.status.signInProblem()->details());
    m_services.notices.say(tr("Copied the details of the error."));
}

} // namespace ic
