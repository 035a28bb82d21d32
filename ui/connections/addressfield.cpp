#include "ui/connections/addressfield.h"

#include "ui/parts/fieldnote.h"

#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

AddressField::AddressField(ConnectionService& service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_edit(new QLineEdit(this))
    , m_resolved(new FieldNote(this))
    , m_warning(new FieldNote(this))
    , m_pause(new QTimer(this))
{
    m_edit->setObjectName(u"address"_s);
    m_edit->setAccessibleName(tr("Tenant or address"));
    m_edit->setPlaceholderText(tr("acme, acme.identitynow.com or any address of it"));
    m_edit->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_resolved->setObjectName(u"resolved"_s);
    m_resolved->keepPlace();
    m_warning->setObjectName(u"hostWarning"_s);
    m_pause->setSingleShot(true);
    m_pause->setInterval(PauseMs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_resolved);
    setFocusProxy(m_edit);

    connect(m_edit, &QLineEdit::textEdited, this, &AddressField::onTextEdited);
    connect(m_pause, &QTimer::timeout, this, &AddressField::ask);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (m_isNew)
            ask();
        emit left();
    });
}

QString AddressField::text() const
{
    return m_edit->text().trimmed();
}

QString AddressField::apiBase() const
{
    if (!m_isNew)
        return m_savedBase;
    return m_answer && m_answer->confirmed ? m_answer->address.apiBase : m_read.apiBase;
}

bool AddressField::isOpen() const
{
    return m_isNew && m_read.isUsable() && !m_read.isKnownHost && !isThisComputer(m_read.host)
        && !m_answer;
}

void AddressField::setDraft(const ProfileDraft& draft)
{
    m_latest.renew();
    m_pause->stop();
    m_isAsking = false;
    m_isNew = draft.isAddressNew;
    m_savedBase = draft.profile.apiBase;
    m_answer = draft.answer;
    m_network = draft.profile.network;
    m_proxyPassword = draft.proxyPassword;
    m_signIn = draft.profile.signIn;
    m_edit->setText(draft.profile.address);
    m_edit->setCursorPosition(0);
    m_edit->setAccessibleDescription({});
    m_read = readTenantAddress(m_isNew ? draft.profile.address : draft.profile.apiBase);
    showResolved();
    if (m_isNew && !m_answer && m_read.isUsable())
        ask();
}

void AddressField::setNetwork(const NetworkOptions& network, const Secret& proxyPassword)
{
    const bool isSame = m_network == network && m_proxyPassword == proxyPassword;
    m_network = network;
    m_proxyPassword = proxyPassword;
    if (isSame || !m_isNew)
        return;
    // What was heard over another way says nothing about this one.
    m_latest.renew();
    m_isAsking = false;
    m_answer.reset();
    ask();
}

void AddressField::setSignIn(SignInKind kind)
{
    if (std::exchange(m_signIn, kind) != kind && !m_warning->text().isEmpty())
        showResolved();
}

void AddressField::onTextEdited()
{
    m_latest.renew();
    m_isAsking = false;
    m_isNew = true;
    m_isVersionTold = false;
    m_answer.reset();
    m_edit->setAccessibleDescription({});
    m_read = readTenantAddress(m_edit->text());
    m_warning->clear();
    // Half a word is not a mistake yet.
    if (m_read.isUsable())
        m_resolved->say({}, Tone::Neutral, m_read.host);
    else
        m_resolved->clear();
    m_pause->start();
    emit edited();
}

void AddressField::ask()
{
    m_pause->stop();
    if (text().isEmpty() || m_isAsking || m_answer) {
        if (!m_isAsking)
            showResolved();
        return;
    }
    m_read = readTenantAddress(m_edit->text());
    if (!m_read.isUsable()) {
        showProblem(m_read.problem);
        return;
    }
    if (!std::exchange(m_isVersionTold, true) && !m_read.version.isEmpty())
        emit versionFound(m_read.version);
    m_isAsking = true;
    showResolved();
    m_latest.renew();
    m_service.askAddress(m_read, m_network, m_proxyPassword, this,
        m_latest.only([this](const AddressAnswer& answer) { onAnswer(answer); }));
}

void AddressField::onAnswer(const AddressAnswer& answer)
{
    m_isAsking = false;
    m_answer = answer;
    showResolved();
    emit answered();
}

void AddressField::showProblem(const QString& text)
{
    m_resolved->sayProblem(text);
    m_warning->clear();
    m_edit->setAccessibleDescription(text);
}

void AddressField::showResolved()
{
    const TenantAddress& address = m_answer && m_answer->confirmed ? m_answer->address : m_read;
    if (!address.isUsable()) {
        m_resolved->clear();
        m_warning->clear();
        return;
    }
    if (m_isAsking)
        m_resolved->say(
            u"loader"_s, Tone::Neutral, tr("%1 · asking the tenant…").arg(address.host));
    else if (!m_answer)
        m_resolved->say({}, Tone::Neutral, address.host);
    else if (m_answer->confirmed)
        m_resolved->say(u"check"_s, Tone::Ok, u"%1 · %2"_s.arg(address.host, m_answer->note));
    else
        m_resolved->sayWarning(u"%1 · %2"_s.arg(address.host, m_answer->note));
    const bool isTrusted = address.isKnownHost || isThisComputer(address.host);
    if (isTrusted) {
        m_warning->clear();
    } else {
        const QString words = isWithBrowser(m_signIn)
            ? tr("This is not one of SailPoint's hosts: the sign-in would go to %1.")
            : tr("This is not one of SailPoint's hosts: the client secret would go to %1.");
        m_warning->sayWarning(words.arg(address.host));
    }
    m_edit->setAccessibleDescription(
        isTrusted ? m_resolved->text() : m_resolved->text() + u". "_s + m_warning->text());
}

} // namespace ic
