#pragma once

#include "profile/connectioncheck.h"

#include <QWidget>

class QVBoxLayout;

namespace ic {

/// Whether the token may do each operation, one row each.
class RightsList final : public QWidget
{
    Q_OBJECT

public:
    explicit RightsList(QWidget* parent = nullptr);

    void setRights(const QList<RightCheck>& rights);

private:
    QWidget* makeRow(const RightCheck& right);

    QList<RightCheck> m_shown;
    QVBoxLayout* m_rows;
};

} // namespace ic
