#include "ui/connections/signinfields.h"

#include "ui/connections/secretfield.h"
#include "ui/connections/signinstate.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/formrows.h"
#include "ui/parts/text.h"

#include <QComboBox>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ic {

SignInFields::SignInFields(FormRows& rows, QWidget* parent)
    : QObject(parent)
    , m_kind(new QComboBox(parent))
    , m_clientId(new QLineEdit(parent))
    , m_clientIdNote(new FieldNote(parent))
    , m_redirect(new QLineEdit(parent))
    , m_redirectNote(new FieldNote(parent))
    , m_secret(new SecretField(tr("Client secret"), parent))
    , m_state(new SignInState(parent))
{
    m_kind->setObjectName(u"signInKind"_s);
    m_kind->setAccessibleName(tr("Sign in by"));
    m_kind->addItem(tr("Personal access token"), static_cast<int>(SignInKind::ClientSecret));
    m_kind->addItem(tr("Browser"), static_cast<int>(SignInKind::Browser));
    m_kind->addItem(
        tr("Browser with a client of one's own"), static_cast<int>(SignInKind::OwnClient));
    const QFont fixed = fixedFont(QFontInfo(parent->font()).pixelSize() - 1);
    m_clientId->setObjectName(u"clientId"_s);
    m_clientId->setAccessibleName(tr("Client id"));
    m_clientId->setFont(fixed);
    m_clientIdNote->setObjectName(u"clientIdProblem"_s);
    m_redirect->setObjectName(u"redirectUri"_s);
    m_redirect->setAccessibleName(tr("Redirect address"));
    m_redirect->setFont(fixed);
    m_redirectNote->setObjectName(u"redirectProblem"_s);
    m_secret->edit()->setObjectName(u"clientSecret"_s);

    rows.add(tr("Sign in by"), m_kind, m_kind);
    rows.setAlignment(m_kind, Qt::AlignLeft);
    m_clientIdLabel = rows.add(tr("Client id"), m_clientId, m_clientId, m_clientIdNote);
    m_redirectLabel = rows.add(tr("Redirect address"), m_redirect, m_redirect, m_redirectNote);
    m_secretLabel = rows.add(tr("Client secret"), m_secret, m_secret->edit());
    m_stateLabel = rows.add(tr("Sign-in"), m_state, m_state->button());

    connect(m_kind, &QComboBox::activated, this, [this] {
        if (kind() == SignInKind::OwnClient && m_redirect->text().isEmpty())
            m_redirect->setText(usualRedirect());
        showKind(kind());
        emit kindChosen();
    });
    connect(m_clientId, &QLineEdit::textEdited, this, [this] {
        showProblem(ProfileField::ClientId, {});
        emit edited();
    });
    connect(m_redirect, &QLineEdit::textEdited, this, [this] {
        showProblem(ProfileField::Redirect, {});
        emit edited();
    });
    connect(m_secret, &SecretField::edited, this, &SignInFields::secretEdited);
    connect(m_state, &SignInState::signInRequested, this, &SignInFields::signInRequested);
    connect(m_state, &SignInState::signOutRequested, this, &SignInFields::signOutRequested);
    showKind(kind());
}

SignInKind SignInFields::kind() const
{
    return static_cast<SignInKind>(m_kind->currentData().toInt());
}

void SignInFields::showKind(SignInKind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(kind)));
    const bool hasSecret = kind == SignInKind::ClientSecret;
    const bool hasClient = kind != SignInKind::Browser;
    const bool hasRedirect = kind == SignInKind::OwnClient;
    for (QWidget* widget :
        { static_cast<QWidget*>(m_clientIdLabel), static_cast<QWidget*>(m_clientId) })
        widget->setVisible(hasClient);
    for (QWidget* widget :
        { static_cast<QWidget*>(m_redirectLabel), static_cast<QWidget*>(m_redirect) })
        widget->setVisible(hasRedirect);
    for (QWidget* widget :
        { static_cast<QWidget*>(m_secretLabel), static_cast<QWidget*>(m_secret) })
        widget->setVisible(hasSecret);
    for (QWidget* widget : { static_cast<QWidget*>(m_stateLabel), static_cast<QWidget*>(m_state) })
        widget->setVisible(!hasSecret);
    showProblem(ProfileField::ClientId, {});
    showProblem(ProfileField::Redirect, {});
}

void SignInFields::setDraft(const ProfileDraft& draft)
{
    m_clientId->setText(draft.profile.clientId);
    m_clientId->setCursorPosition(0);
    m_redirect->setText(draft.profile.redirectUri);
    m_redirect->setCursorPosition(0);
    m_secret->setSecret(isWithBrowser(draft.profile.signIn) ? Secret() : draft.clientSecret);
    showKind(draft.profile.signIn);
    showSecretState(draft);
}

void SignInFields::showSecretState(const ProfileDraft& draft)
{
    const SecretState kept = draft.kept.value_or(SecretState());
    const bool isUsed = hasSecretFor(kept, draft.profile);
    const bool isForAnotherHost = !isUsed && kept.hasClientSecret && !kept.clientHost.isEmpty()
        && kept.signIn == draft.profile.signIn;
    m_secret->setState(draft.kept, isUsed,
        isForAnotherHost           ? tr("The kept one is for %1 only.").arg(kept.clientHost)
            : kept.isForAnotherWay ? tr("The kept one is for another proxy or CA file.")
                                   : QString());
    m_state->setDraft(draft);
}

void SignInFields::readInto(Profile& profile) const
{
    profile.signIn = kind();
    profile.clientId = m_clientId->text().trimmed();
    profile.redirectUri
        = kind() == SignInKind::OwnClient ? m_redirect->text().trimmed() : QString();
}

bool SignInFields::isSecretTyped() const
{
    return m_secret->isTyped();
}

Secret SignInFields::typedSecret() const
{
    return m_secret->isTyped() ? m_secret->secret() : Secret();
}

bool SignInFields::holds(const Secret& typed) const
{
    return m_secret->holds(typed);
}

void SignInFields::wipe()
{
    m_secret->setSecret({});
}

void SignInFields::showProblem(ProfileField field, const QString& text)
{
    const auto show = [&text](FieldNote& note, QLineEdit& edit) {
        if (text.isEmpty())
            note.clear();
        else
            note.sayProblem(text);
        edit.setAccessibleDescription(text);
    };
    if (field == ProfileField::ClientId)
        show(*m_clientIdNote, *m_clientId);
    else if (field == ProfileField::Redirect)
        show(*m_redirectNote, *m_redirect);
    else if (field == ProfileField::ClientSecret)
        m_secret->showProblem(text);
}

QWidget* SignInFields::widgetFor(ProfileField field) const
{
    if (field == ProfileField::ClientId)
        return m_clientId;
    if (field == ProfileField::Redirect)
        return m_redirect;
    return field == ProfileField::ClientSecret ? m_secret->edit() : nullptr;
}

} // namespace ic
