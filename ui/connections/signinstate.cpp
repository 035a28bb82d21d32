#include "ui/connections/signinstate.h"

#include "ui/connections/connectiondrafts.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/icons.h"

#include "base/plaintext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

SignInState::SignInState(QWidget* parent)
    : QWidget(parent)
    , m_signIn(new QPushButton(this))
    , m_signOut(new QPushButton(tr("Sign out"), this))
    , m_note(new FieldNote(this))
{
    m_signIn->setObjectName(u"signInWithBrowser"_s);
    m_signIn->setIcon(icon(u"external-link"_s));
    m_signIn->setAutoDefault(false);
    m_signOut->setObjectName(u"signOut"_s);
    m_signOut->setAutoDefault(false);
    m_note->setObjectName(u"signInNote"_s);
    m_note->keepPlace();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_signOut);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(buttons);
    layout->addWidget(m_note);
    connect(m_signIn, &QPushButton::clicked, this, &SignInState::signInRequested);
    connect(m_signOut, &QPushButton::clicked, this, &SignInState::signOutRequested);
}

void SignInState::setDraft(const ProfileDraft& draft)
{
    const SecretState kept = draft.kept.value_or(SecretState());
    const bool isKept = hasSecretFor(kept, draft.profile);
    const bool isNew = !draft.clientSecret.isEmpty();
    m_signIn->setText(isKept || isNew ? tr("Sign in again…") : tr("Sign in…"));
    m_signOut->setVisible(isKept || isNew);
    const QString where = !kept.hasKeychain
        ? tr("No keychain on this system: the sign-in is kept in memory until you quit.")
        : isNew ? tr("Saving gives the sign-in to the system keychain, and to nobody else.")
        : kept.isOnItsWay
        ? tr("The sign-in is given to the system keychain, which may ask for its password.")
        : tr("The sign-in is kept in the system keychain, and nowhere else.");
    if (isNew)
        m_note->say(u"circle-check"_s, Tone::Ok,
            tr("%1 %2", "Signed in as anna. Where that is kept.")
                .arg(draft.signedInAs.isEmpty()
                        ? tr("Signed in.")
                        : tr("Signed in as %1.").arg(shownLine(draft.signedInAs)),
                    where));
    else if (isKept)
        m_note->say(u"key-round"_s, Tone::Neutral, where);
    else if (kept.hasClientSecret && kept.signIn == draft.profile.signIn
        && kept.clientHost == readTenantAddress(draft.profile.apiBase).host)
        m_note->say(u"info"_s, Tone::Neutral, tr("The kept sign-in is for another client id."));
    else if (kept.hasClientSecret && kept.signIn == draft.profile.signIn)
        m_note->say(
            u"info"_s, Tone::Neutral, tr("The kept sign-in is for %1 only.").arg(kept.clientHost));
    else if (kept.isForAnotherWay)
        m_note->say(
            u"info"_s, Tone::Neutral, tr("The kept sign-in is for another proxy or CA file."));
    else if (!draft.kept && !draft.isNew)
        m_note->say(u"loader"_s, Tone::Neutral, tr("Asking the system keychain…"));
    else
        m_note->say(u"info"_s, Tone::Neutral, tr("Nobody is signed in."));
    m_signIn->setAccessibleDescription(m_note->text());
}

} // namespace ic
