#include "ui/signinpanel.h"

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "models/connectionstatus.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int FieldWidth = 240;
}

SignInPanel::SignInPanel(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(plainLabel({}, this))
    , m_secret(new QLineEdit(this))
    , m_signIn(new QPushButton(u"Sign in"_s, this))
    , m_copy(new QToolButton(this))
{
    setObjectName(u"signInPanel"_s);
    m_text->setObjectName(u"signInText"_s);
    m_text->setWordWrap(true);
    m_secret->setObjectName(u"signInSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(u"Client secret"_s);
    m_secret->setAccessibleName(u"Client secret"_s);
    m_secret->setFixedWidth(FieldWidth);
    m_signIn->setObjectName(u"signIn"_s);
    m_signIn->setAutoDefault(false);
    m_copy->setObjectName(u"link"_s);
    m_copy->setText(u"Copy details"_s);
    m_copy->setAccessibleName(u"Copy the details of the refusal"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_secret);
    layout->addWidget(m_signIn);
    connect(m_secret, &QLineEdit::returnPressed, this, &SignInPanel::submit);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPanel::submit);
    connect(m_secret, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_signIn->setEnabled(!m_secret->isReadOnly() && !text.isEmpty());
    });
    connect(m_copy, &QToolButton::clicked, this,
        [this] { emit copyRequested(m_status->signInProblem()->details()); });
    hide();
}

void SignInPanel::follow(const ConnectionStatus& status, const Tenant& tenant)
{
    m_status = &status;
    m_tenant = tenant;
    connect(&status, &ConnectionStatus::changed, this, &SignInPanel::onStatus);
    onStatus();
}

void SignInPanel::focusField()
{
    m_secret->setFocus(Qt::ShortcutFocusReason);
    m_secret->selectAll();
}

void SignInPanel::onStatus()
{
    if (m_status == nullptr)
        return;
    const std::optional<ApiError>& problem = m_status->signInProblem();
    if (!problem) {
        m_secret->clear(); // it is not needed here any more
        m_isTried = m_isRefusedAgain = false;
        hide();
        return;
    }
    const bool wasHidden = isHidden();
    const bool trying = m_status->current().link == NetStatus::Link::SigningIn;
    const bool unknown = problem->kind == ApiError::Kind::NotSignedIn;
    const bool heard = m_isTried && m_status->current().link == NetStatus::Link::SignInNeeded;
    if (heard) {
        m_isTried = false;
        m_isRefusedAgain = true;
    }
    QString text;
    if (trying)
        text = u"Signing in to %1…"_s.arg(m_tenant.name);
    else if (unknown)
        text = u"The client secret of %1 is not known. Enter it to go on."_s.arg(m_tenant.name);
    else
        text = u"%1 %2 View and selection are kept."_s.arg(
            m_isRefusedAgain ? u"Refused again."_s : problem->title(), problem->reason());
    m_text->setText(text);
    m_copy->setVisible(!trying && !unknown);
    // Not disabled: the focus would leave it, and the next secret go into another field.
    m_secret->setReadOnly(trying);
    m_signIn->setEnabled(!trying && !m_secret->text().isEmpty());
    m_icon->setPixmap(icon(u"key-round"_s, themeColors(palette()).warningText)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    setAccessibleName(text);
    show();
    if (heard)
        m_secret->selectAll();
    if (!wasHidden && !heard)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    // Not while somebody types elsewhere: the letters would go into this field.
    if (wasHidden && (window()->focusWidget() == nullptr || !window()->focusWidget()->hasFocus()
        || qobject_cast<QLineEdit*>(window()->focusWidget()) == nullptr))
        focusField();
}

void SignInPanel::submit()
{
    if (!m_signIn->isEnabled())
        return;
    m_isTried = true;
    emit signInRequested(Secret(m_secret->text()));
}

void SignInPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColors(palette()).filterBusy.fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).separator);
}

} // namespace ic
