#include "ui/dialogs/operationdialog.h"

#include "ui/icons.h"
#include "ui/operations/confirmfield.h"
#include "ui/operations/deletiontabs.h"
#include "ui/operations/effectspanel.h"
#include "ui/operations/iconmark.h"
#include "ui/operations/inviteoptions.h"
#include "ui/operations/mailoptions.h"
#include "ui/operations/operationcost.h"
#include "ui/operations/operationsummary.h"
#include "ui/operations/operationwords.h"
#include "ui/operations/preparationpages.h"
#include "ui/operations/savelist.h"
#include "ui/operations/scriptmenu.h"
#include "ui/operations/secondlook.h"
#include "ui/operations/targettabs.h"
#include "ui/statepage.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "bulk/jobcenter.h"
#include "models/changelock.h"
#include "models/connectionstatus.h"
#include "models/identityname.h"
#include "profile/settings.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

using Stage = OperationPreparation::Stage;

namespace {

constexpr int Margin = 16;
constexpr QSize Size(820, 640);
constexpr QSize DeletionSize(860, 680);
constexpr QSize OptionsSize(820, 720);
constexpr int MostSources = 12; // remembered

QFrame* makeRule(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    return rule;
}

QList<Identity> everybody(const Preflight& result)
{
    QList<Identity> all = result.willRun;
    for (const SkippedIdentity& one : result.skipped)
        all += one.identity;
    return all;
}

} // namespace

