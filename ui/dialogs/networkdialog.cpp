#include "ui/dialogs/networkdialog.h"

#include "ui/connections/fieldnote.h"
#include "ui/connections/secretfield.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int Width = 500;
constexpr int FieldHeight = 28;
constexpr QSize NumberSize(100, FieldHeight);
constexpr int HighestPort = 65'535;

} // namespace

NetworkDialog::NetworkDialog(const NetworkOptions& network, const Secret& typed,
    const std::optional<SecretState>& kept, QWidget* parent)
    : QDialog(parent)
    , m_kept(kept)
    , m_rows(new QGridLayout)
    , m_proxy(new QComboBox(this))
    , m_host(new QLineEdit(network.proxyHost, this))
    , m_port(new QSpinBox(this))
    , m_user(new QLineEdit(network.proxyUser, this))
    , m_password(new SecretField(u"Password of the proxy"_s, this))
    , m_caFile(new QLineEdit(network.caFile, this))
    , m_http2(new QCheckBox(u"HTTP/2 for reads"_s, this))
    , m_timeout(new QSpinBox(this))
{
    setWindowTitle(u"Network"_s);
    setMinimumWidth(Width);
    m_rows->setHorizontalSpacing(8);
    m_rows->setVerticalSpacing(8);
    m_rows->setColumnStretch(1, 1);
    buildProxy(network);
    m_password->setSecret(typed);
    showPasswordState();
    buildCertificates(network);
    buildReading(network);

    auto* cancel = new QPushButton(u"Cancel"_s, this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    auto* apply = new QPushButton(u"Apply"_s, this);
    apply->setObjectName(u"apply"_s);
    apply->setDefault(true);
    styleConfirmButton(*apply);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(16);
    layout->addLayout(m_rows);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkDialog::followProxy);
    followProxy();
    m_proxy->setFocus();
}

FieldNote* NetworkDialog::addRow(const QString& text, QWidget* field, QWidget* beside)
{
    const int row = m_rows->rowCount();
    QLabel* label = plainLabel(text, this);
    label->setWordWrap(true);
    label->setBuddy(field);
    label->setMinimumHeight(FieldHeight);
    m_rows->addWidget(label, row, 0, Qt::AlignTop);
    auto* note = new FieldNote(this);
    note->setObjectName(field->objectName() + u"Problem"_s);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(field);
    if (beside != nullptr)
        line->addWidget(beside);
    if (field->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed)
        line->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(note);
    m_rows->addLayout(column, row, 1);
    return note;
}

void NetworkDialog::buildProxy(const NetworkOptions& network)
{
    const auto add = [&](const QString& word, NetworkOptions::Proxy proxy) {
        m_proxy->addItem(word, static_cast<int>(proxy));
        if (proxy == network.proxy)
            m_proxy->setCurrentIndex(m_proxy->count() - 1);
    };
    add(u"As the system says"_s, NetworkOptions::Proxy::System);
    add(u"None"_s, NetworkOptions::Proxy::None);
    add(u"HTTP"_s, NetworkOptions::Proxy::Http);
    add(u"SOCKS 5"_s, NetworkOptions::Proxy::Socks5);
    m_proxy->setObjectName(u"proxy"_s);
    m_proxy->setAccessibleName(u"Proxy"_s);
    m_host->setObjectName(u"proxyHost"_s);
    m_host->setAccessibleName(u"Host of the proxy"_s);
    m_port->setObjectName(u"proxyPort"_s);
    m_port->setAccessibleName(u"Port of the proxy"_s);
    m_port->setRange(0, HighestPort);
    m_port->setSpecialValueText(u"–"_s);
    m_port->setValue(network.proxyPort);
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_port->setMinimumSize(NumberSize);
    m_user->setObjectName(u"proxyUser"_s);
    m_user->setAccessibleName(u"User of the proxy"_s);
    m_user->setPlaceholderText(u"empty if the proxy asks for none"_s);
    m_password->edit()->setObjectName(u"proxyPassword"_s);
    addRow(u"Proxy"_s, m_proxy);
    m_hostNote = addRow(u"Host"_s, m_host);
    m_portNote = addRow(u"Port"_s, m_port);
    addRow(u"User"_s, m_user);
    addRow(u"Password"_s, m_password);
    connect(m_host, &QLineEdit::textEdited, m_hostNote, &FieldNote::clear);
    connect(m_port, &QSpinBox::valueChanged, m_portNote, &FieldNote::clear);
    connect(m_host, &QLineEdit::textChanged, this, &NetworkDialog::onAnotherProxy);
    connect(m_port, &QSpinBox::valueChanged, this, &NetworkDialog::onAnotherProxy);
}

