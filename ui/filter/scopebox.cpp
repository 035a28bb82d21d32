#include "ui/filter/scopebox.h"

using namespace Qt::StringLiterals;

namespace ic {

ScopeBox::ScopeBox(QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(u"scope"_s);
    setAccessibleName(tr("Scope"));
    setToolTip(tr("Correlated identities have an account on an authoritative source"));
    for (const IdentityScope scope :
        { IdentityScope::Correlated, IdentityScope::Uncorrelated, IdentityScope::All })
        addItem(scopeTitle(scope), static_cast<int>(scope));
    connect(this, &QComboBox::currentIndexChanged, this,
        [this] { emit scopeChosen(static_cast<IdentityScope>(currentData().toInt())); });
}

void ScopeBox::setScope(IdentityScope scope)
{
    const QSignalBlocker block(this);
    setCurrentIndex(findData(static_cast<int>(scope)));
}

} // namespace ic
