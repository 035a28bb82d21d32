#include "ui/operations/operationdialog.h"

#include "models/operations/operationcost.h"
#include "models/operations/operationsummary.h"
#include "ui/operations/confirmfield.h"
#include "ui/operations/deletiontabs.h"
#include "ui/operations/effectspanel.h"
#include "ui/operations/optionfields.h"
#include "ui/operations/preparationpages.h"
#include "ui/operations/scriptmenu.h"
#include "ui/operations/targettabs.h"
#include "ui/operations/whomoptions.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/notices.h"
#include "ui/parts/savelist.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"

#include "jobs/jobcenter.h"
#include "models/operations/changelock.h"
#include "models/table/connectionstatus.h"
#include "models/table/identityname.h"
#include "models/table/identitytablemodel.h"
#include "profile/settings.h"
#include "reading/background.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

using PreparationStage = OperationPreparation::Stage;

namespace {

constexpr QSize OperationDialogSize(820, 640);
constexpr QSize DeletionSize(860, 692);
constexpr QSize OptionsSize(820, 720);
constexpr int MostSources = 12; // remembered

QList<Identity> everybody(const Preflight& result)
{
    QList<Identity> all = result.willRun;
    for (const SkippedIdentity& one : result.skipped)
        all += one.identity;
    return all;
}

} // namespace

OperationDialog::OperationDialog(const UiServices& services, const Operation& operation,
    const OperationSubject& subject, qint64 outside, const IdentityTableModel& table,
    QWidget* parent)
    : DialogFrame(u"operationDialog"_s, operation.title, parent)
    , m_services(services)
    , m_operation(operation)
    , m_subject(subject)
    , m_outside(outside)
    , m_table(table)
    , m_preparation(services.client, services.clock, operation, subject,
          services.status.signedIn().identity,
          { services.jobs.journalPath(), services.jobs.host() })
    , m_effects(new EffectsPanel(operation, services.status.signedIn(), this))
    , m_who(new QStackedWidget(this))
    , m_confirmField(new ConfirmField(
          operation.icon, operation.isDestructive ? Tone::Danger : Tone::Warning, this))
    , m_cost(secondaryLabel({}, this))
{
    showTenant(services.tenant);
    m_cost->setObjectName(u"cost"_s);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_effects);
    columns->addWidget(makeOutcome(), 1);
    makeOptions();
    body().addLayout(columns, 1);
    if (operation.sparesYourself() && services.status.signedIn().identity.isEmpty()) {
        m_secondLook = new SecondLook(this);
        connect(m_secondLook, &SecondLook::changed, this, &OperationDialog::updateConfirmation);
        body().addWidget(m_secondLook);
    }
    body().addWidget(m_confirmField);
    auto* costRow = new QHBoxLayout;
    costRow->setSpacing(8);
    costRow->addWidget(new IconMark(u"gauge"_s, Tone::Neutral, this));
    costRow->addWidget(m_cost, 1);
    body().addLayout(costRow);
    makeButtons();
    m_confirmField->setHint(operation.assurance);

    connect(&m_preparation, &OperationPreparation::changed, this, &OperationDialog::refresh);
    connect(m_confirmField, &ConfirmField::changed, this, &OperationDialog::updateConfirmation);
    connect(m_confirmField, &ConfirmField::finished, m_confirm,
        [this] { m_confirm->setFocus(Qt::TabFocusReason); });
    connect(&services.status, &ConnectionStatus::changed, this, &OperationDialog::updateCost);
    connect(&services.lock, &ChangeLock::changed, this, &OperationDialog::refresh);
    resize(operation.checksOwnership                    ? DeletionSize
            : m_options != nullptr || m_whom != nullptr ? OptionsSize
                                                        : OperationDialogSize);
    m_preparation.start();
    refresh();
    keepSubtitlePlace(); // it says what was found out
    if (m_options != nullptr && m_options->isEnabled())
        m_options->focusFirst();
}

OperationDialog::~OperationDialog()
{
    letGoElsewhere(std::move(m_subject.who)); // a million ids, perhaps
}

/// A field for whatever the operation asks.
void OperationDialog::makeOptions()
{
    if (!m_operation.options.isEmpty()) {
        m_options = new OptionFields(m_operation.options,
            m_services.settings.value(Setting::MailSources).toStringList(), this);
        if (m_subject.parameters)
            m_options->setValues(m_subject.parameters->options);
        m_options->setEnabled(!isResumption()); // what the job was asked for is written down
        connect(m_options, &OptionFields::changed, this, &OperationDialog::refresh);
        body().addWidget(m_options);
    }
    if (m_operation.tenantsChoice) {
        m_whom = new WhomOptions(
            chosenText(m_subject.count), m_subject.count > 0, *m_operation.tenantsChoice, this);
        if (m_subject.parameters)
            m_whom->fix(m_subject.parameters->allUninvited);
        connect(m_whom, &WhomOptions::changed, this, &OperationDialog::refresh);
        body().addWidget(m_whom);
    }
}