OperationDialog::OperationDialog(const UiServices& services, OperationId operation,
    const OperationSubject& subject, qint64 outside, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_operation(operation)
    , m_subject(subject)
    , m_outside(outside)
    , m_preparation(services.client, services.clock, operation, subject,
          services.status.signedIn().identity,
          services.jobs == nullptr
              ? JobsInJournal()
              : JobsInJournal { services.jobs->journalPath(), services.jobs->host() })
    , m_lead(plainLabel({}, this))
    , m_subtitle(secondaryLabel({}, this))
    , m_effects(new EffectsPanel(operation, services.status.signedIn(), this))
    , m_who(new QStackedWidget(this))
    , m_confirmField(new ConfirmField(wordsOf(operation).icon,
          operationInfo(operation).danger == Danger::Destructive ? Tone::Danger : Tone::Warning,
          this))
    , m_cost(secondaryLabel({}, this))
{
    setObjectName(u"operationDialog"_s);
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    QFont title = font();
    title.setPixelSize(16);
    title.setWeight(QFont::DemiBold);
    m_lead->setFont(title);
    m_lead->setObjectName(u"lead"_s);
    m_lead->setWordWrap(true);
    m_subtitle->setObjectName(u"subtitle"_s);
    m_subtitle->setWordWrap(true);
    m_cost->setObjectName(u"cost"_s);

    auto* costRow = new QHBoxLayout;
    costRow->setSpacing(8);
    costRow->addWidget(new IconMark(u"gauge"_s, Tone::Neutral, this));
    costRow->addWidget(m_cost, 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_effects);
    columns->addWidget(makeOutcome(), 1);
    auto* leads = new QVBoxLayout;
    leads->setSpacing(2);
    leads->addWidget(m_lead);
    leads->addWidget(m_subtitle);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(Margin, 12, Margin, 12);
    body->setSpacing(12);
    body->addLayout(leads);
    if (QWidget* options = makeOptions())
        body->addWidget(options);
    body->addLayout(columns, 1);
    if (sparesYourself(operation) && services.status.signedIn().identity.isEmpty()) {
        m_secondLook = new SecondLook(this);
        connect(m_secondLook, &SecondLook::changed, this, &OperationDialog::updateConfirmation);
        body->addWidget(m_secondLook);
    }
    body->addWidget(m_confirmField);
    body->addLayout(costRow);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(body, 1);
    layout->addWidget(makeRule(this));
    layout->addLayout(makeButtons());
    if (operation == OperationId::DeleteIdentity) {
        m_confirmField->setHint(u"Ownership is checked once more just before each deletion. "
                                "Afterwards each identity is read again to prove that it is "
                                "gone."_s);
    } else {
        m_confirmField->setHint({});
    }

    connect(&m_preparation, &OperationPreparation::changed, this, &OperationDialog::refresh);
    connect(m_confirmField, &ConfirmField::changed, this, &OperationDialog::updateConfirmation);
    connect(&services.status, &ConnectionStatus::changed, this, &OperationDialog::updateCost);
    connect(&services.lock, &ChangeLock::changed, this, &OperationDialog::refresh);
    resize(operation == OperationId::DeleteIdentity    ? DeletionSize
            : m_mail != nullptr || m_invite != nullptr ? OptionsSize
                                                       : Size);
    setDefaultButton();
    m_preparation.start();
    refresh();
    if (m_mail != nullptr && m_mail->isEnabled())
        m_mail->focusFirst();
}

OperationDialog::~OperationDialog() = default;

QWidget* OperationDialog::makeOptions()
{
    if (m_operation == OperationId::SendVerification) {
        m_mail
            = new MailOptions(m_services.settings.value(Setting::MailSources).toStringList(), this);
        if (m_subject.parameters)
            m_mail->choose(m_subject.parameters->via, m_subject.parameters->sourceName);
        m_mail->setEnabled(!isResumption()); // what the job was asked for is written down
        connect(m_mail, &MailOptions::changed, this, &OperationDialog::refresh);
        return m_mail;
    }
    if (m_operation == OperationId::InviteIdentities) {
        m_invite = new InviteOptions(chosenText(m_subject.count), m_subject.count > 0, this);
        if (m_subject.parameters)
            m_invite->fix(m_subject.parameters->allUninvited);
        connect(m_invite, &InviteOptions::changed, this, &OperationDialog::refresh);
        return m_invite;
    }
    return nullptr;
}

QString OperationDialog::chosenText(qint64 of) const
{
    if (!m_subject.name.isEmpty())
        return m_subject.name;
    return u"The %1 %2"_s.arg(numberText(of), whichOnes(m_subject.kind));
}

QWidget* OperationDialog::makeOutcome()
{
    if (m_operation == OperationId::DeleteIdentity) {
        m_deletion = new DeletionTabs(m_preparation, this);
        connect(m_deletion, &DeletionTabs::exportChecklistRequested, this, [this] {
            saveListAs(this, u"%1-owned-objects"_s.arg(m_services.tenant.name),
                m_deletion->checklist(), [this](const QString& text) { emit notice(text); });
        });
        m_outcome = m_deletion;
    } else {
        m_outcome = new TargetTabs(m_preparation, m_operation, this);
    }
    auto* pages
        = new PreparationPages(m_preparation, m_operation, m_services.status, m_outcome, this);
    connect(pages, &PreparationPages::notice, this, &OperationDialog::notice);
    auto* everybody = new StatePage(this);
    everybody->setObjectName(u"everybody"_s);
    everybody->setState(u"users"_s, u"ISC chooses the people"_s,
        u"The console cannot list them first. Who is uninvited when the task runs gets an "
        "invitation."_s);
    m_who->addWidget(pages);
    m_who->addWidget(everybody);
    return m_who;
}

QLayout* OperationDialog::makeButtons()
{
    m_copy = new QPushButton(icon(u"copy"_s), u"Copy as"_s, this);
    m_copy->setObjectName(u"copyAs"_s);
    auto* menu = new ScriptMenu([this] { return plan(); }, m_services.tenant, m_copy);
    connect(menu, &ScriptMenu::notice, this, &OperationDialog::notice);
    m_copy->setMenu(menu);
    m_list = new QPushButton(icon(u"download"_s), u"Export list…"_s, this);
    m_list->setObjectName(u"exportList"_s);
    m_cancel = new QPushButton(u"Cancel"_s, this);
    m_cancel->setObjectName(u"cancel"_s);
    m_confirm = new QPushButton(this);
    m_confirm->setObjectName(u"confirm"_s);
    for (QPushButton* button : { m_copy, m_list, m_cancel, m_confirm })
        button->setAutoDefault(false);
    connect(m_list, &QPushButton::clicked, this, &OperationDialog::exportList);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &OperationDialog::confirm);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_list);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_confirm);
    return buttons;
}

/// What Enter does: nothing that cannot be taken back, and nothing on a production tenant.
void OperationDialog::setDefaultButton()
{
    const bool destructive = operationInfo(m_operation).danger == Danger::Destructive;
    if (destructive)
        styleDestructiveButton(*m_confirm);
    else
        styleConfirmButton(*m_confirm);
    const bool cautious
        = destructive || isEverybody() || m_services.tenant.environment == Environment::Production;
    m_confirm->setDefault(!cautious);
    m_cancel->setDefault(cautious);
}

