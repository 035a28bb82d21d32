#pragma once

#include "operations/operationparts.h"

#include <QWidget>

class QRadioButton;

namespace ic {

/// Whom an operation is for: the identities that were chosen, or whoever ISC chooses.
class WhomOptions final : public QWidget
{
    Q_OBJECT

public:
    /// `chosen` in words, e.g. "The 41 selected"; `any`: whether there are any.
    WhomOptions(
        const QString& chosen, bool any, const TenantsChoice& everybody, QWidget* parent = nullptr);

    bool isEverybody() const;
    /// As the job that is repeated or resumed was told; nobody can change it then.
    void fix(bool everybody);
    /// The chosen ones in other words.
    void setChosen(const QString& chosen);

signals:
    void changed();

private:
    QRadioButton* m_chosen;
    QRadioButton* m_everybody;
};

} // namespace ic
