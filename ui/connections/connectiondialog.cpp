#include "ui/connections/connectiondialog.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/discardbar.h"
#include "ui/parts/fieldnote.h"

#include "base/wording.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize Size(784, 648);

}

ConnectionDialog::ConnectionDialog(ConnectionService& service, const Clock& clock,
    const ConnectionDialogStart& start, QWidget* parent)
    : DialogFrame(u"connectionDialog"_s, tr("Connections"), parent)
    , m_service(service)
    , m_connectText(start.connectText.isEmpty() ? tr("Connect") : start.connectText)
    , m_editor(new ConnectionEditor(service, clock, start.forNew, start.selected, this))
{
    body().setSpacing(8);
    body().addWidget(m_editor, 1);
    makeButtons();
    m_discard = new DiscardBar(this);
    m_discard->hide(); // until it is asked

    connect(m_editor, &ConnectionEditor::changed, this, [this] {
        showNote();
        showButtons();
    });
    connect(m_editor, &ConnectionEditor::currentChanged, this, [this] {
        m_next = Action::None;
        showButtons();
    });
    connect(m_editor, &ConnectionEditor::edited, this, [this] {
        m_next = Action::None;
        m_problem.clear();
        askToDiscard(false);
        showNote();
    });
    connect(
        m_editor, &ConnectionEditor::addressAnswered, this, &ConnectionDialog::onAddressAnswered);
    connect(m_editor, &ConnectionEditor::signInRequested, this, [this] {
        m_problem.clear();
        perform(Action::SignIn);
    });
    connect(m_discard, &DiscardBar::keepRequested, this, [this] { askToDiscard(false); });
    connect(m_discard, &DiscardBar::discardRequested, this, [this] { QDialog::reject(); });
    connect(&m_service, &ConnectionService::profilesChanged, this, [this] {
        if (!m_isSaving)
            m_editor->followService();
    });
    if (start.withNew)
        m_editor->addConnection();
    showNote();
    showButtons();
    resize(Size);
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::makeButtons()
{
    m_test = addTool(u"test"_s, u"plug"_s, tr("Test connection"));
    m_cancel = addCancel();
    m_save = addButton(u"save"_s, tr("Save"));
    m_connect = addConfirm(u"connect"_s, m_connectText);
    connect(m_test, &QPushButton::clicked, this, [this] {
        m_problem.clear();
        perform(Action::Test);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_problem.clear();
        perform(Action::Save);
    });
}

void ConnectionDialog::confirm()
{
    m_problem.clear();
    perform(Action::Connect);
}

void ConnectionDialog::showButtons()
{
    const bool isThere = m_editor->current() != nullptr;
    m_connect->setText(m_editor->openElsewhere().isEmpty() ? m_connectText : tr("Show its window"));
    m_test->setEnabled(m_keeping == 0 && isThere);
    m_connect->setEnabled(m_keeping == 0 && isThere);
    m_save->setEnabled(m_keeping == 0); // the last one may have been removed
}

void ConnectionDialog::perform(Action action)
{
    using Check = ConnectionEditor::Check;
    m_editor->collect();
    const Check check = action == Action::Save ? Check::ForSaving
        : action == Action::Connect            ? Check::ForConnecting
                                               : Check::ForTest;
    if (m_editor->refuses(check) || waitsForAddress(action))
        return;
    if (action == Action::SignIn)
        m_editor->signIn([] {});
    else if (action != Action::Save && m_editor->needsSignIn())
        m_editor->signIn([this, action] { perform(action); });
    else if (action == Action::Test)
        m_editor->startTest();
    else
        save(action);
}

bool ConnectionDialog::waitsForAddress(Action action)
{
    // To press Enter right after an address must not send the secret to a host that is only the
    // front of the tenant's, or nobody's.
    if (!m_editor->address().isOpen() || m_next != Action::None)
        return false;
    m_next = action;
    m_editor->address().ask();
    showNote();
    return true;
}

void ConnectionDialog::onAddressAnswered()
{
    const Action action = std::exchange(m_next, Action::None);
    if (action == Action::None)
        return;
    showNote();
    const TenantAddress address = readTenantAddress(m_editor->current()->profile.apiBase);
    // Else the warning stands beside the field now; who presses again has seen it.
    if (action == Action::Save || address.isKnownHost || isThisComputer(address.host))
        perform(action);
}

void ConnectionDialog::save(Action action)
{
    const ConnectionDrafts& drafts = m_editor->drafts();
    if (!drafts.hasChanges()) {
        finish(action);
        return;
    }
    m_isSaving = true;
    m_problem = m_service.saveEdits(drafts.saved(), drafts.profiles());
    if (!m_problem.isEmpty()) {
        m_isSaving = false;
        showNote();
        return;
    }
    const QList<ProfileDraft> typed = m_editor->markSaved();
    if (typed.isEmpty()) {
        finish(action);
        return;
    }
    setKeeping(static_cast<int>(typed.size()));
    for (const ProfileDraft& draft : typed) {
        // Where there is no keychain, that stands beside the field.
        const bool isKnown = draft.kept && !draft.kept->hasKeychain;
        m_service.keepSecrets(draft.profile.id, draft.clientSecret, draft.proxyPassword, this,
            [this, action, isKnown](
                const QString& problem) { onSecretKept(action, isKnown ? QString() : problem); });
    }
}

void ConnectionDialog::setKeeping(int secrets)
{
    m_keeping = secrets;
    showButtons();
    showNote();
}

void ConnectionDialog::onSecretKept(Action action, const QString& problem)
{
    if (!problem.isEmpty())
        m_problem = problem;
    setKeeping(m_keeping - 1);
    if (m_keeping > 0)
        return;
    m_isSaving = false;
    m_editor->collect();
    const bool hasNewEdits
        = m_editor->drafts().hasChanges(); // typed while the keychain took its time
    if (m_problem.isEmpty() && !hasNewEdits) {
        finish(action);
        return;
    }
    // It is saved, but not as the person was told: that is read before the dialog goes.
    m_cancel->setText(hasNewEdits ? tr("Cancel") : tr("Close"));
    m_editor->showDrafts();
    showNote();
}

void ConnectionDialog::finish(Action action)
{
    const ProfileDraft* draft = m_editor->current();
    const Profile profile = draft == nullptr ? Profile() : draft->profile;
    accept();
    if (action == Action::Connect)
        emit connectRequested(profile);
}

void ConnectionDialog::askToDiscard(bool ask)
{
    if (ask == m_isAsking)
        return;
    m_isAsking = ask;
    askInstead(ask ? m_discard : nullptr);
    if (ask) {
        m_discard->ask();
    } else {
        m_connect->setDefault(true);
        m_cancel->setText(tr("Cancel"));
        m_editor->keepFocusInside();
    }
}

void ConnectionDialog::reject()
{
    if (m_isAsking) {
        askToDiscard(false); // Esc again takes the question back
        return;
    }
    m_editor->collect();
    if (m_keeping == 0 && m_editor->drafts().hasChanges())
        askToDiscard(true);
    else
        QDialog::reject();
}

void ConnectionDialog::done(int result)
{
    m_editor->wipe();
    QDialog::done(result);
}

void ConnectionDialog::showNote()
{
    const QStringList removed = m_editor->drafts().removedNames();
    if (m_keeping > 0)
        message().say(u"loader"_s, Tone::Neutral, tr("Giving the secrets to the keychain…"));
    else if (m_next != Action::None)
        message().say(u"loader"_s, Tone::Neutral, tr("Asking the tenant for its address first…"));
    else if (!m_problem.isEmpty())
        message().sayProblem(m_problem);
    else if (removed.size() == 1)
        message().say(u"info"_s, Tone::Neutral,
            tr("“%1” and its secret are removed when you save.").arg(removed.first()));
    else if (!removed.isEmpty())
        message().say(u"info"_s, Tone::Neutral,
            tr("%Ln connections and their secrets are removed when you save.",
                "%Ln connection and its secret are removed when you save.",
                pluralCount(removed.size())));
    else
        message().clear();
}

} // namespace ic