bool OperationDialog::isEverybody() const
{
    return m_invite != nullptr && m_invite->isEverybody();
}

bool OperationDialog::onlyEnds() const
{
    return isResumption() && !isEverybody() && m_preparation.stage() == Stage::Ready && reach() == 0
        && m_preparation.result().count(SkipReason::NotChecked) == 0;
}

qint64 OperationDialog::reach() const
{
    return m_preparation.stage() == Stage::Ready ? m_preparation.result().willRun.size() : 0;
}

BulkPlan OperationDialog::plan() const
{
    BulkPlan plan = isEverybody() ? BulkPlan { .operation = m_operation }
                                  : planFor(m_operation, m_preparation.result());
    plan.parameters.allUninvited = isEverybody();
    if (m_mail != nullptr) {
        plan.parameters.via = m_mail->via();
        plan.parameters.sourceName = m_mail->source();
    }
    plan.profile = m_services.tenant.name;
    plan.host = m_services.tenant.host;
    plan.actor = m_services.status.signedIn().userName;
    return plan;
}

void OperationDialog::refresh()
{
    m_who->setCurrentIndex(isEverybody() ? 1 : 0);
    setDefaultButton();
    updateTexts();
    updateEffects();
    updateConfirmation();
    updateCost();
    if (m_preparation.stage() == Stage::Ready && !std::exchange(m_wasReady, true))
        focusWhatComesNext();
}

/// Once everybody is there: to the field that waits for the person, else to the list.
void OperationDialog::focusWhatComesNext()
{
    if (m_mail != nullptr && m_mail->isEnabled())
        return; // it has had the focus since the beginning
    if (m_confirmField->asks())
        m_confirmField->focusFirst();
    else
        m_outcome->setFocus(Qt::OtherFocusReason);
}

/// One number in all of them: who was read when this opened. Before that there is none.
void OperationDialog::updateTexts()
{
    const bool ready = m_preparation.stage() == Stage::Ready;
    const bool counts = m_subject.kind != OperationSubject::Kind::Matching;
    const qint64 of = ready ? m_preparation.subjects() : counts ? m_subject.count : -1;
    const QString& tenant = m_services.tenant.name;
    QString name = m_subject.name;
    if (name.isEmpty() && ready && of == 1 && m_preparation.result().willRun.size() == 1)
        name = nameInSentence(m_preparation.result().willRun.first()); // the one who is ticked
    if (isEverybody()) {
        setWindowTitle(u"Invite: all uninvited people"_s);
        m_lead->setText(u"Invite all uninvited people on %1"_s.arg(tenant));
    } else {
        setWindowTitle(ready || !name.isEmpty() ? operationTitle(m_operation, name, reach())
                                                : operationInfo(m_operation).title);
        m_lead->setText(operationLead(
            m_operation, name, ready ? reach() : of, of, whichOnes(m_subject.kind), tenant));
    }
    if (m_invite != nullptr && ready && m_subject.count > 0)
        m_invite->setChosen(chosenText(of));
    m_subtitle->setText(subtitle());
    m_subtitle->setVisible(!m_subtitle->text().isEmpty());
    m_confirm->setText(isEverybody() ? u"Invite all uninvited"_s
            : onlyEnds()             ? u"End the job"_s
            : ready                  ? confirmText(m_operation, reach())
                                     : wordsOf(m_operation).button);
}

QString OperationDialog::subtitle() const
{
    QStringList sentences;
    if (!m_subject.origin.isEmpty())
        sentences += m_subject.origin;
    if (isEverybody())
        return (sentences + QStringList { u"At most 1,000 people in one run."_s }).join(u' ');
    if (m_preparation.stage() != Stage::Ready)
        return sentences.join(u' ');
    const qint64 of = m_preparation.subjects();
    if (m_subject.kind == OperationSubject::Kind::Matching && of != m_subject.count) {
        sentences
            += u"%1 matched when they were selected. %2 match now, and these are meant."_s.arg(
                numberText(m_subject.count), numberText(of));
    }
    sentences += outcomeSentences(m_operation, m_preparation.result(), of);
    if (onlyEnds())
        sentences += u"This is written down, and the job ends."_s;
    if (m_outside > 0) {
        sentences
            += u"%1 of the selected are not in the present view. All %2 are listed here."_s.arg(
                numberText(m_outside), numberText(of));
    }
    if (m_preparation.unsettled() > 0)
        sentences += u"The list changed much while it was read: some may be missing here."_s;
    return sentences.join(u' ');
}

