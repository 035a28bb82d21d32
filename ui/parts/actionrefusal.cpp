#include "ui/parts/actionrefusal.h"

#include "base/plaintext.h"

#include <QAction>
#include <QCoreApplication>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr char RefusalProperty[] = "refusal";
constexpr char ToolTipProperty[] = "ownToolTip"; // while another one says the refusal

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ActionRefusal)
};

/// What an action says without one of its own.
QString toolTipOf(const QString& text)
{
    return QAction(text).toolTip();
}

} // namespace

void setRefusal(QAction& action, const QString& reason)
{
    const bool wasRefused = !action.property(RefusalProperty).toString().isEmpty();
    if (!wasRefused && !reason.isEmpty()) {
        const QString own = action.toolTip();
        action.setProperty(ToolTipProperty, own == toolTipOf(action.text()) ? QString() : own);
    }
    action.setEnabled(reason.isEmpty());
    action.setProperty(RefusalProperty, reason);
    const QString own = action.property(ToolTipProperty).toString();
    if (!reason.isEmpty()) {
        const QString name = own.isEmpty() ? toolTipOf(action.text()) : own;
        action.setToolTip(toolTipText(name + u" · "_s + reason));
    } else if (wasRefused) {
        action.setToolTip(own);
    }
}

QString refusalOf(const QAction& action)
{
    if (action.isEnabled())
        return {};
    const QString reason = action.property(RefusalProperty).toString();
    return reason.isEmpty() ? Texts::tr("Not possible at the moment.") : reason;
}

} // namespace ic
