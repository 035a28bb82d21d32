#include "ui/snapshot/snapshotdialog.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include "base/plaintext.h"
#include "models/export/exportsubject.h"
#include "models/table/connectionstatus.h"
#include "profile/snapshotplace.h"
#include "reading/identitycount.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SnapshotDialogWidth = 560;
constexpr int BeneathRadio = 22;

} // namespace

SnapshotDialog::SnapshotDialog(const UiServices& services, const ExportView& view, QWidget* parent)
    : DialogFrame(u"snapshotDialog"_s, tr("Take snapshot"), parent)
    , m_services(services)
    , m_everybody(SnapshotSubject::everybody())
    , m_shown(SnapshotSubject::shown(view))
{
    setLeastWidth(SnapshotDialogWidth);
    showTenant(services.tenant);
    setLead(tr("Take a snapshot"),
        tr("Everybody is read once, with every attribute. After that any question about them is "
           "answered from the snapshot, without a request."));
    body().setSpacing(6);
    makeWhom(view);
    body().addSpacing(8);
    makePlace();
    body().addStretch();
    addCancel();
    m_take = addConfirm(u"confirm"_s, tr("Take snapshot"));
    connect(&services.status, &ConnectionStatus::changed, this, &SnapshotDialog::update);
    countEverybody();
    update();
    (m_view->isChecked() ? m_view : m_all)->setFocus();
}

SnapshotDialog::~SnapshotDialog()
{
    if (m_counting)
        m_services.client.cancel(*m_counting);
}

void SnapshotDialog::makeWhom(const ExportView& view)
{
    body().addWidget(sectionLabel(tr("Whom"), this));
    const auto add = [this](const QString& name, const QString& text, const QString& words) {
        auto* made = new QRadioButton(text, this);
        made->setObjectName(name);
        connect(made, &QRadioButton::toggled, this, &SnapshotDialog::update);
        body().addWidget(made);
        QLabel* label = secondaryLabel(words, this);
        label->setWordWrap(true);
        label->setContentsMargins(BeneathRadio, 0, 0, 0);
        body().addWidget(label);
        return made;
    };
    m_all = add(u"everybody"_s, tr("Everybody"), tr("Correlated identities and all others."));
    m_view = add(u"shown"_s, tr("The present view"),
        m_shown && m_shown->count == 0 ? tr("It shows nobody.")
            : m_shown                  ? m_shown->words
            : view.query.snapshot      ? tr("It shows a snapshot, and not the tenant.")
                                       : tr("It shows selected people only."));
    m_view->setEnabled(m_shown && m_shown->count > 0);
    m_all->setChecked(true);
    body().addSpacing(8);
    body().addWidget(sectionLabel(tr("What it costs"), this));
    m_cost = plainLabel({}, this);
    m_cost->setObjectName(u"cost"_s);
    body().addWidget(m_cost);
}

void SnapshotDialog::makePlace()
{
    const SnapshotPlace& place = m_services.snapshots;
    body().addWidget(sectionLabel(tr("Where it lies, and when it goes"), this));
    const auto say = [this](const QString& name, const QString& text) {
        auto* label = new WrapLabel(Tone::Plain, this);
        label->setObjectName(name);
        label->setShown(text);
        body().addWidget(label);
    };
    say(u"place"_s,
        tr("It holds personal data. It is a file on this computer that only you can read, in %1.")
            .arg(QDir::toNativeSeparators(place.root())));
    const QString when = place.keepDays() > 0 ? tr("It goes after %Ln days, as set in Connections.",
                             "It goes after %Ln day, as set in Connections.", place.keepDays())
        : m_services.tenant.connection.isEmpty()
        ? tr("It goes when this program ends.")
        : tr("It goes when this program ends. In Connections you can keep it for some days.");
    say(u"keeping"_s,
        tr("%1 “Forget snapshots” removes it at once. Only the last two stay.", "when it goes")
            .arg(when));
    const QString share = place.networkShare();
    if (share.isEmpty())
        return;
    auto* warning = new FieldNote(this);
    warning->setObjectName(u"shareWarning"_s);
    warning->sayWarning(tr("This folder is on a network share (%1): others may read it there, and "
                           "everything takes longer.")
                            .arg(share));
    body().addWidget(warning);
    m_onShare = new QCheckBox(tr("Write it to the network share all the same"), this);
    m_onShare->setObjectName(u"onShare"_s);
    connect(m_onShare, &QCheckBox::toggled, this, &SnapshotDialog::update);
    body().addWidget(m_onShare);
}

void SnapshotDialog::countEverybody()
{
    ListIdentities all = m_everybody.who.page(0, true);
    all.lane = Lane::Interactive;
    m_counting = countIdentities(IdentityLists(m_services.client), all, this,
        [this](const Expected<std::optional<qint64>>& count) {
            m_counting.reset();
            if (count)
                m_everybody.count = count->value_or(-1);
            else
                message().sayWarning(count.error().sentence());
            update();
        });
}

const SnapshotSubject& SnapshotDialog::subject() const
{
    return m_view->isChecked() && m_shown ? *m_shown : m_everybody;
}

void SnapshotDialog::update()
{
    if (m_take == nullptr)
        return; // the dialog is still being built
    const SnapshotSubject& whom = subject();
    m_cost->setText(whom.count >= 0 ? whom.costText(m_services.status.current())
            : m_counting            ? tr("Counting…")
                                    : tr("It is not known how many they are."));
    m_take->setEnabled(m_onShare == nullptr || m_onShare->isChecked());
}

void SnapshotDialog::confirm()
{
    emit confirmed(subject());
    accept();
}

} // namespace ic