void NetworkDialog::buildCertificates(const NetworkOptions&)
{
    m_caFile->setObjectName(u"caFile"_s);
    m_caFile->setAccessibleName(u"Extra CA file"_s);
    m_caFile->setPlaceholderText(u"PEM, trusted in addition to the system's"_s);
    auto* browse = new QPushButton(u"Browse…"_s, this);
    browse->setAutoDefault(false);
    m_caNote = addRow(u"Extra CA file"_s, m_caFile, browse);
    connect(m_caFile, &QLineEdit::textChanged, m_caNote, &FieldNote::clear);
    connect(browse, &QPushButton::clicked, this, [this] {
        auto* chooser = new QFileDialog(this, u"Certificates to trust"_s, m_caFile->text());
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        chooser->setNameFilters(
            { u"Certificates (*.pem *.crt *.cer *.cert)"_s, u"All files (*)"_s });
        connect(chooser, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
        chooser->open();
    });
}

void NetworkDialog::buildReading(const NetworkOptions& network)
{
    m_http2->setObjectName(u"http2"_s);
    m_http2->setChecked(network.http2);
    m_http2->setAccessibleDescription(u"Changes always leave over HTTP/1.1."_s);
    FieldNote* note = addRow(u"Protocol"_s, m_http2);
    note->say({}, Tone::Neutral, u"Changes always leave over HTTP/1.1."_s);
    m_timeout->setObjectName(u"timeout"_s);
    m_timeout->setAccessibleName(u"Timeout in seconds"_s);
    m_timeout->setRange(
        NetworkOptions::ShortestTimeoutSeconds, NetworkOptions::LongestTimeoutSeconds);
    m_timeout->setSuffix(u" s"_s);
    m_timeout->setValue(network.timeoutSeconds);
    m_timeout->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timeout->setMinimumSize(NumberSize);
    FieldNote* timeout = addRow(u"Timeout"_s, m_timeout);
    timeout->say({}, Tone::Neutral,
        u"For one attempt, from %1 to %2 s."_s.arg(NetworkOptions::ShortestTimeoutSeconds)
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
        isKept && !isForThis ? u"the kept one is for %1 only"_s.arg(m_kept->proxyPlace)
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
            refuse(m_host, m_hostNote, u"Enter the host of the proxy."_s);
        else if (!host.match(chosen.proxyHost).hasMatch())
            refuse(m_host, m_hostNote, u"Write the host alone, like proxy.acme.com."_s);
        if (chosen.proxyPort == 0)
            refuse(m_port, m_portNote, u"Enter a port from 1 to 65535."_s);
    }
    if (const QFileInfo file(chosen.caFile); !chosen.caFile.isEmpty()) {
        if (!file.isAbsolute())
            refuse(m_caFile, m_caNote, u"Write the whole path of the file."_s);
        else if (file.isDir())
            refuse(m_caFile, m_caNote, u"This is a folder. Choose a file."_s);
        else if (!file.exists())
            refuse(m_caFile, m_caNote, u"There is no such file."_s);
        else if (!file.isReadable())
            refuse(m_caFile, m_caNote, u"You may not read this file."_s);
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
