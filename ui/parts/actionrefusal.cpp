#include "ui/parts/actionrefusal.h"

#include <QAction>
#include <QCoreApplication>
#include <QVariant>

namespace ic {

namespace {

constexpr char RefusalProperty[] = "refusal";

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ActionRefusal)
};

} // namespace

void setRefusal(QAction& action, const QString& reason)
{
    action.setEnabled(reason.isEmpty());
    action.setProperty(RefusalProperty, reason);
}

QString refusalOf(const QAction& action)
{
    if (action.isEnabled())
        return {};
    const QString reason = action.property(RefusalProperty).toString();
    return reason.isEmpty() ? Texts::tr("Not possible at the moment.") : reason;
}

} // namespace ic
