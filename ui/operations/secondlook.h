#pragma once

#include <QWidget>

class QCheckBox;

namespace ic {

/// Asks the person to look whether they are among those who will be changed, where the tenant does
/// not say whose token it is and the console cannot leave them out.
class SecondLook final : public QWidget
{
    Q_OBJECT

public:
    explicit SecondLook(QWidget* parent = nullptr);

    bool isTaken() const;

signals:
    void changed();

private:
    QCheckBox* m_looked;
};

} // namespace ic
