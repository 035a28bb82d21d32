#pragma once

#include <QDialog>

namespace ic {

/// Name, version and licences.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace ic
