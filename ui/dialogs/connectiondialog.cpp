#include "ui/dialogs/connectiondialog.h"

#include "ui/connections/discardbar.h"
#include "ui/connections/fieldnote.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profilelist.h"
#include "ui/connections/testpanel.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/networkdialog.h"
#include "ui/icons.h"
#include "ui/statepage.h"
#include "ui/theme.h"

#include "base/clock.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int ListWidth = 204;
constexpr QSize Size(784, 648);

} // namespace

ConnectionDialog::ConnectionDialog(ConnectionService& service, const Clock& clock,
    const ConnectionDialogStart& start, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_clock(clock)
    , m_forNew(start.forNew)
    , m_list(new ProfileList(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePage(this))
    , m_area(new QScrollArea(this))
    , m_form(new ProfileForm(service, m_area))
    , m_test(new TestPanel(m_area))
    , m_fileNote(new FieldNote(this))
    , m_elsewhere(new FieldNote(m_area))
    , m_note(new FieldNote(this))
    , m_bottom(new QStackedWidget(this))
    , m_discard(new DiscardBar(m_bottom))
{
    setWindowTitle(u"Connections"_s);
    auto* body = makeBody();
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    m_bottom->addWidget(makeButtons(start.connectText));
    m_bottom->addWidget(m_discard);
    m_bottom->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_bottom->setContentsMargins(Margin, 12, Margin, 12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(body, 1);
    layout->addWidget(rule);
    layout->addWidget(m_bottom);

    connect(m_list, &ProfileList::currentChanged, this, &ConnectionDialog::select);
    connect(m_list, &ProfileList::moved, this, [this](int from, int to) {
        m_drafts.move(from, to);
        showNote();
    });
    const auto add = [this] {
        collect();
        showAll(m_drafts.add());
        m_form->focusField(ProfileField::Name);
    };
    connect(m_list, &ProfileList::addRequested, this, add);
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
            m_fileNote->sayWarning(u"The connections were changed in another window. Saving keeps "
                                   "both; of one that was changed in both, this window's."_s);
    });

    load(start.selected);
    m_list->focusList();
    const QList<ImportOffer> offers = m_service.importOffers();
    const auto usable = std::count_if(
        offers.cbegin(), offers.cend(), [](const ImportOffer& offer) { return offer.isUsable; });
    const QString addText = u"Add connection"_s;
    m_empty->setState(u"plug"_s, u"No connections yet"_s,
        usable > 0 ? u"SailPoint's tools keep some on this computer. Take them over, or add one."_s
                   : u"Add the tenant you work with."_s);
    m_empty->setActions(
        usable > 0 ? u"Import %1…"_s.arg(usable) : addText, usable > 0 ? addText : QString());
    connect(m_empty, &StatePage::primaryClicked, this, [this, usable, add] {
        if (usable > 0)
            openImport();
        else
            add();
    });
    connect(m_empty, &StatePage::secondaryClicked, this, add);
    if (start.withNew)
        add();
    resize(Size);
}

ConnectionDialog::~ConnectionDialog() = default;

QWidget* ConnectionDialog::makeBody()
{
    m_list->setFixedWidth(ListWidth);
    m_elsewhere->setObjectName(u"elsewhere"_s);
    m_fileNote->setObjectName(u"fileNote"_s);
    m_note->setObjectName(u"dialogNote"_s);
    auto* content = new QWidget(m_area);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(1, 1, 1, 1); // the focus ring
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(m_elsewhere);
    column->addWidget(m_test);
    column->addStretch();
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // With large letters the dialog grows: nothing is cut at the side.
    m_area->setMinimumWidth(content->minimumSizeHint().width()
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_area));
    m_pages->addWidget(m_area);
    m_pages->addWidget(m_empty);

    auto* body = new QWidget(this);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(Margin);
    sides->addWidget(m_list);
    sides->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(Margin, Margin, Margin, 12);
    layout->setSpacing(8);
    layout->addWidget(m_fileNote);
    layout->addLayout(sides, 1);
    layout->addWidget(m_note);
    return body;
}

QPushButton* ConnectionDialog::addButton(const QString& name, const QString& text, Action action)
{
    auto* button = new QPushButton(text, m_bottom);
    button->setObjectName(name);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, action] {
        m_problem.clear();
        perform(action);
    });
    m_actions += button;
    return button;
}

QWidget* ConnectionDialog::makeButtons(const QString& connectText)
{
    auto* row = new QWidget(m_bottom);
    QPushButton* test = addButton(u"test"_s, u"Test connection"_s, Action::Test);
    test->setIcon(icon(u"plug"_s));
    m_cancel = new QPushButton(u"Cancel"_s, m_bottom);
    m_cancel->setObjectName(u"cancel"_s);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectionDialog::reject);
    QPushButton* save = addButton(u"save"_s, u"Save"_s, Action::Save);
    m_connect = addButton(u"connect"_s, connectText, Action::Connect);
    m_connect->setDefault(true);
    styleConfirmButton(*m_connect);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(test);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(save);
    layout->addWidget(m_connect);
    return row;
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
        button->setEnabled(m_keeping == 0 && (!isEmpty || button->objectName() == u"save"_s));
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
            : u"Open already as “%1”. Connecting brings its window to the front."_s.arg(name));
}

void ConnectionDialog::showNote()
{
    const QStringList removed = m_drafts.removedNames();
    if (m_keeping > 0)
        m_note->say(u"loader"_s, Tone::Neutral, u"Giving the secrets to the keychain…"_s);
    else if (m_next != Action::None)
        m_note->say(u"loader"_s, Tone::Neutral, u"Asking the tenant for its address first…"_s);
    else if (!m_problem.isEmpty())
        m_note->sayProblem(m_problem);
    else if (removed.size() == 1)
        m_note->say(u"info"_s, Tone::Neutral,
            u"“%1” and its secret are removed when you save."_s.arg(removed.first()));
    else if (!removed.isEmpty())
        m_note->say(u"info"_s, Tone::Neutral,
            u"%1 connections and their secrets are removed when you save."_s.arg(removed.size()));
    else
        m_note->clear();
}

} // namespace ic