QString OperationDialog::chosenText(qint64 of) const
{
    return m_subject.name.isEmpty() ? ic::chosenText(m_subject.kind, of) : m_subject.name;
}

QWidget* OperationDialog::makeOutcome()
{
    if (m_operation.checksOwnership) {
        m_deletion = new DeletionTabs(m_preparation, this);
        connect(m_deletion, &DeletionTabs::exportChecklistRequested, this, [this] {
            saveListAs(this, u"%1-owned-objects"_s.arg(m_services.tenant.name),
                tableWriter(m_deletion->checklist()), m_services,
                tr("Objects owned by those to be deleted"));
        });
        m_outcome = m_deletion;
    } else {
        m_outcome = new TargetTabs(m_preparation, m_operation, this);
    }
    auto* pages = new PreparationPages(
        m_preparation, m_operation, m_services.status, m_services.notices, m_outcome, this);
    auto* everybody = new StatePage(this);
    everybody->setObjectName(u"everybody"_s);
    if (m_operation.tenantsChoice) {
        everybody->setState(
            u"users"_s, tr("ISC chooses the people"), m_operation.tenantsChoice->explanation);
    }
    m_who->addWidget(pages);
    m_who->addWidget(everybody);
    return m_who;
}

void OperationDialog::makeButtons()
{
    m_copy = addTool(u"copyAs"_s, u"copy"_s, tr("Copy as"));
    auto* menu
        = new ScriptMenu([this] { return plan(); }, m_services.tenant, m_services.notices, m_copy);
    m_copy->setMenu(menu);
    m_list = addTool(u"exportList"_s, u"download"_s, tr("Export list…"));
    connect(m_list, &QPushButton::clicked, this, &OperationDialog::exportList);
    addCancel();
    m_confirm = addConfirm(u"confirm"_s, {});
}

/// Enter does nothing that cannot be taken back, and nothing on a production tenant.
DialogFrame::Weight OperationDialog::weight() const
{
    if (m_operation.isDestructive)
        return Weight::Final;
    if (isEverybody() || m_services.tenant.environment == Environment::Production)
        return Weight::Heavy;
    return Weight::Light;
}

bool OperationDialog::isEverybody() const
{
    return m_whom != nullptr && m_whom->isEverybody();
}

bool OperationDialog::onlyEnds() const
{
    return isResumption() && !isEverybody() && m_preparation.stage() == PreparationStage::Ready
        && reach() == 0 && m_preparation.result().count(SkipReason::NotChecked) == 0;
}

qint64 OperationDialog::reach() const
{
    return m_preparation.stage() == PreparationStage::Ready ? m_preparation.result().willRun.size()
                                                            : 0;
}

BulkParameters OperationDialog::parameters() const
{
    return { .options = m_options != nullptr ? m_options->values() : QMap<QString, QString>(),
        .allUninvited = isEverybody() };
}

BulkPlan OperationDialog::plan() const
{
    BulkPlan plan = isEverybody() ? BulkPlan { .operation = &m_operation } : m_preparation.plan();
    plan.parameters = parameters();
    plan.profile = m_services.tenant.name;
    plan.host = m_services.tenant.host;
    plan.actor = m_services.status.signedIn().userName;
    return plan;
}

void OperationDialog::refresh()
{
    m_who->setCurrentIndex(isEverybody() ? 1 : 0);
    setWeight(weight());
    updateTexts();
    updateEffects();
    updateConfirmation();
    updateCost();
    if (m_preparation.stage() == PreparationStage::Ready && !std::exchange(m_wasReady, true))
        focusWhatComesNext();
}

/// Once everybody is there: to the field that waits for the person, else to the list.
void OperationDialog::focusWhatComesNext()
{
    if (m_options != nullptr && m_options->isEnabled())
        return; // it has had the focus since the beginning
    if (m_confirmField->asks())
        m_confirmField->focusFirst();
    else
        m_outcome->setFocus(Qt::OtherFocusReason);
}

/// One number in all of them: who was read when this opened. Before that there is none.
void OperationDialog::updateTexts()
{
    const bool ready = m_preparation.stage() == PreparationStage::Ready;
    const bool counts = m_subject.kind != OperationSubject::Kind::Matching;
    const qint64 of = ready ? m_preparation.subjects() : counts ? m_subject.count : -1;
    const QString& tenant = m_services.tenant.name;
    QString name = m_subject.name;
    if (name.isEmpty() && ready && of == 1 && m_preparation.result().willRun.size() == 1)
        name = nameInSentence(m_preparation.result().willRun.first()); // the one who is ticked
    if (isEverybody()) {
        const QString& people = m_operation.tenantsChoice->people;
        setWindowTitle(tr("%1: %2", "a verb and whom: Invite: all uninvited people")
                           .arg(m_operation.title, people));
        setLead(operationLead(m_operation, people, 0, 0, m_subject.kind, tenant), subtitle());
    } else {
        setWindowTitle(ready || !name.isEmpty() ? operationTitle(m_operation, name, reach())
                                                : m_operation.title);
        setLead(operationLead(m_operation, name, ready ? reach() : of, of, m_subject.kind, tenant),
            subtitle());
    }
    if (m_whom != nullptr && ready && m_subject.count > 0)
        m_whom->setChosen(chosenText(of));
    m_confirm->setText(isEverybody() ? m_operation.tenantsChoice->button
            : onlyEnds()             ? tr("End the job")
            : ready                  ? m_operation.confirmText(reach())
                                     : m_operation.button);
}

