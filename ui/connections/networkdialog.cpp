#include "ui/connections/networkdialog.h"

#include "ui/connections/secretfield.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/formrows.h"
#include "ui/parts/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int NetworkDialogWidth = 500;
constexpr QSize NumberSize(100, 28);
constexpr int HighestPort = 65'535;

} // namespace

NetworkDialog::NetworkDialog(const NetworkOptions& network, const Secret& typed,
    const std::optional<SecretState>& kept, QWidget* parent)
    : DialogFrame(u"networkDialog"_s, tr("Network"), parent, Shape::Question)
    , m_kept(kept)
    , m_rows(new FormRows)
    , m_proxy(new QComboBox(this))
    , m_host(new QLineEdit(network.proxyHost, this))
    , m_port(new QSpinBox(this))
    , m_user(new QLineEdit(network.proxyUser, this))
    , m_password(new SecretField(tr("Password of the proxy"), this))
    , m_caFile(new QLineEdit(network.caFile, this))
    , m_http2(new QCheckBox(tr("HTTP/2 for reads"), this))
    , m_timeout(new QSpinBox(this))
{
    setLeastWidth(NetworkDialogWidth);
    body().addLayout(m_rows);
    buildProxy(network);
    m_password->setSecret(typed);
    showPasswordState();
    buildCertificates(network);
    buildReading(network);

    body().addStretch();
    addCancel();
    addConfirm(u"apply"_s, tr("Apply"));
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkDialog::followProxy);
    followProxy();
    m_proxy->setFocus();
}

FieldNote* NetworkDialog::addRow(const QString& text, QWidget* field, QWidget* beside)
{
    auto* note = new FieldNote(this);
    note->setObjectName(field->objectName() + u"Problem"_s);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(field);
    if (beside != nullptr)
        line->addWidget(beside);
    if (field->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed)
        line->addStretch();
    m_rows->add(text, line, field, note);
    return note;
}

void NetworkDialog::buildProxy(const NetworkOptions& network)
{
    const auto add = [&](const QString& word, NetworkOptions::Proxy proxy) {
        m_proxy->addItem(word, static_cast<int>(proxy));
        if (proxy == network.proxy)
            m_proxy->setCurrentIndex(m_proxy->count() - 1);
    };
    add(tr("As the system says"), NetworkOptions::Proxy::System);
    add(tr("None"), NetworkOptions::Proxy::None);
    add(tr("HTTP"), NetworkOptions::Proxy::Http);
    add(tr("SOCKS 5"), NetworkOptions::Proxy::Socks5);
    m_proxy->setObjectName(u"proxy"_s);
    m_proxy->setAccessibleName(tr("Proxy"));
    m_host->setObjectName(u"proxyHost"_s);
    m_host->setAccessibleName(tr("Host of the proxy"));
    m_port->setObjectName(u"proxyPort"_s);
    m_port->setAccessibleName(tr("Port of the proxy"));
    m_port->setRange(0, HighestPort);
    m_port->setSpecialValueText(u"–"_s);
    m_port->setValue(network.proxyPort);
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_port->setMinimumSize(NumberSize);
    m_user->setObjectName(u"proxyUser"_s);
    m_user->setAccessibleName(tr("User of the proxy"));
    m_user->setPlaceholderText(tr("empty if the proxy asks for none"));
    m_password->edit()->setObjectName(u"proxyPassword"_s);
    addRow(tr("Proxy"), m_proxy);
    m_hostNote = addRow(tr("Host"), m_host);
    m_portNote = addRow(tr("Port"), m_port);
    addRow(tr("User"), m_user);
    addRow(tr("Password"), m_password);
    connect(m_host, &QLineEdit::textEdited, m_hostNote, &FieldNote::clear);
    connect(m_port, &QSpinBox::valueChanged, m_portNote, &FieldNote::clear);
    connect(m_host, &QLineEdit::textChanged, this, &NetworkDialog::onAnotherProxy);
    connect(m_port, &QSpinBox::valueChanged, this, &NetworkDialog::onAnotherProxy);
}

