#pragma once

#include "models/filter/filtermodel.h"

#include <QComboBox>

namespace ic {

/// Correlated, uncorrelated or all identities.
class ScopeBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ScopeBox(QWidget* parent = nullptr);

    /// Says nothing.
    void setScope(IdentityScope scope);

signals:
    void scopeChosen(ic::IdentityScope scope);
};

} // namespace ic
