#pragma once

#include "base/signedin.h"
#include "operations/operation.h"

#include <QScrollArea>

class QVBoxLayout;

namespace ic {

/// What an operation does, what it does not, and what right it needs, as its description says.
class EffectsPanel final : public QScrollArea
{
    Q_OBJECT

public:
    /// `who`: whose token will do it, as far as the tenant said.
    EffectsPanel(const Operation& operation, const SignedIn& who, QWidget* parent = nullptr);

    /// In place of the operation's own lines, e.g. with what was chosen in the dialog filled in.
    void setEffects(const QList<EffectLine>& effects);

    QSize sizeHint() const override;

private:
    QVBoxLayout* addCard(const QString& title);
    void addLine(
        QVBoxLayout& card, const QString& icon, EffectLine::Tone tone, const QString& text);

    QVBoxLayout* m_cards;
    QVBoxLayout* m_effects;
};

} // namespace ic
