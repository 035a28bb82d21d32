#pragma once

#include "ui/parts/dialogframe.h"

namespace ic {

/// What this program is, its version and its licences.
class AboutDialog final : public DialogFrame
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace ic
