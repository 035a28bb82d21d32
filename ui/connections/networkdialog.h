#pragma once

#include "base/networkoptions.h"
#include "profile/connectionservice.h"
#include "ui/parts/dialogframe.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace ic {

class FieldNote;
class FormRows;
class SecretField;

/// How a tenant is reached: proxy, certificates, HTTP/2, patience. Changes nothing itself; the
/// dialog of connections takes over what was chosen.
class NetworkDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `typed`: a proxy password that is not saved yet, for the proxy that `network` names.
    NetworkDialog(const NetworkOptions& network, const Secret& typed,
        const std::optional<SecretState>& kept, QWidget* parent = nullptr);

    void accept() override;
    void done(int result) override;

signals:
    void chosen(const ic::NetworkOptions& network, const ic::Secret& proxyPassword);

protected:
    bool event(QEvent* event) override;

private:
    FieldNote* addRow(const QString& label, QWidget* field, QWidget* beside = nullptr);
    void buildProxy(const NetworkOptions& network);
    void buildCertificates(const NetworkOptions& network);
    void buildReading(const NetworkOptions& network);
    void followProxy();
    void onAnotherProxy();
    void showPasswordState();
    NetworkOptions network() const;
    /// Says what is wrong beside each field; the first one gets the focus.
    bool check();

    const std::optional<SecretState> m_kept;
    FormRows* m_rows;
    QComboBox* m_proxy;
    QLineEdit* m_host;
    FieldNote* m_hostNote = nullptr;
    QSpinBox* m_port;
    FieldNote* m_portNote = nullptr;
    QLineEdit* m_user;
    SecretField* m_password;
    QLineEdit* m_caFile;
    FieldNote* m_caNote = nullptr;
    QCheckBox* m_http2;
    QSpinBox* m_timeout;
};

} // namespace ic