QString OperationDialog::subtitle() const
{
    QStringList sentences;
    if (!m_subject.origin.isEmpty())
        sentences += m_subject.origin;
    if (isEverybody())
        return (sentences + QStringList { m_operation.tenantsChoice->limit }).join(u' ');
    if (m_preparation.stage() != PreparationStage::Ready)
        return sentences.join(u' ');
    const qint64 of = m_preparation.subjects();
    if (m_subject.kind == OperationSubject::Kind::Matching && of != m_subject.count) {
        sentences += tr("%1 matched when they were selected. %2 match now, and these are meant.")
                         .arg(numberText(m_subject.count), numberText(of));
    }
    sentences += outcomeSentences(m_preparation.result(), of);
    if (onlyEnds())
        sentences += tr("This is written down, and the job ends.");
    if (m_outside > 0) {
        sentences += tr("%1 of the selected are not in the present view. All %2 are listed here.")
                         .arg(numberText(m_outside), numberText(of));
    }
    if (m_preparation.unsettled() > 0)
        sentences += tr("The list changed much while it was read: some may be missing here.");
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
    const bool destructive = m_operation.isDestructive;
    const bool production = m_services.tenant.environment == Environment::Production;
    QString what;
    QString wanted;
    if (destructive && run == 1) {
        QList<Identity> others = everybody(m_preparation.result());
        for (const Identity* seen : m_table.loadedIdentities())
            others += *seen;
        const auto [asked, text] = nameToType(m_preparation.result().willRun.first(), others);
        what = asked;
        wanted = text;
    } else if (destructive ? run > 1 : asksForNumber(run)) {
        what = tr("the number of identities");
        wanted = QString::number(run);
    }
    m_confirmField->setWanted(what, wanted);
    const bool asksTenant = isEverybody() || (production && destructive && !wanted.isEmpty());
    m_confirmField->setTenant(asksTenant ? m_services.tenant.name : QString());
    m_confirmField->setVisible(m_confirmField->asks());
    m_copy->setEnabled((isEverybody() || run > 0) && optionsProblem().isEmpty());
    m_list->setEnabled(!isEverybody() && m_preparation.stage() == PreparationStage::Ready);
    // It may close by itself while this is open.
    m_confirm->setEnabled((onlyEnds() || m_copy->isEnabled()) && m_confirmField->isConfirmed()
        && (m_confirmField->asks() || !destructive || onlyEnds())
        && (m_secondLook == nullptr || m_secondLook->isTaken()) && !m_services.lock.isLocked());
}

QString OperationDialog::optionsProblem() const
{
    return m_options == nullptr ? QString() : m_options->problem();
}

void OperationDialog::updateCost()
{
    if (m_services.lock.isLocked())
        m_cost->setText(m_services.lock.refusal());
    else if (!isEverybody() && m_preparation.stage() != PreparationStage::Ready)
        m_cost->setText(tr("Nothing is sent before you confirm."));
    else if (!isEverybody() && reach() == 0)
        m_cost->setText(tr("No requests."));
    else
        m_cost->setText(operationCostText(plan(), m_services.status.current()));
}

/// The operation's sentences, with what is known here.
void OperationDialog::updateEffects()
{
    const bool again = m_subject.kind == OperationSubject::Kind::Unknown;
    if (m_options == nullptr && !again)
        return;
    QList<EffectLine> effects = m_operation.effectsWith(parameters());
    if (again) {
        effects.prepend({ .tone = EffectLine::Tone::Warning,
            .text = tr("May do a second time what was done already.") });
    }
    m_effects->setEffects(effects);
}

void OperationDialog::exportList()
{
    const QString name = u"%1-%2"_s.arg(m_services.tenant.name, m_operation.key);
    saveListAs(
        this, name,
        [result = m_preparation.result()](const QString& path, const std::atomic_bool& stop) {
            return tableWriter(outcomeRows(result))(path, stop);
        },
        m_services,
        tr("Who is meant and who is left out before “%1”", "an operation").arg(m_operation.title));
}

void OperationDialog::confirm()
{
    if (!m_confirm->isEnabled())
        return;
    m_confirm->setEnabled(false); // a second click must find nothing to press
    if (m_options != nullptr && !m_options->typed().isEmpty()) {
        QStringList sources
            = m_options->typed() + m_services.settings.value(Setting::MailSources).toStringList();
        sources.removeDuplicates();
        m_services.settings.setValue(Setting::MailSources, sources.mid(0, MostSources));
    }
    emit confirmed(plan());
    accept();
}

} // namespace ic
