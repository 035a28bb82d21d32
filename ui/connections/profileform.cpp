#include "ui/connections/profileform.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/environmentchoice.h"
#include "ui/connections/networkwords.h"
#include "ui/connections/secretfield.h"
#include "ui/connections/versionfield.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RowGap = 8;
constexpr int LabelGap = 8;
constexpr int FieldHeight = 28;
constexpr int WidestNetwork = 300; ///< of its text

} // namespace

ProfileForm::ProfileForm(ConnectionService& service, QWidget* parent)
    : QWidget(parent)
    , m_rows(new QGridLayout(this))
    , m_name(new QLineEdit(this))
    , m_nameNote(new FieldNote(this))
    , m_address(new AddressField(service, this))
    , m_version(new VersionField(this))
    , m_environment(new EnvironmentChoice(this))
    , m_readOnly(new QCheckBox(tr("Read-only"), this))
    , m_clientId(new QLineEdit(this))
    , m_clientIdNote(new FieldNote(this))
    , m_secret(new SecretField(tr("Client secret"), this))
    , m_snapshotDays(new QComboBox(this))
    , m_network(new QPushButton(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(LabelGap);
    m_rows->setVerticalSpacing(RowGap);
    m_rows->setColumnStretch(1, 1);
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_nameNote->setObjectName(u"nameProblem"_s);
    m_clientId->setObjectName(u"clientId"_s);
    m_clientId->setAccessibleName(tr("Client id"));
    m_clientId->setFont(fixedFont(QFontInfo(font()).pixelSize() - 1));
    m_clientIdNote->setObjectName(u"clientIdProblem"_s);
    m_secret->edit()->setObjectName(u"clientSecret"_s);

    addRow(tr("Name"), m_name, m_name, m_nameNote);
    addRow(tr("Tenant or address"), m_address, m_address->edit());
    addRow(tr("API version"), m_version, m_version->box());
    auto* environment = new QWidget(this);
    auto* column = new QVBoxLayout(environment);
    column->setContentsMargins(0, 5, 0, 0); // level with the label
    column->addWidget(m_environment);
    addRow(tr("Environment"), environment, m_environment->first());
    buildReadOnly();
    addRow(tr("Client id"), m_clientId, m_clientId, m_clientIdNote);
    addRow(tr("Client secret"), m_secret, m_secret->edit());
    buildSnapshots();
    buildNetwork();

    connect(m_name, &QLineEdit::textEdited, this, [this] {
        showNameProblem({});
        readFields();
    });
    connect(m_clientId, &QLineEdit::textEdited, this, [this] {
        m_clientIdNote->clear();
        m_clientId->setAccessibleDescription({});
        readFields();
    });
    connect(m_secret, &SecretField::edited, this, [this] {
        m_draft.isSecretTyped = m_secret->isTyped();
        m_draft.clientSecret = {};
        emit edited();
    });
    connect(m_address, &AddressField::edited, this, [this] {
        readAddress();
        emit edited();
    });
    connect(m_address, &AddressField::answered, this, [this] {
        readAddress();
        emit answered();
    });
    connect(m_address, &AddressField::left, this, &ProfileForm::onAddressLeft);
    connect(m_address, &AddressField::versionFound, m_version, &VersionField::take);
    connect(m_version, &VersionField::edited, this, &ProfileForm::readFields);
    connect(m_environment, &EnvironmentChoice::chosen, this, &ProfileForm::onEnvironmentChosen);
}

void ProfileForm::addRow(const QString& text, QWidget* field, QWidget* focus, FieldNote* note)
{
    const int row = m_rows->rowCount();
    QLabel* label = plainLabel(text, this);
    label->setWordWrap(true);
    label->setBuddy(focus);
    // In the middle of the field, whatever stands beneath it.
    label->setMinimumHeight(FieldHeight);
    m_rows->addWidget(label, row, 0, Qt::AlignTop);
    if (note == nullptr) {
        m_rows->addWidget(field, row, 1);
        return;
    }
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(note);
    m_rows->addLayout(column, row, 1);
}

void ProfileForm::buildReadOnly()
{
    m_readOnly->setObjectName(u"readOnly"_s);
    auto* effect = new WrapLabel(Tone::Neutral, this);
    m_readOnlyNote = effect;
    QFont small = font();
    small.setPixelSize(std::max(9, QFontInfo(small).pixelSize() - 1));
    effect->setFont(small);
    effect->setContentsMargins(0, 0, 0, 0);
    auto* column = new QVBoxLayout;
    column->setSpacing(3);
    column->addWidget(m_readOnly);
    auto* indented = new QHBoxLayout;
    indented->addSpacing(22); // beneath the word, not the box
    indented->addWidget(effect, 1);
    column->addLayout(indented);
    m_rows->addLayout(column, m_rows->rowCount(), 1);
    connect(m_readOnly, &QCheckBox::clicked, this, &ProfileForm::readFields);
}

void ProfileForm::buildSnapshots()
{
    m_snapshotDays->setObjectName(u"snapshotDays"_s);
    m_snapshotDays->setAccessibleName(tr("Keep snapshots"));
    m_snapshotDays->addItem(tr("Until the program ends"), 0);
    for (const int days : { 1, 7, 30 })
        showSnapshotDays(days);
    addRow(tr("Keep snapshots"), m_snapshotDays, m_snapshotDays);
    m_rows->setAlignment(m_snapshotDays, Qt::AlignLeft);
    connect(m_snapshotDays, &QComboBox::activated, this, &ProfileForm::readFields);
}

/// Any number may come from the file.
void ProfileForm::showSnapshotDays(int days)
{
    if (m_snapshotDays->findData(days) < 0)
        m_snapshotDays->addItem(tr("For %Ln days", "For %Ln day", days), days);
    m_snapshotDays->setCurrentIndex(m_snapshotDays->findData(days));
}

void ProfileForm::buildNetwork()
{
    m_network->setObjectName(u"network"_s);
    m_network->setIcon(icon(u"globe"_s));
    m_network->setAutoDefault(false);
    addRow(tr("Network"), m_network, m_network);
    m_rows->setAlignment(m_network, Qt::AlignLeft);
    // Below all fields: it comes while one types or aims, and moves none of them.
    m_rows->addWidget(&m_address->warning(), m_rows->rowCount(), 0, 1, 2);
    connect(m_network, &QPushButton::clicked, this, &ProfileForm::networkRequested);
}

void ProfileForm::setDraft(const ProfileDraft& draft)
{
    m_draft = draft;
    m_name->setText(draft.profile.name);
    m_name->setCursorPosition(0);
    m_version->setVersion(draft.profile.version);
    m_environment->setEnvironment(draft.profile.environment);
    m_readOnly->setChecked(draft.profile.readOnly);
    showSnapshotDays(draft.profile.snapshotDays);
    showReadOnly();
    m_clientId->setText(draft.profile.clientId);
    m_clientId->setCursorPosition(0);
    m_secret->setSecret(draft.clientSecret);
    showSecretState();
    showNameProblem({});
    m_clientIdNote->clear();
    showNetwork();
    m_address->setDraft(draft);
}

bool ProfileForm::holds(const Secret& clientSecret) const
{
    return m_secret->holds(clientSecret);
}

ProfileDraft ProfileForm::takeDraft()
{
    ProfileDraft draft = m_draft;
    draft.clientSecret = m_secret->isTyped() ? m_secret->secret() : Secret();
    draft.isSecretTyped = false;
    m_draft = draft;
    return draft;
}

void ProfileForm::setSecretState(const SecretState& state)
{
    m_draft.kept = state;
    showSecretState();
}

void ProfileForm::showSecretState()
{
    const SecretState kept = m_draft.kept.value_or(SecretState());
    const bool isUsed = hasSecretFor(kept, m_draft.profile);
    const bool isForAnotherHost = !isUsed && kept.hasClientSecret && !kept.clientHost.isEmpty();
    m_secret->setState(m_draft.kept, isUsed,
        isForAnotherHost           ? tr("The kept one is for %1 only.").arg(kept.clientHost)
            : kept.isForAnotherWay ? tr("The kept one is for another proxy or CA file.")
                                   : QString());
}

void ProfileForm::setNetwork(const NetworkOptions& network, const Secret& proxyPassword)
{
    m_draft.profile.network = network;
    m_draft.proxyPassword = proxyPassword;
    showNetwork();
    m_address->setNetwork(network, proxyPassword);
    readAddress();
    emit edited();
}

void ProfileForm::wipe()
{
    m_secret->setSecret({});
    m_draft.clientSecret = {};
    m_draft.proxyPassword = {};
    m_draft.isSecretTyped = false;
}

void ProfileForm::showNameProblem(const QString& text)
{
    if (text.isEmpty())
        m_nameNote->clear();
    else
        m_nameNote->sayProblem(text);
    m_name->setAccessibleDescription(text);
}

void ProfileForm::showProblems(const QList<FieldProblem>& problems)
{
    for (const FieldProblem& problem : problems) {
        switch (problem.field) {
        case ProfileField::Name:
            showNameProblem(problem.text);
            break;
        case ProfileField::Address:
            m_address->showProblem(problem.text);
            break;
        case ProfileField::Version:
            m_version->showProblem(problem.text);
            break;
        case ProfileField::ClientId:
            m_clientIdNote->sayProblem(problem.text);
            m_clientId->setAccessibleDescription(problem.text);
            break;
        case ProfileField::ClientSecret:
            m_secret->showProblem(problem.text);
            break;
        }
    }
}

void ProfileForm::focusField(ProfileField field)
{
    switch (field) {
    case ProfileField::Name:
        m_name->setFocus();
        break;
    case ProfileField::Address:
        m_address->edit()->setFocus();
        break;
    case ProfileField::Version:
        m_version->box()->setFocus();
        break;
    case ProfileField::ClientId:
        m_clientId->setFocus();
        break;
    case ProfileField::ClientSecret:
        m_secret->edit()->setFocus();
        break;
    }
}

void ProfileForm::readFields()
{
    m_draft.profile.name = m_name->text();
    m_draft.profile.version = m_version->version();
    m_draft.profile.environment = m_environment->environment();
    m_draft.profile.readOnly = m_readOnly->isChecked();
    m_draft.profile.snapshotDays = m_snapshotDays->currentData().toInt();
    m_draft.profile.clientId = m_clientId->text().trimmed();
    emit edited();
}

void ProfileForm::onEnvironmentChosen()
{
    showReadOnly();
    readFields();
}

/// The tenant that matters most always starts locked, and nothing here can change that.
void ProfileForm::showReadOnly()
{
    const bool production = m_environment->environment() == Environment::Production;
    if (production)
        m_readOnly->setChecked(true);
    m_readOnly->setEnabled(!production);
    const QString words = production
        ? tr("Production always starts read-only. The lock in the band allows changes for a while.")
        : tr("Refuses every change, here and in the network layer.");
    m_readOnlyNote->setShown(words);
    m_readOnly->setAccessibleDescription(words);
}

void ProfileForm::readAddress()
{
    m_draft.profile.address = m_address->text();
    m_draft.profile.apiBase = m_address->apiBase();
    showSecretState();
    m_draft.answer = m_address->answer();
    m_draft.isAddressNew = m_address->isNew();
}

void ProfileForm::onAddressLeft()
{
    // The tenant's own name is what most people would write.
    const TenantAddress address = readTenantAddress(m_draft.profile.address);
    if (!m_draft.isNew || !m_draft.profile.name.trimmed().isEmpty() || !address.isUsable())
        return;
    m_name->setText(address.tenantName);
    showNameProblem({});
    readFields();
}

void ProfileForm::showNetwork()
{
    const QString summary = networkSummary(m_draft.profile.network);
    const QString shown = fontMetrics().elidedText(summary, Qt::ElideRight, WidestNetwork);
    m_network->setText(menuText(shown));
    m_network->setAccessibleName(tr("Network: %1").arg(summary));
    m_network->setToolTip(shown == summary ? QString() : toolTipText(summary));
}

} // namespace ic
