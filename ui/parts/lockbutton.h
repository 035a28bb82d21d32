#pragma once

#include "profile/tenant.h"

#include <QAbstractButton>

namespace ic {

class ChangeLock;

/// Whether the tenant may be changed, in the colours of its band: a word, an icon, and how long it
/// lasts. A click asks for the other.
class LockButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LockButton(QWidget* parent = nullptr);

    /// `lock` outlives the button.
    void setLock(const ChangeLock& lock, Environment environment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    QString note() const;

    const ChangeLock* m_lock = nullptr;
    Environment m_environment = Environment::Production;
};

} // namespace ic
