#pragma once

#include <QWidget>

class QLabel;
class QRadioButton;

namespace ic {

/// Whom to invite: the identities that were chosen, or whoever ISC chooses.
class InviteOptions final : public QWidget
{
    Q_OBJECT

public:
    /// `chosen` in words, e.g. "The 41 selected"; `any`: whether there are any.
    InviteOptions(const QString& chosen, bool any, QWidget* parent = nullptr);

    bool isEverybody() const;

signals:
    void changed();

private:
    QRadioButton* m_chosen;
    QRadioButton* m_everybody;
};

} // namespace ic
