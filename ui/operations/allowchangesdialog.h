#pragma once

#include "profile/tenant.h"
#include "ui/parts/dialogframe.h"

namespace ic {

/// Asks before a production tenant may be changed: the person types its name. Cancel is the
/// default.
class AllowChangesDialog final : public DialogFrame
{
    Q_OBJECT

public:
    explicit AllowChangesDialog(const Tenant& tenant, QWidget* parent = nullptr);
};

} // namespace ic