void NetworkDialog::buildCertificates(const NetworkOptions&)
{
    m_caFile->setObjectName(u"caFile"_s);
    m_caFile->setAccessibleName(tr("Extra CA file"));
    m_caFile->setPlaceholderText(tr("PEM, trusted in addition to the system's"));
    auto* browse = new QPushButton(tr("Browse…"), this);
    browse->setAutoDefault(false);
    m_caNote = addRow(tr("Extra CA file"), m_caFile, browse);
    connect(m_caFile, &QLineEdit::textChanged, m_caNote, &FieldNote::clear);
    connect(browse, &QPushButton::clicked, this, [this] {
        auto* chooser = new QFileDialog(this, tr("Certificates to trust"), m_caFile->text());
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        chooser->setNameFilters(
            { tr("Certificates (*.pem *.crt *.cer *.cert)"), tr("All files (*)") });
        connect(chooser, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
        chooser->open();
    });
}

void NetworkDialog::buildReading(const NetworkOptions& network)
{
    m_http2->setObjectName(u"http2"_s);
    m_http2->setChecked(network.http2);
    m_http2->setAccessibleDescription(tr("Changes always leave over HTTP/1.1."));
    FieldNote* note = addRow(tr("Protocol"), m_http2);
    note->say({}, Tone::Neutral, tr("Changes always leave over HTTP/1.1."));
    m_timeout->setObjectName(u"timeout"_s);
    m_timeout->setAccessibleName(tr("Timeout in seconds"));
    m_timeout->setRange(
        NetworkOptions::ShortestTimeoutSeconds, NetworkOptions::LongestTimeoutSeconds);
    m_timeout->setSuffix(tr(" s", "seconds"));
    m_timeout->setValue(network.timeoutSeconds);
    m_timeout->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timeout->setMinimumSize(NumberSize);
    FieldNote* timeout = addRow(tr("Timeout"), m_timeout);
    timeout->say({}, Tone::Neutral,
        tr("For one attempt, from %1 to %2 s.")
            .arg(NetworkOptions::ShortestTimeoutSeconds)
            .arg(NetworkOptions::LongestTimeoutSeconds));
}

void NetworkDialog::followProxy()
{
    const auto proxy = static_cast<NetworkOptions::Proxy>(m_proxy->currentData().toInt());
    const bool isOwn
        = proxy == NetworkOptions::Proxy::Http || proxy == NetworkOptions::Proxy::Socks5;
    for (QWidget* field : { static_cast<QWidget*>(m_host), static_cast<QWidget*>(m_port),
             static_cast<QWidget*>(m_user), static_cast<QWidget*>(m_password) })
        field->setEnabled(isOwn);
    if (!isOwn) {
        m_hostNote->clear();
        m_portNote->clear();
    }
}

/// A password goes to the proxy it was typed for, and to no other.
void NetworkDialog::onAnotherProxy()
{
    m_password->setSecret({});
    showPasswordState();
}

void NetworkDialog::showPasswordState()
{
    const bool isKept = m_kept && m_kept->hasProxyPassword;
    const bool isForThis = isKept && m_kept->proxyPlace == proxyPlace(network());
    m_password->setState(m_kept, isForThis,
        isKept && !isForThis ? tr("The kept one is for %1 only.").arg(m_kept->proxyPlace)
                             : QString());
}

NetworkOptions NetworkDialog::network() const
{
    // What is greyed is kept: who turns a proxy off for an hour need not write it again.
    return { .proxy = static_cast<NetworkOptions::Proxy>(m_proxy->currentData().toInt()),
        .proxyHost = m_host->text().trimmed(),
        .proxyPort = m_port->value(),
        .proxyUser = m_user->text().trimmed(),
        .caFile = m_caFile->text().trimmed(),
        .http2 = m_http2->isChecked(),
        .timeoutSeconds = m_timeout->value() };
}

bool NetworkDialog::check()
{
    QWidget* first = nullptr;
    const auto refuse = [&](QWidget* field, FieldNote* note, const QString& text) {
        note->sayProblem(text);
        field->setAccessibleDescription(text);
        if (first == nullptr)
            first = field;
    };
    const NetworkOptions chosen = network();
    if (m_host->isEnabled()) {
        static const QRegularExpression host(u"^[A-Za-z0-9._:\\[\\]-]+\\z"_s);
        if (chosen.proxyHost.isEmpty())
            refuse(m_host, m_hostNote, tr("Enter the host of the proxy."));
        else if (!host.match(chosen.proxyHost).hasMatch())
            refuse(m_host, m_hostNote, tr("Write the host alone, like proxy.acme.com."));
        if (chosen.proxyPort == 0)
            refuse(m_port, m_portNote, tr("Enter a port from 1 to 65535."));
    }
    if (const QFileInfo file(chosen.caFile); !chosen.caFile.isEmpty()) {
        if (!file.isAbsolute())
            refuse(m_caFile, m_caNote, tr("Write the whole path of the file."));
        else if (file.isDir())
            refuse(m_caFile, m_caNote, tr("This is a folder. Choose a file."));
        else if (!file.exists())
            refuse(m_caFile, m_caNote, tr("There is no such file."));
        else if (!file.isReadable())
            refuse(m_caFile, m_caNote, tr("You may not read this file."));
    }
    if (first != nullptr)
        first->setFocus();
    return first == nullptr;
}

bool NetworkDialog::event(QEvent* event)
{
    const bool isHandled = QDialog::event(event);
    // Messages come and go; the smallest height a layout asks for knows nothing of lines that wrap.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        setMinimumHeight(layout()->totalHeightForWidth(width()));
    return isHandled;
}

void NetworkDialog::accept()
{
    if (!check())
        return;
    emit chosen(network(), m_password->isTyped() ? m_password->secret() : Secret());
    QDialog::accept();
}

void NetworkDialog::done(int result)
{
    m_password->setSecret({});
    QDialog::done(result);
}

} // namespace ic
