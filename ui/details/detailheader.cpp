#include "ui/details/detailheader.h"

#include "ui/details/openiniscaction.h"
#include "ui/details/personmark.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/notices.h"
#include "ui/parts/statuschip.h"
#include "ui/parts/text.h"

#include "base/plaintext.h"
#include "models/snapshot/snapshotwords.h"
#include "models/table/statuswords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

DetailHeader::DetailHeader(IdentityDetail& detail, const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_services(services)
    , m_mark(new PersonMark(this))
    , m_title(new ElidedLabel(this))
    , m_account(new ElidedLabel(this))
    , m_status(new StatusChip(this))
    , m_processing(new StatusChip(this))
    , m_asOf(secondaryLabel({}, this))
    , m_openInIsc(new OpenInIscAction(this))
{
    makeTitle(*m_title);
    setTone(*m_account, Tone::Neutral);
    m_title->setObjectName(u"detailTitle"_s);
    m_asOf->setObjectName(u"detailAsOf"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_account->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_status->setObjectName(u"statusChip"_s);
    m_processing->setObjectName(u"processingChip"_s);

    m_back = makeButton(u"arrow-left"_s, tr("Back"), u"Alt+Left"_s);
    m_back->setObjectName(u"back"_s);
    connect(m_back, &QToolButton::clicked, &m_detail, &IdentityDetail::goBack);
    m_forward = makeButton(u"arrow-right"_s, tr("Forward"), u"Alt+Right"_s);
    m_forward->setObjectName(u"forward"_s);
    connect(m_forward, &QToolButton::clicked, &m_detail, &IdentityDetail::goForward);
    QToolButton* reload
        = makeButton(u"refresh-cw"_s, tr("Load this identity again"), u"Shift+F5"_s);
    reload->setObjectName(u"reload"_s);
    connect(reload, &QToolButton::clicked, &m_detail, &IdentityDetail::reload);
    QToolButton* copy = makeButton(u"copy"_s, tr("Copy the id"), u"Ctrl+Shift+C"_s);
    connect(copy, &QToolButton::clicked, this, &DetailHeader::copyId);
    QToolButton* open = makeIconButton(*m_openInIsc, this);
    open->setObjectName(u"openInIsc"_s);

    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    second->addWidget(m_account);
    second->addWidget(m_status, 0, Qt::AlignVCenter);
    second->addWidget(m_processing, 0, Qt::AlignVCenter);
    second->addStretch(1);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addLayout(second);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_mark);
    top->addLayout(texts, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_asOf, 1);
    for (QToolButton* button : { m_back, m_forward, reload, copy, open })
        buttons->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 8, 6);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addLayout(buttons);

    connect(&m_detail, &IdentityDetail::changed, this, &DetailHeader::refresh);
    refresh();
}

QToolButton* DetailHeader::makeButton(
    const QString& iconName, const QString& name, const QString& keys)
{
    QToolButton* button = makeIconButton(iconName, name, this);
    button->setToolTip(u"%1 (%2)"_s.arg(name, keys));
    return button;
}

void DetailHeader::refresh()
{
    m_back->setEnabled(m_detail.canGoBack());
    m_forward->setEnabled(m_detail.canGoForward());
    if (m_detail.state() == IdentityDetail::State::None)
        return;
    const Identity& identity = m_detail.identity();
    m_openInIsc->setTarget(m_services, identity.id);
    const QString called = firstShown({ identity.name, identity.id.text() });
    m_title->setText(called.isEmpty() ? tr("Neither name nor id") : called);
    m_account->setText(shownLine(identity.alias));
    m_account->setVisible(!m_account->text().isEmpty());
    m_mark->setName(identity.name);
    m_status->setLook(statusLook(identity.identityStatus), tr("Status"));
    m_status->setVisible(!identity.identityStatus.isEmpty());
    const StatusLook processing = processingLook(identity.processingState);
    m_processing->setLook(processing, tr("Processing state"));
    m_processing->setVisible(processing.tone != Tone::Plain);
    m_asOf->setText(asOfText());
}

QString DetailHeader::asOfText() const
{
    if (!m_detail.asOf().isValid())
        return {};
    if (m_detail.isKept())
        return tr("Snapshot of %1").arg(snapshotTime(m_detail.asOf(), m_services.clock.utcNow()));
    return tr("As of %1").arg(m_detail.asOf().toLocalTime().toString(u"HH:mm:ss"_s));
}

void DetailHeader::copyId()
{
    QGuiApplication::clipboard()->setText(m_detail.identity().id.text());
    m_services.notices.say(tr("Copied the id of %1.").arg(m_title->text()));
}

} // namespace ic
