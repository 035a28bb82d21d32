#include "ui/connections/connectioneditor.h"

#include "ui/connections/browsersignindialog.h"
#include "ui/connections/importdialog.h"
#include "ui/connections/networkdialog.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profilelist.h"
#include "ui/connections/testpanel.h"
#include "ui/parts/dialogframe.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/statepage.h"

#include "base/clock.h"
#include "base/wording.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ConnectionEditorGap = 16;
constexpr int ListWidth = 204;

} // namespace

ConnectionEditor::ConnectionEditor(ConnectionService& service, const Clock& clock,
    const NetworkOptions& forNew, const ProfileId& selected, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_clock(clock)
    , m_forNew(forNew)
    , m_list(new ProfileList(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePage(this))
    , m_form(new ProfileForm(service, this))
    , m_test(new TestPanel(this))
    , m_fileNote(new FieldNote(this))
    , m_elsewhere(new FieldNote(this))
{
    m_list->setFixedWidth(std::max(ListWidth, m_list->minimumSizeHint().width()));
    m_elsewhere->setObjectName(u"elsewhere"_s);
    m_fileNote->setObjectName(u"fileNote"_s);
    auto* fields = new QWidget(this);
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(1, 1, 1, 1); // the focus ring
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(m_elsewhere);
    column->addWidget(m_test);
    column->addStretch();
    m_area = DialogFrame::makeScrollArea(fields, this);
    m_pages->addWidget(m_area);
    m_pages->addWidget(m_empty);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(ConnectionEditorGap);
    sides->addWidget(m_list);
    sides->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_fileNote);
    layout->addLayout(sides, 1);

    connect(m_list, &ProfileList::currentChanged, this, &ConnectionEditor::select);
    connect(m_list, &ProfileList::moved, this, [this](int from, int to) {
        m_drafts.move(from, to);
        emit changed();
    });
    connect(m_list, &ProfileList::addRequested, this, &ConnectionEditor::addConnection);
    connect(m_list, &ProfileList::removeRequested, this, &ConnectionEditor::onRemove);
    connect(m_list, &ProfileList::duplicateRequested, this, [this] {
        collect();
        showAll(m_drafts.duplicate(m_current));
        m_form->focusField(ProfileField::Name);
    });
    connect(m_list, &ProfileList::importRequested, this, &ConnectionEditor::openImport);
    connect(m_form, &ProfileForm::edited, this, [this] {
        showEdits();
        emit edited();
    });
    connect(m_form, &ProfileForm::networkRequested, this, &ConnectionEditor::openNetwork);
    connect(m_form, &ProfileForm::signInRequested, this, &ConnectionEditor::signInRequested);
    connect(m_form, &ProfileForm::signOutRequested, this, &ConnectionEditor::signOut);
    connect(m_form, &ProfileForm::answered, this, [this] {
        showEdits();
        emit addressAnswered();
    });
    connect(m_test, &TestPanel::finished, this, [this] { showTest(); });
    connect(&service, &ConnectionService::secretsAtRest, this, &ConnectionEditor::readSecretState);
    load(selected);
    m_list->focusList();
    makeEmptyPage();
}

/// What is shown as long as there is no connection.
void ConnectionEditor::makeEmptyPage()
{
    const QList<ImportOffer> offers = m_service.importOffers();
    const auto usable = std::ranges::count(offers, true, &ImportOffer::isUsable);
    const QString add = tr("Add connection");
    m_empty->setState(u"plug"_s, tr("No connections yet"),
        usable > 0 ? tr("SailPoint's tools keep some on this computer. Take them over, or add one.")
                   : tr("Add the tenant you work with."));
    if (usable > 0) {
        m_empty->setActions(tr("Import %1…").arg(usable), add);
        connect(m_empty, &StatePage::primaryClicked, this, &ConnectionEditor::openImport);
        connect(m_empty, &StatePage::secondaryClicked, this, &ConnectionEditor::addConnection);
    } else {
        m_empty->setActions(add);
        connect(m_empty, &StatePage::primaryClicked, this, &ConnectionEditor::addConnection);
    }
}

void ConnectionEditor::addConnection()
{
    collect();
    showAll(m_drafts.add());
    m_form->focusField(ProfileField::Name);
}

void ConnectionEditor::load(const ProfileId& selected)
{
    m_drafts = ConnectionDrafts(m_service.profiles(), m_forNew);
    m_fileNote->sayWarning(m_service.profilesProblem()); // takes no room without one
    m_current = {};
    const bool isThere = m_drafts.indexOf(selected) >= 0;
    showAll(isThere || m_drafts.count() == 0 ? selected : m_drafts.at(0).profile.id);
}

void ConnectionEditor::followService()
{
    collect();
    if (!m_drafts.hasChanges())
        load(m_current);
    else
        m_fileNote->sayWarning(tr("The connections were changed in another window. Saving keeps "
                                  "both; of one that was changed in both, this window's."));
}

AddressField& ConnectionEditor::address() const
{
    return m_form->address();
}

void ConnectionEditor::focusList()
{
    m_list->focusList();
}

void ConnectionEditor::keepFocusInside()
{
    if (!m_form->isAncestorOf(window()->focusWidget()))
        m_list->focusList();
}

void ConnectionEditor::collect()
{
    if (!m_current.isEmpty())
        m_drafts.replace(m_form->takeDraft());
}

void ConnectionEditor::showAll(const ProfileId& id)
{
    m_list->showDrafts(m_drafts, id);
    select(id);
}

void ConnectionEditor::select(const ProfileId& id)
{
    collect();
    const ProfileDraft* draft = m_drafts.find(id);
    m_current = draft == nullptr ? ProfileId() : id;
    if (draft != nullptr) {
        m_form->setDraft(*draft);
        m_form->showNameProblem(m_drafts.nameProblem(draft->profile));
        if (!draft->kept || draft->kept->isOnItsWay)
            readSecretState();
        m_area->ensureVisible(0, 0);
    } else {
        m_form->wipe();
    }
    m_test->setVisible(m_test->hasRun() && m_tested.profile.id == m_current);
    showTestIsOld();
    showElsewhere();
    m_pages->setCurrentIndex(m_current.isEmpty() ? 1 : 0);
    emit currentChanged();
    emit changed();
}

void ConnectionEditor::readSecretState()
{
    m_service.readSecretState(m_current, this, [this, id = m_current](const SecretState& state) {
        m_drafts.setSecretState(id, state);
        if (id == m_current)
            m_form->setSecretState(state);
    });
}

void ConnectionEditor::signIn(std::function<void()> next)
{
    const ProfileDraft& draft = m_form->draft();
    auto* dialog = new BrowserSignInDialog(
        [this, profile = draft.profile, password = draft.proxyPassword] {
            return m_service.startSignIn(profile, password);
        },
        draft.profile.name.trimmed(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BrowserSignInDialog::signedIn, this,
        [this, next = std::move(next), profile = draft.profile](
            const Secret& refreshToken, const QString& who) {
            if (!isSignedInAlike(profile, m_form->draft().profile)) {
                m_fileNote->sayWarning(tr("The connection was changed meanwhile. Sign in again."));
                return;
            }
            m_form->setSignIn(refreshToken, who);
            next();
        });
    dialog->open();
}

/// At once: a sign-in that somebody ends must not come back with Cancel.
void ConnectionEditor::signOut()
{
    m_form->setSignIn({}, {});
    if (usesKept(m_form->draft()))
        m_service.signOut(m_current);
    readSecretState();
}

/// The tenant took the refresh token of a draft for the test, and gave another one in its place.
void ConnectionEditor::onSecretReplaced(const Secret& now)
{
    const ProfileId id = m_tested.profile.id;
    if (m_isTestedKept) { // saved meanwhile
        const auto same = std::ranges::find(m_drafts.saved(), id, &Profile::id);
        if (same != m_drafts.saved().cend() && isSignedInAlike(*same, m_tested.profile))
            m_service.keepSecrets(id, now, {}, this, [](const QString&) {});
        return;
    }
    const Secret before = std::exchange(m_tested.clientSecret, now);
    if (!before.isEmpty() && m_drafts.replaceSecret(id, before, now) && id == m_current)
        m_form->setSignIn(now, m_drafts.find(id)->signedInAs);
}

void ConnectionEditor::showEdits()
{
    const ProfileDraft& draft = m_form->draft();
    m_drafts.replace(draft);
    m_list->showDraft(m_drafts, draft);
    if (const QString problem = m_drafts.nameProblem(draft.profile); !problem.isEmpty())
        m_form->showNameProblem(problem);
    showTestIsOld();
    showElsewhere();
    emit changed();
}

void ConnectionEditor::onRemove()
{
    const int row = m_drafts.indexOf(m_current);
    if (row < 0)
        return;
    if (m_tested.profile.id == m_current)
        m_test->end();
    m_drafts.remove(m_current);
    m_current = {};
    const int next = std::min(row, m_drafts.count() - 1);
    showAll(next < 0 ? m_current : m_drafts.at(next).profile.id);
}

void ConnectionEditor::openNetwork()
{
    collect();
    const ProfileDraft& draft = m_form->draft();
    auto* dialog = new NetworkDialog(draft.profile.network, draft.proxyPassword, draft.kept, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NetworkDialog::chosen, m_form, &ProfileForm::setNetwork);
    dialog->open();
}

void ConnectionEditor::openImport()
{
    collect();
    auto* dialog = new ImportDialog(m_service.importOffers(), m_drafts.profiles(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const QList<ImportOffer>& offers) {
        collect();
        ProfileId first;
        for (const ImportOffer& offer : offers) {
            const ProfileId id = m_drafts.addImported(offer);
            if (first.isEmpty())
                first = id;
        }
        showAll(first);
        m_list->focusList();
    });
    dialog->open();
}

void ConnectionEditor::showElsewhere()
{
    m_openAs = m_current.isEmpty() ? QString() : m_service.openElsewhere(m_form->draft().profile);
    m_elsewhere->say(u"info"_s, Tone::Info,
        m_openAs.isEmpty() ? QString() : tr("Open already as “%1”.").arg(m_openAs));
}

bool ConnectionEditor::refuses(Check check)
{
    // The one in view first, then in the order of the list.
    QList<ProfileId> order { m_current };
    for (int i = 0; check != Check::ForTest && i < m_drafts.count(); ++i)
        order += m_drafts.at(i).profile.id;
    for (const ProfileId& id : order) {
        const ProfileDraft* draft = m_drafts.find(id);
        const bool isUsed = id == m_current && check != Check::ForSaving;
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

void ConnectionEditor::startTest()
{
    m_test->end(); // its last word may be another refresh token
    const ProfileDraft& draft = m_form->draft();
    m_tested = draft;
    m_isTestedKept = false;
    auto run = m_service.startTest(draft.profile, draft.clientSecret, draft.proxyPassword);
    connect(
        run.get(), &ConnectionTestRun::secretReplaced, this, &ConnectionEditor::onSecretReplaced);
    m_test->setRun(std::move(run), clockTime(m_clock.utcNow()));
    m_test->show();
    showTestIsOld();
    showTest();
}

void ConnectionEditor::showTest()
{
    // Once it has its place.
    QTimer::singleShot(0, m_test, [this] { m_area->ensureWidgetVisible(m_test, 0, 2); });
}

void ConnectionEditor::showTestIsOld()
{
    const ProfileDraft& now = m_form->draft();
    if (m_tested.profile.id != now.profile.id)
        return;
    m_test->setOld(!isTestedAlike(m_tested.profile, now.profile)
        || m_tested.proxyPassword != now.proxyPassword || !m_form->holds(m_tested.clientSecret));
}

QList<ProfileDraft> ConnectionEditor::markSaved()
{
    const QList<ProfileDraft> typed = m_drafts.withSecrets();
    const ProfileDraft* tested = m_drafts.find(m_tested.profile.id);
    m_isTestedKept |= tested != nullptr && !m_tested.clientSecret.isEmpty()
        && tested->clientSecret == m_tested.clientSecret;
    m_drafts.markSaved();
    if (const ProfileDraft* draft = current(); draft != nullptr)
        m_form->setDraft(*draft);
    m_tested.clientSecret = {};
    m_tested.proxyPassword = {};
    return typed;
}

void ConnectionEditor::showDrafts()
{
    m_list->showDrafts(m_drafts, m_current);
}

void ConnectionEditor::wipe()
{
    m_test->end();
    m_form->wipe();
    m_drafts.wipe();
    m_tested = {};
}

} // namespace ic
