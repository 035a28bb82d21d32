#pragma once

#include "profile/tenant.h"

#include <QHash>
#include <QWidget>

class QRadioButton;

namespace ic {

/// What a tenant is for: one of four, each with its word and the colour of its band.
class EnvironmentChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentChoice(QWidget* parent = nullptr);

    Environment environment() const;
    void setEnvironment(Environment environment);
    /// The one that is chosen: where Tab goes.
    QWidget* first() const;

signals:
    /// By the person.
    void chosen(ic::Environment environment);

private:
    QHash<int, QRadioButton*> m_buttons;
};

/// "Production", for texts and fields; the band says it in capitals.
QString environmentName(Environment environment);

} // namespace ic
