#include "ui/connections/connectiondialog.h"

#include "ui/connections/discardbar.h"
#include "ui/connections/importdialog.h"
#include "ui/connections/networkdialog.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profilelist.h"
#include "ui/connections/testpanel.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/statepage.h"

#include "base/clock.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Gap = 16;
constexpr int ListWidth = 204;
constexpr QSize Size(784, 648);

} // namespace

ConnectionDialog::ConnectionDialog(ConnectionService& service, const Clock& clock,
    const ConnectionDialogStart& start, QWidget* parent)
    : DialogFrame(u"connectionDialog"_s, tr("Connections"), parent)
    , m_service(service)
    , m_clock(clock)
    , m_forNew(start.forNew)
    , m_list(new ProfileList(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePage(this))
    , m_form(new ProfileForm(service, this))
    , m_test(new TestPanel(this))
    , m_fileNote(new FieldNote(this))
    , m_elsewhere(new FieldNote(this))
{
    makeBody();
    makeButtons(start.connectText.isEmpty() ? tr("Connect") : start.connectText);
    m_discard = new DiscardBar(this);

    connect(m_list, &ProfileList::currentChanged, this, &ConnectionDialog::select);
    connect(m_list, &ProfileList::moved, this, [this](int from, int to) {
        m_drafts.move(from, to);
        showNote();
    });
    connect(m_list, &ProfileList::addRequested, this, &ConnectionDialog::addConnection);
    connect(m_list, &ProfileList::removeRequested, this, &ConnectionDialog::onRemove);
    connect(m_list, &ProfileList::duplicateRequested, this, [this] {
        collect();
        showAll(m_drafts.duplicate(m_current));
        m_form->focusField(ProfileField::Name);
    });
    connect(m_list, &ProfileList::importRequested, this, &ConnectionDialog::openImport);
    connect(m_form, &ProfileForm::edited, this, &ConnectionDialog::onEdited);
    connect(m_form, &ProfileForm::networkRequested, this, &ConnectionDialog::openNetwork);
    connect(m_form, &ProfileForm::answered, this, &ConnectionDialog::onAddressAnswered);
    connect(m_test, &TestPanel::finished, this, [this] { showTest(); });
    connect(m_discard, &DiscardBar::keepRequested, this, [this] { askToDiscard(false); });
    connect(m_discard, &DiscardBar::discardRequested, this, [this] { QDialog::reject(); });
    connect(&m_service, &ConnectionService::profilesChanged, this, [this] {
        if (m_isSaving)
            return;
        collect();
        if (!m_drafts.hasChanges())
            load(m_current);
        else
            m_fileNote->sayWarning(
                tr("The connections were changed in another window. Saving keeps both; of one "
                   "that was changed in both, this window's."));
    });

    load(start.selected);
    m_list->focusList();
    makeEmptyPage();
    if (start.withNew)
        addConnection();
    resize(Size);
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::makeBody()
{
    m_list->setFixedWidth(ListWidth);
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
    m_area = makeScrollArea(fields);
    m_pages->addWidget(m_area);
    m_pages->addWidget(m_empty);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(Gap);
    sides->addWidget(m_list);
    sides->addWidget(m_pages, 1);
    body().setSpacing(8);
    body().addWidget(m_fileNote);
    body().addLayout(sides, 1);
}

void ConnectionDialog::makeButtons(const QString& connectText)
{
    onButton(addTool(u"test"_s, u"plug"_s, tr("Test connection")), Action::Test);
    m_cancel = addCancel();
    m_save = addButton(u"save"_s, tr("Save"));
    onButton(m_save, Action::Save);
    m_connect = addConfirm(u"connect"_s, connectText);
    m_actions += m_connect;
}

void ConnectionDialog::confirm()
{
    m_problem.clear();
    perform(Action::Connect);
}

void ConnectionDialog::onButton(QPushButton* button, Action action)
{
    connect(button, &QPushButton::clicked, this, [this, action] {
        m_problem.clear();
        perform(action);
    });
    m_actions += button;
}

/// What is shown as long as there is no connection.
void ConnectionDialog::makeEmptyPage()
{
    const QList<ImportOffer> offers = m_service.importOffers();
    const int usable = static_cast<int>(std::count_if(
        offers.cbegin(), offers.cend(), [](const ImportOffer& offer) { return offer.isUsable; }));
    const QString add = tr("Add connection");
    if (usable > 0) {
        m_empty->setState(u"plug"_s, tr("No connections yet"),
            tr("SailPoint's tools keep some on this computer. Take them over, or add one."));
        m_empty->setActions(tr("Import %1…").arg(usable), add);
        connect(m_empty, &StatePage::primaryClicked, this, &ConnectionDialog::openImport);
        connect(m_empty, &StatePage::secondaryClicked, this, &ConnectionDialog::addConnection);
    } else {
        m_empty->setState(u"plug"_s, tr("No connections yet"), tr("Add the tenant you work with."));
        m_empty->setActions(add);
        connect(m_empty, &StatePage::primaryClicked, this, &ConnectionDialog::addConnection);
    }
}

void ConnectionDialog::addConnection()
{
    collect();
    showAll(m_drafts.add());
    m_form->focusField(ProfileField::Name);
}

void ConnectionDialog::load(const ProfileId& selected)
{
    m_drafts = ConnectionDrafts(m_service.profiles(), m_forNew);
    const QString problem = m_service.profilesProblem();
    if (problem.isEmpty())
        m_fileNote->clear();
    else
        m_fileNote->sayWarning(problem);
    m_current = {};
    const bool isThere = m_drafts.indexOf(selected) >= 0;
    showAll(isThere || m_drafts.count() == 0 ? selected : m_drafts.at(0).profile.id);
}

void ConnectionDialog::collect()
{
    if (!m_current.isEmpty())
        m_drafts.replace(m_form->takeDraft());
}

void ConnectionDialog::showAll(const ProfileId& id)
{
    m_list->showDrafts(m_drafts, id);
    select(id);
}

void ConnectionDialog::select(const ProfileId& id)
{
    collect();
    m_next = Action::None;
    const ProfileDraft* draft = m_drafts.find(id);
    m_current = draft == nullptr ? ProfileId() : id;
    if (draft != nullptr) {
        m_form->setDraft(*draft);
        m_form->showNameProblem(m_drafts.nameProblem(draft->profile));
        if (!draft->kept) {
            m_service.readSecretState(id, this, [this, id](const SecretState& state) {
                m_drafts.setSecretState(id, state);
                if (id == m_current)
                    m_form->setSecretState(state);
            });
        }
        m_area->ensureVisible(0, 0);
    } else {
        m_form->wipe();
    }
    m_test->setVisible(m_test->hasRun() && m_tested.profile.id == m_current);
    showTestIsOld();
    showElsewhere();
    showNote();
    showEmpty();
}

void ConnectionDialog::showEmpty()
{
    const bool isEmpty = m_current.isEmpty();
    m_pages->setCurrentIndex(isEmpty ? 1 : 0);
    for (QPushButton* button : m_actions)
        button->setEnabled(m_keeping == 0 && (!isEmpty || button == m_save));
}

void ConnectionDialog::onEdited()
{
    m_next = Action::None;
    m_problem.clear();
    askToDiscard(false);
    showEdits();
}

void ConnectionDialog::showEdits()
{
    const ProfileDraft& draft = m_form->draft();
    m_drafts.replace(draft);
    m_list->showDraft(m_drafts, draft);
    if (const QString problem = m_drafts.nameProblem(draft.profile); !problem.isEmpty())
        m_form->showNameProblem(problem);
    showTestIsOld();
    showElsewhere();
    showNote();
}

void ConnectionDialog::onRemove()
{
    const int row = m_drafts.indexOf(m_current);
    if (row < 0)
        return;
    if (m_tested.profile.id == m_current)
        m_test->end();
    m_drafts.remove(m_current);
    m_current = {};
    const int next = std::min(row, m_drafts.count() - 1);
    showAll(next < 0 ? ProfileId() : m_drafts.at(next).profile.id);
}

void ConnectionDialog::openNetwork()
{
    collect();
    const ProfileDraft& draft = m_form->draft();
    auto* dialog = new NetworkDialog(draft.profile.network, draft.proxyPassword, draft.kept, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NetworkDialog::chosen, m_form, &ProfileForm::setNetwork);
    dialog->open();
}

void ConnectionDialog::openImport()
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

void ConnectionDialog::showElsewhere()
{
    const QString name
        = m_current.isEmpty() ? QString() : m_service.openElsewhere(m_form->draft().profile);
    m_elsewhere->say(u"info"_s, Tone::Info,
        name.isEmpty()
            ? QString()
            : tr("Open already as “%1”. Connecting brings its window to the front.").arg(name));
}

void ConnectionDialog::showNote()
{
    const QStringList removed = m_drafts.removedNames();
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
            tr("%1 connections and their secrets are removed when you save.").arg(removed.size()));
    else
        message().clear();
}

} // namespace ic
