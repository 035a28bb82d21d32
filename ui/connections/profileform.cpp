#include "ui/connections/profileform.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/environmentchoice.h"
#include "ui/connections/networkwords.h"
#include "ui/connections/signinfields.h"
#include "ui/connections/versionfield.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/formrows.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int WidestNetwork = 300; ///< of its text

} // namespace

bool isSignedInAlike(const Profile& a, const Profile& b)
{
    return a.id == b.id && signInAlike(a, b);
}

ProfileForm::ProfileForm(ConnectionService& service, QWidget* parent)
    : QWidget(parent)
    , m_rows(new FormRows(this))
    , m_name(new QLineEdit(this))
    , m_nameNote(new FieldNote(this))
    , m_address(new AddressField(service, this))
    , m_version(new VersionField(this))
    , m_environment(new EnvironmentChoice(this))
    , m_readOnly(new QCheckBox(tr("Read-only"), this))
{
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_nameNote->setObjectName(u"nameProblem"_s);

    m_rows->add(tr("Name"), m_name, m_name, m_nameNote);
    m_rows->add(tr("Tenant or address"), m_address, m_address->edit());
    m_rows->add(tr("API version"), m_version, m_version->box());
    auto* environment = new QWidget(this);
    auto* column = new QVBoxLayout(environment);
    column->setContentsMargins(0, 5, 0, 0); // level with the label
    column->addWidget(m_environment);
    m_rows->add(tr("Environment"), environment, m_environment->first());
    buildReadOnly();
    m_signIn = new SignInFields(*m_rows, this);
    buildSnapshots();
    buildNetwork();

    connect(m_name, &QLineEdit::textEdited, this, [this] {
        showNameProblem({});
        readFields();
    });
    connect(m_signIn, &SignInFields::edited, this, &ProfileForm::readFields);
    connect(m_signIn, &SignInFields::kindChosen, this, [this] {
        m_signIn->wipe();
        m_draft.isSecretTyped = false;
        m_draft.clientSecret = {};
        m_draft.signedInAs.clear();
        readFields();
        m_signIn->showSecretState(m_draft);
    });
    connect(m_signIn, &SignInFields::secretEdited, this, [this] {
        m_draft.isSecretTyped = m_signIn->isSecretTyped();
        m_draft.clientSecret = {};
        emit edited();
    });
    connect(m_signIn, &SignInFields::signInRequested, this, &ProfileForm::signInRequested);
    connect(m_signIn, &SignInFields::signOutRequested, this, &ProfileForm::signOutRequested);
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
    m_snapshotDays = new QComboBox(this);
    m_snapshotDays->setObjectName(u"snapshotDays"_s);
    m_snapshotDays->setAccessibleName(tr("Keep snapshots"));
    m_snapshotDays->addItem(tr("Until the program ends"), 0);
    for (const int days : { 1, 7, 30 })
        showSnapshotDays(days);
    m_rows->add(tr("Keep snapshots"), m_snapshotDays, m_snapshotDays);
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
    m_network = new QPushButton(this);
    m_network->setObjectName(u"network"_s);
    m_network->setIcon(icon(u"globe"_s));
    m_network->setAutoDefault(false);
    m_rows->add(tr("Network"), m_network, m_network);
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
    m_signIn->setDraft(draft);
    showNameProblem({});
    showNetwork();
    m_address->setDraft(draft);
}

bool ProfileForm::holds(const Secret& clientSecret) const
{
    return isWithBrowser(m_draft.profile.signIn) ? m_draft.clientSecret == clientSecret
                                                 : m_signIn->holds(clientSecret);
}

ProfileDraft ProfileForm::takeDraft()
{
    ProfileDraft draft = m_draft;
    if (!isWithBrowser(draft.profile.signIn))
        draft.clientSecret = m_signIn->typedSecret();
    draft.isSecretTyped = false;
    m_draft = draft;
    return draft;
}

void ProfileForm::setSecretState(const SecretState& state)
{
    m_draft.kept = state;
    m_signIn->showSecretState(m_draft);
}

void ProfileForm::setSignIn(const Secret& refreshToken, const QString& who)
{
    m_draft.clientSecret = refreshToken;
    m_draft.signedInAs = who;
    m_signIn->showSecretState(m_draft);
    emit edited();
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
    m_signIn->wipe();
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
        case ProfileField::Redirect:
        case ProfileField::ClientSecret:
            m_signIn->showProblem(problem.field, problem.text);
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
    case ProfileField::Redirect:
    case ProfileField::ClientSecret:
        m_signIn->widgetFor(field)->setFocus();
        break;
    }
}

void ProfileForm::readFields()
{
    Profile profile = m_draft.profile;
    profile.name = m_name->text();
    profile.version = m_version->version();
    profile.environment = m_environment->environment();
    profile.readOnly = m_readOnly->isChecked();
    profile.snapshotDays = m_snapshotDays->currentData().toInt();
    m_signIn->readInto(profile);
    take(profile);
    emit edited();
}

/// The refresh token of a sign-in goes to nobody but the host and the client it was got from.
void ProfileForm::take(const Profile& profile)
{
    const Profile before = std::exchange(m_draft.profile, profile);
    if (isSignedInAlike(before, profile))
        return;
    if (isWithBrowser(before.signIn)) {
        m_draft.clientSecret = {};
        m_draft.signedInAs.clear();
    }
    m_address->setSignIn(profile.signIn);
    m_signIn->showSecretState(m_draft);
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
    Profile profile = m_draft.profile;
    profile.address = m_address->text();
    profile.apiBase = m_address->apiBase();
    take(profile);
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
