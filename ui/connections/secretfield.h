#pragma once

#include "base/secret.h"
#include "profile/connectionservice.h"

#include <QWidget>

#include <optional>

class QLineEdit;

namespace ic {

class FieldNote;

/// Takes a secret and never shows one. Beneath it stands where secrets are kept here.
class SecretField final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretField(const QString& name, QWidget* parent = nullptr);

    QLineEdit* edit() const { return m_edit; }
    /// What was typed before, and what the service says; nothing = it has not said yet.
    void setSecret(const Secret& typed);
    /// `isKept`: one is kept that would be used. `instead`: what is said of one that would not be.
    void setState(
        const std::optional<SecretState>& state, bool isKept, const QString& instead = {});
    void showProblem(const QString& text);
    bool isTyped() const;
    bool holds(const Secret& secret) const;
    /// Each call registers the text as a secret: ask when it is handed on, not at each key.
    Secret secret() const;

signals:
    void edited();

private:
    QLineEdit* m_edit;
    FieldNote* m_note;
    FieldNote* m_problem;
};

} // namespace ic
