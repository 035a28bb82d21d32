// What the buttons of ConnectionDialog do.

#include "ui/dialogs/connectiondialog.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/discardbar.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profilelist.h"
#include "ui/connections/testpanel.h"

#include "base/clock.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

void ConnectionDialog::perform(Action action)
{
    collect();
    if (refuse(action) || waitsForAddress(action))
        return;
    if (action == Action::Test)
        startTest(m_form->draft());
    else
        save(action);
}

bool ConnectionDialog::refuse(Action action)
{
    // The one in view first, then in the order of the list.
    QList<ProfileId> order { m_current };
    for (int i = 0; action != Action::Test && i < m_drafts.count(); ++i)
        order += m_drafts.at(i).profile.id;
    for (const ProfileId& id : order) {
        const ProfileDraft* draft = m_drafts.find(id);
        const bool isUsed = id == m_current && action != Action::Save;
        // What is saved already may stay as it is.
        if (draft == nullptr || (!isUsed && !m_drafts.isChanged(*draft)))
            continue;
        const QList<FieldProblem> problems = m_drafts.problems(*draft, isUsed);
        if (problems.isEmpty())
            continue;
        if (id != m_current)
            showAll(id);
        m_form->showProblems(problems);
        m_form->focusField(problems.first().field);
        return true;
    }
    return false;
}

bool ConnectionDialog::waitsForAddress(Action action)
{
    // To press Enter right after an address must not send the secret to a host that is only the
    // front of the tenant's, or nobody's.
    if (!m_form->address().isOpen() || m_next != Action::None)
        return false;
    m_next = action;
    m_form->address().ask();
    showNote();
    return true;
}

void ConnectionDialog::onAddressAnswered()
{
    showEdits();
    const Action action = std::exchange(m_next, Action::None);
    if (action == Action::None)
        return;
    showNote();
    const TenantAddress address = readTenantAddress(m_form->draft().profile.apiBase);
    // Else the warning stands beside the field now; who presses again has seen it.
    if (action == Action::Save || address.isKnownHost || isThisComputer(address.host))
        perform(action);
}

void ConnectionDialog::startTest(const ProfileDraft& draft)
{
    m_tested = draft;
    m_test->setRun(m_service.startTest(draft.profile, draft.clientSecret, draft.proxyPassword),
        m_clock.utcNow().toLocalTime().toString(u"HH:mm"_s));
    m_test->show();
    showTestIsOld();
    showTest();
}

void ConnectionDialog::showTest()
{
    // Once it has its place.
    QTimer::singleShot(0, m_test, [this] { m_area->ensureWidgetVisible(m_test, 0, 2); });
}

void ConnectionDialog::showTestIsOld()
{
    const ProfileDraft& now = m_form->draft();
    if (m_tested.profile.id != now.profile.id)
        return;
    const Profile& then = m_tested.profile;
    m_test->setOld(then.apiBase != now.profile.apiBase || then.version != now.profile.version
        || then.clientId != now.profile.clientId || then.network != now.profile.network
        || m_tested.proxyPassword != now.proxyPassword || !m_form->holds(m_tested.clientSecret));
}

void ConnectionDialog::save(Action action)
{
    if (!m_drafts.hasChanges()) {
        finish(action);
        return;
    }
    m_isSaving = true;
    m_problem = m_service.saveEdits(m_drafts.saved(), m_drafts.profiles());
    if (!m_problem.isEmpty()) {
        m_isSaving = false;
        showNote();
        return;
    }
    QList<ProfileDraft> typed;
    for (int i = 0; i < m_drafts.count(); ++i) {
        const ProfileDraft& draft = m_drafts.at(i);
        if (!draft.clientSecret.isEmpty() || !draft.proxyPassword.isEmpty())
            typed += draft;
    }
    m_drafts.markSaved();
    if (const ProfileDraft* draft = m_drafts.find(m_current); draft != nullptr)
        m_form->setDraft(*draft);
    m_tested.clientSecret = {};
    m_tested.proxyPassword = {};
    if (typed.isEmpty()) {
        finish(action);
        return;
    }
    setKeeping(static_cast<int>(typed.size()));
    for (const ProfileDraft& draft : std::as_const(typed)) {
        m_service.keepSecrets(draft.profile.id, draft.clientSecret, draft.proxyPassword, this,
            [this, action](const QString& problem) { onSecretKept(action, problem); });
    }
}

void ConnectionDialog::setKeeping(int secrets)
{
    m_keeping = secrets;
    showEmpty();
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
    collect();
    const bool hasNewEdits = m_drafts.hasChanges(); // typed while the keychain took its time
    if (m_problem.isEmpty() && !hasNewEdits) {
        finish(action);
        return;
    }
    // It is saved, but not as the person was told: that is read before the dialog goes.
    m_cancel->setText(hasNewEdits ? u"Cancel"_s : u"Close"_s);
    m_list->showDrafts(m_drafts, m_current);
    showNote();
}

void ConnectionDialog::finish(Action action)
{
    const ProfileDraft* draft = m_drafts.find(m_current);
    const Profile profile = draft == nullptr ? Profile() : draft->profile;
    accept();
    if (action == Action::Connect)
        emit connectRequested(profile);
}

void ConnectionDialog::askToDiscard(bool ask)
{
    if (ask == (m_bottom->currentWidget() == m_discard))
        return;
    m_bottom->setCurrentIndex(ask ? 1 : 0);
    if (ask) {
        m_discard->ask();
    } else {
        m_connect->setDefault(true);
        m_cancel->setText(u"Cancel"_s);
        if (!m_form->isAncestorOf(focusWidget()))
            m_list->focusList();
    }
}

void ConnectionDialog::reject()
{
    if (m_bottom->currentWidget() == m_discard) {
        askToDiscard(false); // Esc again takes the question back
        return;
    }
    collect();
    if (m_keeping == 0 && m_drafts.hasChanges())
        askToDiscard(true);
    else
        QDialog::reject();
}

void ConnectionDialog::done(int result)
{
    m_test->end();
    m_form->wipe();
    m_drafts.wipe();
    m_tested = {};
    QDialog::done(result);
}

} // namespace ic