/// As the person set it: a slip with many is not the same as one with two.
bool OperationDialog::asksForNumber(qint64 run) const
{
    const int from = m_services.settings.number(Setting::ConfirmFrom);
    return from > 0 && run >= from && !isEverybody();
}

void OperationDialog::updateConfirmation()
{
    const qint64 run = reach();
    const bool destructive = operationInfo(m_operation).danger == Danger::Destructive;
    const bool production = m_services.tenant.environment == Environment::Production;
    QString what;
    QString wanted;
    if (destructive && run == 1) {
        const auto [asked, text]
            = nameToType(m_preparation.result().willRun.first(), everybody(m_preparation.result()));
        what = asked;
        wanted = text;
    } else if (destructive ? run > 1 : asksForNumber(run)) {
        what = u"the number of identities"_s;
        wanted = QString::number(run);
    }
    m_confirmField->setWanted(what, wanted);
    const bool asksTenant = isEverybody() || (production && destructive && !wanted.isEmpty());
    m_confirmField->setTenant(asksTenant ? m_services.tenant.name : QString());
    m_confirmField->setVisible(m_confirmField->asks());
    m_copy->setEnabled((isEverybody() || run > 0) && optionsProblem().isEmpty());
    m_list->setEnabled(!isEverybody() && m_preparation.stage() == Stage::Ready);
    // It may close by itself while this is open.
    m_confirm->setEnabled((onlyEnds() || m_copy->isEnabled()) && m_confirmField->isConfirmed()
        && (m_confirmField->asks() || !destructive || onlyEnds())
        && (m_secondLook == nullptr || m_secondLook->isTaken()) && !m_services.lock.isLocked());
}

QString OperationDialog::optionsProblem() const
{
    return m_mail == nullptr ? QString() : m_mail->problem();
}

void OperationDialog::updateCost()
{
    if (m_services.lock.isLocked())
        m_cost->setText(m_services.lock.refusal());
    else if (!isEverybody() && m_preparation.stage() != Stage::Ready)
        m_cost->setText(u"Nothing is sent before you confirm."_s);
    else if (!isEverybody() && reach() == 0)
        m_cost->setText(u"No requests."_s);
    else
        m_cost->setText(operationCostText(plan(), m_services.status.current()));
}

/// The catalog's sentences, with what is known here.
void OperationDialog::updateEffects()
{
    const bool again = m_subject.kind == OperationSubject::Kind::Unknown;
    if (m_mail == nullptr && !again)
        return;
    QList<EffectLine> effects = operationInfo(m_operation).effects;
    if (m_mail != nullptr) {
        const QString source
            = m_mail->source().isEmpty() ? u"Identity Security Cloud"_s : m_mail->source();
        const QString message = m_mail->viaWords().isEmpty() ? u"a message"_s : m_mail->viaWords();
        effects.first().text
            = u"Sends each person %1, to reset the password of %2."_s.arg(message, source);
    }
    if (again) {
        effects.prepend({ .tone = EffectLine::Tone::Warning,
            .text = u"May do a second time what was done already."_s });
    }
    m_effects->setEffects(effects);
}

void OperationDialog::exportList()
{
    const QString name
        = u"%1-%2"_s.arg(m_services.tenant.name, operationInfo(m_operation).journalKey);
    saveListAs(this, name, outcomeRows(m_preparation.result()),
        [this](const QString& text) { emit notice(text); });
}

void OperationDialog::confirm()
{
    if (!m_confirm->isEnabled())
        return;
    m_confirm->setEnabled(false); // a second click must find nothing to press
    if (m_mail != nullptr && !m_mail->source().isEmpty()) {
        QStringList sources = m_services.settings.value(Setting::MailSources).toStringList();
        sources.removeAll(m_mail->source());
        sources.prepend(m_mail->source());
        m_services.settings.setValue(Setting::MailSources, sources.mid(0, MostSources));
    }
    emit confirmed(plan());
    accept();
}

void OperationDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_confirm != nullptr)
        setDefaultButton();
}

} // namespace ic
