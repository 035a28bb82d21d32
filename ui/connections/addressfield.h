#pragma once

#include "ui/connections/connectiondrafts.h"

#include "reading/latest.h"

#include <QWidget>

class QLineEdit;
class QTimer;

namespace ic {

class FieldNote;

/// Where a tenant is, as the person writes it. What it means stands beneath: at once by its form,
/// and after a pause by the tenant's own word. An answer to what the field held before is dropped.
class AddressField final : public QWidget
{
    Q_OBJECT

public:
    /// How long nothing is typed until the tenant is asked.
    static constexpr int PauseMs = 600;

    explicit AddressField(ConnectionService& service, QWidget* parent = nullptr);

    QLineEdit* edit() const { return m_edit; }
    /// Shows another connection's address. Asks only where it was typed and not answered yet: to
    /// look at a connection sends nothing.
    void setDraft(const ProfileDraft& draft);
    /// How to reach the tenant that is asked.
    void setNetwork(const NetworkOptions& network, const Secret& proxyPassword);
    void setSignIn(SignInKind kind);
    void showProblem(const QString& text);

    QString text() const;
    QString apiBase() const;
    const std::optional<AddressAnswer>& answer() const { return m_answer; }
    bool isNew() const { return m_isNew; }
    /// The host is nobody's that is known, and what the tenant says of it is not there yet: it may
    /// still turn out to be another one.
    bool isOpen() const;
    /// Says that the host is not SailPoint's; to be placed where it moves no field.
    FieldNote& warning() const { return *m_warning; }
    /// Asks now, if nobody has.
    void ask();

signals:
    /// By the person.
    void edited();
    /// By the tenant: what the text means may have changed.
    void answered();
    void left();
    void versionFound(const QString& version);

private:
    void onTextEdited();
    void onAnswer(const AddressAnswer& answer);
    void showResolved();

    ConnectionService& m_service;
    QLineEdit* m_edit;
    FieldNote* m_resolved;
    FieldNote* m_warning;
    QTimer* m_pause;
    NetworkOptions m_network;
    Secret m_proxyPassword;
    SignInKind m_signIn = SignInKind::ClientSecret;
    QString m_savedBase; ///< of a text nobody touched
    TenantAddress m_read; ///< the text by its form
    std::optional<AddressAnswer> m_answer;
    bool m_isNew = false;
    bool m_isAsking = false;
    bool m_isVersionTold = true; ///< the one in this text
    Latest m_latest;
};

} // namespace ic
